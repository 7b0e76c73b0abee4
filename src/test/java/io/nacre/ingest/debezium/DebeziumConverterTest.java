package io.nacre.ingest.debezium;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.RecordingSink;
import io.nacre.ingest.debezium.DebeziumConverter.Kind;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebeziumConverterTest {

    private static final String CONTENT =
            "{\"id\":\"t-1\",\"event_time\":\"2026-11-30T09:30:00Z\",\"account_id\":\"a-1\","
                    + "\"amount_minor\":1999,\"currency\":\"EUR\",\"channel\":\"TRANSFER\"}";

    private static final String EVENT = "{\"account_id\":\"a-1\",\"transaction_id\":\"t-1\",\"event_id\":\"e-1\","
            + "\"type\":\"CAPTURED\",\"occurred_at\":\"2026-11-30T09:31:00Z\"}";

    private static final String OUTBOX = "{\"before\":null,\"after\":{\"id\":\"406c07f3-26f0-4eea-a50c-109940064b8f\","
            + "\"aggregatetype\":\"%s\",\"aggregateid\":\"a-1\",\"type\":\"Created\",\"payload\":\"%s\"},"
            + "\"source\":{\"connector\":\"postgresql\",\"table\":\"outbox\"},\"op\":\"%s\",\"ts_ms\":1796031000000}";

    /** A table with the columns of the contract; the schema is that of Connect's JSON converter. */
    private static final String TABLE_SCHEMA = "{\"type\":\"struct\",\"fields\":["
            + "{\"type\":\"struct\",\"optional\":true,\"field\":\"before\",\"fields\":[]},"
            + "{\"type\":\"struct\",\"optional\":true,\"field\":\"after\",\"fields\":["
            + "{\"type\":\"string\",\"field\":\"id\"},"
            + "{\"type\":\"int64\",\"name\":\"io.debezium.time.MicroTimestamp\",\"version\":1,\"field\":\"event_time\"},"
            + "{\"type\":\"string\",\"field\":\"account_id\"},"
            + "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"version\":1,"
            + "\"parameters\":{\"scale\":\"2\",\"connect.decimal.precision\":\"12\"},\"field\":\"amount\"},"
            + "{\"type\":\"string\",\"field\":\"currency\"},{\"type\":\"string\",\"field\":\"channel\"},"
            + "{\"type\":\"string\",\"name\":\"io.debezium.data.Json\",\"field\":\"attributes\"}]}]}";

    private static final String ROW =
            "{\"id\":\"t-1\",\"event_time\":1796031000000000,\"account_id\":\"a-1\",\"amount\":%s,"
                    + "\"currency\":\"EUR\",\"channel\":\"TRANSFER\",\"attributes\":\"{\\\"plan\\\":\\\"gold\\\"}\"}";

    @Test
    void theEventRoutersExpandedPayloadIsARecord() {
        Transaction transaction = only(Kind.TRANSACTION, CONTENT);

        assertThat(transaction.id()).isEqualTo("t-1");
        assertThat(only(
                        Kind.TRANSACTION,
                        "{\"schema\":{\"type\":\"struct\",\"fields\":[]},\"payload\":" + CONTENT + "}"))
                .isEqualTo(transaction);
        assertThat(only(Kind.TRANSACTION, "{\"schema\":null,\"payload\":" + quoted(CONTENT) + "}"))
                .isEqualTo(transaction);
        assertThat(only(Kind.TRANSACTION, quoted(CONTENT))).isEqualTo(transaction);
    }

    @Test
    void aRowOfTheOutboxSaysWhatItIs() {
        assertThat(only(null, outbox("transaction", CONTENT, "c"))).isEqualTo(only(Kind.TRANSACTION, CONTENT));
        RecordingSink event = convert(null, outbox("lifecycle", EVENT, "r"));
        assertThat(event.events).extracting(LifecycleEvent::type).containsExactly(LifecycleEvent.Type.CAPTURED);
        assertThat(convert(null, "{\"schema\":{},\"payload\":" + outbox("transaction", CONTENT, "c") + "}")
                        .transactions)
                .hasSize(1);
    }

    @Test
    void aRowWithoutKindIsNotGuessed() {
        assertThat(convert(null, outbox("order", CONTENT, "c")).code()).isEqualTo(RejectionCode.SYMBOL_UNKNOWN);
        assertThat(convert(null, CONTENT).code()).isEqualTo(RejectionCode.SYMBOL_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"u, update of a row", "d, deletion of a row", "t, truncation of a table", "m, message without a row"})
    void whatIsNoNewRowIsCounted(String operation, String reason) {
        assertThat(convert(null, outbox("transaction", CONTENT, operation)).skipped)
                .containsExactly(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{\"schema\":null,\"payload\":null}"})
    void aTombstoneIsCounted(String tombstone) {
        assertThat(convert(Kind.TRANSACTION, tombstone).skipped).containsExactly("tombstone");
    }

    @Test
    void aDeletedRowWithoutEnvelopeIsCounted() {
        String deleted = CONTENT.replace("}", ",\"__deleted\":\"true\"}");

        assertThat(convert(Kind.TRANSACTION, deleted).skipped).containsExactly("deletion of a row");
        assertThat(only(Kind.TRANSACTION, deleted.replace("true", "false"))).isEqualTo(only(Kind.TRANSACTION, CONTENT));
    }

    @Test
    void decimalsTimesAndJsonColumnsAreReadByTheirSchema() {
        // 19.99 with scale 2 is 1999, in bytes 07 CF.
        Transaction transaction = only(Kind.TRANSACTION, table("\"B88=\""));

        assertThat(transaction.amount()).isEqualTo(new Money(1999, "EUR"));
        assertThat(transaction.eventTimeMs()).isEqualTo(1_796_031_000_000L);
        assertThat(transaction.attributes()).containsEntry("plan", "gold");
        assertThat(Instant.ofEpochMilli(transaction.eventTimeMs())).isEqualTo("2026-11-30T09:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"+DE=\"', AMOUNT_RANGE",
        "'\"\"', FIELD_MALFORMED",
        "'\"#\"', FIELD_MALFORMED",
        "'\"AP////////////////////////////////////////////////////\"', FIELD_MALFORMED",
        "'\"f///////////\"', AMOUNT_RANGE",
        "null, FIELD_EMPTY",
        "[], FIELD_MALFORMED"
    })
    void aDecimalThatIsNoneIsRejected(String amount, RejectionCode code) {
        assertThat(convert(Kind.TRANSACTION, table(amount)).code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"19.99\"', 1999",
        "19.99, 1999",
        "20, 2000",
        "'\"1999\"', -1",
        "'\"B88=\"', -1",
        "'\"1.999\"', -1",
        "true, -1"
    })
    void withoutSchemaOnlyWhatCanBeNothingElseIsRead(String amount, long minorUnits) {
        String row = ROW.formatted(amount)
                .replace("1796031000000000", "1796031000000")
                .replace("\"{", "{")
                .replace("}\"", "}")
                .replace("\\", "");

        RecordingSink sink = convert(Kind.TRANSACTION, row);

        if (minorUnits < 0) {
            assertThat(sink.code()).isEqualTo(RejectionCode.FIELD_MALFORMED);
            assertThat(sink.rejected.get(0).field()).isEqualTo("amount_minor");
        } else {
            assertThat(sink.transactions.get(0).amount()).isEqualTo(new Money(minorUnits, "EUR"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', EMPTY",
        "'{', UNREADABLE",
        "[], UNREADABLE",
        "1, UNREADABLE",
        "'\"{\"', UNREADABLE",
        "'{\"before\":null,\"after\":null,\"op\":\"c\"}', FIELD_EMPTY",
        "'{\"before\":null,\"after\":{},\"op\":\"x\"}', SYMBOL_UNKNOWN",
        "'{\"payload\":\"[]\"}', FIELD_MALFORMED",
        "'{\"payload\":\"x\"}', UNREADABLE",
        "'{\"id\":\"t\",\"id\":\"t\"}', UNREADABLE"
    })
    void whatIsNoChangeEventIsRejected(String value, RejectionCode code) {
        assertThat(convert(Kind.TRANSACTION, value).code()).isEqualTo(code);
    }

    @Test
    void hostileJsonIsBounded() {
        assertThat(convert(Kind.TRANSACTION, "[".repeat(100_000)).code()).isEqualTo(RejectionCode.UNREADABLE);
        assertThat(convert(Kind.TRANSACTION, "{\"payload\":" + quoted("[".repeat(100_000)) + "}")
                        .code())
                .isEqualTo(RejectionCode.UNREADABLE);
        assertThat(convert(Kind.TRANSACTION, CONTENT.replace("1999", "9".repeat(10_000)))
                        .code())
                .isEqualTo(RejectionCode.UNREADABLE);
        assertThat(convert(Kind.TRANSACTION, ROW.formatted("1e999999999")).transactions)
                .isEmpty();
    }

    private static String table(String amount) {
        return "{\"schema\":" + TABLE_SCHEMA + ",\"payload\":{\"before\":null,\"after\":" + ROW.formatted(amount)
                + ",\"source\":{},\"op\":\"c\",\"ts_ms\":1796031000000}}";
    }

    private static String outbox(String type, String payload, String operation) {
        return OUTBOX.formatted(type, payload.replace("\"", "\\\""), operation);
    }

    private static String quoted(String json) {
        return "\"" + json.replace("\"", "\\\"") + "\"";
    }

    private static Transaction only(@Nullable Kind kind, String value) {
        RecordingSink sink = convert(kind, value);
        assertThat(sink.transactions).as(sink.toString()).hasSize(1);
        return sink.transactions.get(0);
    }

    private static RecordingSink convert(@Nullable Kind kind, String value) {
        return RecordingSink.of(new DebeziumConverter(kind), value.getBytes(UTF_8));
    }
}
