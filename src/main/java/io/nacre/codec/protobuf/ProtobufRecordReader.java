package io.nacre.codec.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.nacre.codec.mapping.AvroMapping;
import io.nacre.codec.mapping.NullableSchemas;
import io.nacre.codec.mapping.TransactionIdReader;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one contract from Protobuf. A record passes the same checks as one in Avro, and is rejected with
 * the same codes. Fields that the contract does not have are skipped, as in Avro. Not thread-safe: one instance per
 * thread.
 */
public final class ProtobufRecordReader<T> {

    private final AvroMapping<T, ?> mapping;
    private final SpecificData data;
    private final Schema schema;
    private final Descriptor descriptor;

    /** @param mapping of this reader only */
    public ProtobufRecordReader(AvroMapping<T, ?> mapping) {
        this.mapping = mapping;
        this.data = new SpecificData(mapping.type().getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        this.schema = data.getSchema(mapping.type());
        this.descriptor = ProtobufDescriptors.of(schema);
    }

    /**
     * Reads one record.
     *
     * @param offset of the first byte of the message
     * @param origin with the time of arrival, which bounds the times of the record
     */
    public T read(byte[] bytes, int offset, RecordOrigin origin) throws RecordRejectedException {
        DynamicMessage message;
        try {
            message = DynamicMessage.parseFrom(
                    descriptor, CodedInputStream.newInstance(bytes, offset, bytes.length - offset));
        } catch (IOException e) {
            throw new RecordRejectedException(
                    RejectionCode.UNREADABLE,
                    "the bytes are no Protobuf message; write with the schema from schemas/protobuf/");
        }
        return mapping.checked(record(schema, message, ""), origin);
    }

    /** The ids of a rejected record; null if one cannot be read or is invalid. The message may be truncated. */
    public @Nullable TransactionReference ids(byte[] bytes, int offset) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(descriptor);
        try {
            message.mergeFrom(CodedInputStream.newInstance(bytes, offset, bytes.length - offset));
        } catch (IOException e) {
            // The message has the fields that were read before the error.
        }
        DynamicMessage read = message.buildPartial();
        return TransactionIdReader.reference(
                text(read, TransactionIdReader.ID), text(read, TransactionIdReader.ACCOUNT_ID));
    }

    private static @Nullable String text(DynamicMessage message, String name) {
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(name);
        return field != null && message.hasField(field) && message.getField(field) instanceof String text ? text : null;
    }

    private SpecificRecord record(Schema type, Message message, String path) throws RecordRejectedException {
        SpecificRecord record = (SpecificRecord) data.newRecord(null, type);
        for (Schema.Field field : type.getFields()) {
            FieldDescriptor source = message.getDescriptorForType().findFieldByNumber(field.pos() + 1);
            String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
            record.put(field.pos(), field(field, source, message, fieldPath));
        }
        return record;
    }

    private @Nullable Object field(Schema.Field field, FieldDescriptor source, Message message, String path)
            throws RecordRejectedException {
        Schema type = NullableSchemas.notNull(field.schema());
        if (source.isRepeated()) {
            List<?> values = (List<?>) message.getField(source);
            return type.getType() == Schema.Type.MAP ? map(type, values, path) : list(type, values, path);
        }
        if (message.hasField(source)) {
            return value(type, message.getField(source), path);
        }
        if (!field.hasDefaultValue()) {
            throw new RecordRejectedException(RejectionCode.FIELD_EMPTY, path, "is required and missing; fill it");
        }
        return data.getDefaultValue(field);
    }

    private List<Object> list(Schema type, List<?> values, String path) throws RecordRejectedException {
        List<Object> list = new ArrayList<>(values.size());
        for (Object value : values) {
            list.add(value(type.getElementType(), value, path));
        }
        return list;
    }

    private Map<String, Object> map(Schema type, List<?> entries, String path) throws RecordRejectedException {
        Map<String, Object> map = new HashMap<>();
        for (Object each : entries) {
            Message entry = (Message) each;
            Descriptor fields = entry.getDescriptorForType();
            String key = (String) entry.getField(fields.findFieldByNumber(1));
            map.put(key, value(type.getValueType(), entry.getField(fields.findFieldByNumber(2)), path));
        }
        return map;
    }

    private Object value(Schema type, Object value, String path) throws RecordRejectedException {
        return switch (type.getType()) {
            case RECORD -> record(type, (Message) value, path);
            case ENUM -> symbol(type, (EnumValueDescriptor) value, path);
            case BYTES -> ByteBuffer.wrap(((com.google.protobuf.ByteString) value).toByteArray());
            case LONG ->
                type.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? Instant.ofEpochMilli((Long) value)
                        : value;
            default -> value;
        };
    }

    private Object symbol(Schema type, EnumValueDescriptor value, String path) throws RecordRejectedException {
        List<String> symbols = type.getEnumSymbols();
        if (value.getNumber() < 0 || value.getNumber() >= symbols.size()) {
            throw new RecordRejectedException(
                    RejectionCode.SYMBOL_UNKNOWN,
                    path,
                    "is a number that this version does not know; send a value of the enum " + type.getName());
        }
        return data.createEnum(symbols.get(value.getNumber()), type);
    }
}
