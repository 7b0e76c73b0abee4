package io.nacre.codec.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nacre.codec.mapping.NullableSchemas;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object to the Avro record of its schema. */
final class JsonObjectReader implements JsonValueReader {

    private final Schema schema;
    private final String path;
    private final SpecificData data;
    private final Map<String, FieldReader> fields = new LinkedHashMap<>();

    /** @param values reads the value unless it is null */
    private record FieldReader(Schema.Field field, boolean nullable, String path, JsonValueReader values) {}

    /** @param path of the record, for messages; empty for a whole record */
    JsonObjectReader(Schema schema, String path, SpecificData data) {
        this.schema = schema;
        this.path = path;
        this.data = data;
        for (Schema.Field field : schema.getFields()) {
            String name = JsonFieldNames.path(path, field.name());
            JsonValueReader values = JsonValueReaders.of(NullableSchemas.notNull(field.schema()), name, data);
            fields.put(field.name(), new FieldReader(field, field.schema().isNullable(), name, values));
        }
    }

    @Override
    public SpecificRecord read(JsonParser parser) throws IOException, RecordRejectedException {
        if (!parser.hasToken(JsonToken.START_OBJECT)) {
            throw path.isEmpty()
                    ? new RecordRejectedException(
                            RejectionCode.UNREADABLE, "the JSON is no object; send the record as one object")
                    : JsonValueReaders.malformed(path, "is no object; send a JSON object");
        }
        SpecificRecord record = (SpecificRecord) data.newRecord(null, schema);
        boolean[] present = new boolean[fields.size()];
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            FieldReader reader = reader(parser.currentName());
            int position = reader.field.pos();
            if (present[position]) {
                throw JsonValueReaders.repeated(reader.path);
            }
            present[position] = true;
            parser.nextToken();
            record.put(position, value(reader, parser));
        }
        putDefaults(record, present);
        return record;
    }

    private FieldReader reader(String name) throws RecordRejectedException {
        FieldReader reader = fields.get(name);
        if (reader == null) {
            throw unknown(name);
        }
        return reader;
    }

    private @Nullable Object value(FieldReader reader, JsonParser parser) throws IOException, RecordRejectedException {
        if (!parser.hasToken(JsonToken.VALUE_NULL)) {
            return reader.values.read(parser);
        }
        return reader.nullable ? null : defaultValue(reader, "is required and null");
    }

    private void putDefaults(SpecificRecord record, boolean[] present) throws RecordRejectedException {
        for (FieldReader reader : fields.values()) {
            int position = reader.field.pos();
            if (!present[position]) {
                record.put(position, defaultValue(reader, "is required and missing"));
            }
        }
    }

    private @Nullable Object defaultValue(FieldReader reader, String fault) throws RecordRejectedException {
        if (!reader.field.hasDefaultValue()) {
            throw new RecordRejectedException(RejectionCode.FIELD_EMPTY, reader.path, fault + "; fill it");
        }
        return data.getDefaultValue(reader.field);
    }

    private RecordRejectedException unknown(String name) {
        String printable = JsonFieldNames.printable(name);
        if (printable == null) {
            return new RecordRejectedException(
                    RejectionCode.FIELD_UNKNOWN,
                    path.isEmpty() ? null : path,
                    "contains a name that is no field of the contract; remove it");
        }
        String nearest = JsonFieldNames.nearest(printable, fields.keySet());
        return new RecordRejectedException(
                RejectionCode.FIELD_UNKNOWN,
                JsonFieldNames.path(path, printable),
                "is no field of the contract; " + (nearest == null ? "remove it" : "did you mean " + nearest + "?"));
    }
}
