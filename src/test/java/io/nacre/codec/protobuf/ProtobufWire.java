package io.nacre.codec.protobuf;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Writes Avro records as Protobuf, field by field and without a descriptor: another program's view of the schema. */
public final class ProtobufWire {

    private static final int LENGTH_DELIMITED = 2;

    private ProtobufWire() {}

    public static byte[] of(GenericRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            for (Schema.Field field : record.getSchema().getFields()) {
                write(field.pos() + 1, field.schema(), record.get(field.pos()), out);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(int number, Schema schema, @Nullable Object value, CodedOutputStream out)
            throws IOException {
        if (value == null) {
            return;
        }
        switch (schema.getType()) {
            case UNION ->
                write(number, schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value, out);
            case RECORD -> writeBytes(number, of((GenericRecord) value), out);
            case ARRAY -> {
                for (Object item : (List<?>) value) {
                    write(number, schema.getElementType(), item, out);
                }
            }
            case MAP -> {
                for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
                    ByteArrayOutputStream entry = new ByteArrayOutputStream();
                    CodedOutputStream parts = CodedOutputStream.newInstance(entry);
                    parts.writeString(1, each.getKey().toString());
                    write(2, schema.getValueType(), each.getValue(), parts);
                    parts.flush();
                    writeBytes(number, entry.toByteArray(), out);
                }
            }
            case ENUM -> out.writeInt32(number, schema.getEnumOrdinal(value.toString()));
            case STRING -> out.writeString(number, value.toString());
            case BYTES -> writeBytes(number, ((ByteBuffer) value).array(), out);
            case INT -> out.writeInt32(number, (Integer) value);
            case LONG -> out.writeInt64(number, (Long) value);
            case FLOAT -> out.writeFloat(number, (Float) value);
            case DOUBLE -> out.writeDouble(number, (Double) value);
            case BOOLEAN -> out.writeBool(number, (Boolean) value);
            case FIXED, NULL -> throw new IllegalArgumentException("no contract has the type " + schema.getType());
        }
    }

    private static void writeBytes(int number, byte[] bytes, CodedOutputStream out) throws IOException {
        out.writeTag(number, LENGTH_DELIMITED);
        out.writeUInt32NoTag(bytes.length);
        out.writeRawBytes(bytes);
    }
}
