package io.nacre.codec.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.BoundedDecoder;
import io.nacre.codec.mapping.AvroBodyWriter;
import io.nacre.codec.mapping.AvroMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;

/**
 * Writes the records of one contract as JSON, which {@link JsonRecordReader} reads. Not thread-safe: one instance per
 * thread.
 *
 * <p>Every field of the schema is written, null included. Times are RFC 3339 in UTC with milliseconds; a time whose
 * year has not four digits is milliseconds since 1970. The largest number stands for infinity, and null for NaN. Get an
 * instance by {@code Contract.jsonWriter()}.
 */
public final class JsonRecordWriter<T> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NO_HEADER = {};

    private final AvroBodyEncoder out = new AvroBodyEncoder();
    private final BoundedDecoder in = new BoundedDecoder();
    private final AvroBodyWriter<T> body;
    private final GenericDatumReader<GenericRecord> records;

    /** @param mapping of this writer only */
    public JsonRecordWriter(AvroMapping<T, ?> mapping) {
        this.body = mapping.writer(out);
        Schema schema = SpecificData.get().getSchema(mapping.type());
        this.records = new GenericDatumReader<>(schema, schema, new GenericData());
    }

    /** The JSON object of a value. */
    public ObjectNode write(T value) {
        out.start(NO_HEADER);
        body.write(value);
        in.start(out.record(), 0);
        try {
            return JsonValueWriter.object(records.read(null, in));
        } catch (IOException e) {
            throw new UncheckedIOException("a record that was just written cannot be read", e);
        }
    }

    /** The JSON object of a value in UTF-8. */
    public byte[] writeBytes(T value) {
        try {
            return JSON.writeValueAsBytes(write(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a JSON object can always be written", e);
        }
    }
}
