package io.nacre.ingest.debezium;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.IngestSink;
import io.nacre.ingest.JsonConverter;
import io.nacre.ingest.MessageConverter;
import io.nacre.payment.RecordOrigin;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Converts change events of an outbox table, or of a table with the columns of a contract. Only new rows count: an
 * update, a deletion and a tombstone are skipped. Not thread-safe.
 */
public final class DebeziumConverter implements MessageConverter {

    private static final String PAYLOAD = "payload";
    private static final String AGGREGATE_TYPE = "aggregatetype";

    private final @Nullable Kind kind;
    private final JsonConverter<?> transactions = JsonConverter.transactions();
    private final JsonConverter<?> lifecycleEvents = JsonConverter.lifecycleEvents();

    /** What a row is. */
    public enum Kind {
        TRANSACTION,
        LIFECYCLE
    }

    /** @param kind of all rows; null if the column aggregatetype of the outbox table says it */
    public DebeziumConverter(@Nullable Kind kind) {
        this.kind = kind;
    }

    @Override
    public void convert(byte[] message, RecordOrigin origin, IngestSink sink) throws RecordRejectedException {
        ChangeEvent event = ChangeEvent.read(message);
        ObjectNode row = event.row();
        if (row == null) {
            sink.skipped(String.valueOf(event.skipReason()));
            return;
        }
        Kind rowKind = kind == null ? kindOf(row) : kind;
        byte[] json = ChangeEvent.bytes(content(row, event.schema()));
        (rowKind == Kind.TRANSACTION ? transactions : lifecycleEvents).convert(json, origin, sink);
    }

    /** The same bytes, because a dead letter masks card numbers in text. */
    @Override
    public byte[] masked(byte[] message) {
        return message;
    }

    private static Kind kindOf(ObjectNode row) throws RecordRejectedException {
        String type = row.path(AGGREGATE_TYPE).asText();
        for (Kind each : Kind.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(type)) {
                return each;
            }
        }
        throw new RecordRejectedException(
                RejectionCode.SYMBOL_UNKNOWN,
                AGGREGATE_TYPE,
                "is neither transaction nor lifecycle; write one of them, or set --type");
    }

    /** The payload of an outbox row, else the row itself. */
    private static JsonNode content(ObjectNode row, JsonNode schema) throws RecordRejectedException {
        JsonNode payload = row.get(PAYLOAD);
        if (payload == null) {
            new ColumnReader(schema).read(row);
            return row;
        }
        JsonNode content = payload.isTextual() ? ChangeEvent.parse(payload.textValue()) : payload;
        if (!(content instanceof ObjectNode object)) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED, PAYLOAD, "is no JSON object; write the record as one object");
        }
        new ColumnReader(ChangeEvent.fieldSchema(schema, PAYLOAD)).read(object);
        return object;
    }
}
