package io.nacre.codec.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.Contract;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRoundTripTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("a-topic", 3, 42, 1_800_000_000_000L);
    private static final String REQUIRED =
            "{\"id\":\"t-1\",\"event_time\":%s,\"account_id\":\"a-1\",\"amount_minor\":1999,\"currency\":\"EUR\","
                    + "\"channel\":\"TRANSFER\"%s}";

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    <T> void readsBackWhatItWrote(Contract<T> contract) throws RecordRejectedException {
        JsonRecordWriter<T> writer = contract.jsonWriter();
        JsonRecordReader<T> reader = contract.jsonReader();

        for (int seed = 0; seed < 200; seed++) {
            T value = sample(contract, seed);
            assertThat(reader.read(writer.writeBytes(value), ORIGIN))
                    .as("seed %d", seed)
                    .isEqualTo(value);
        }
    }

    @Test
    void readsBackARejection() throws RecordRejectedException {
        RejectedTransaction value = new RejectedTransaction(
                "t-1", "a-1", RejectionCode.AMOUNT_RANGE, "amount_minor", "is negative", ORIGIN, 1_800_000_000_001L);

        byte[] json = Contract.REJECTED_TRANSACTION.jsonWriter().writeBytes(value);

        assertThat(Contract.REJECTED_TRANSACTION.jsonReader().read(json, ORIGIN))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    <T> void writesEveryFieldOfTheSchemaInItsOrder(Contract<T> contract) {
        ObjectNode json = contract.jsonWriter().write(sample(contract, 3));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(contract.schema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @Test
    void writesPlainJson() throws Exception {
        AccountProfile profile = new AccountProfile(
                "a-1", 1_790_000_000_000L, null, "DE", -62_167_219_200_001L, 700.0, Map.of("ties", 0.5));

        ObjectNode json = Contract.ACCOUNT_PROFILE.jsonWriter().write(profile);

        assertThat(json).isEqualTo(new ObjectMapper().readTree("""
                {"account_id": "a-1", "as_of": "2026-09-21T14:13:20.000Z", "home": null, "home_country": "DE",
                 "opened_at": -62167219200001, "credit_score": 700.0, "social_signals": {"ties": 0.5}}"""));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-21T14:13:20Z, 1790000000000",
        "2026-09-21t14:13:20z, 1790000000000",
        "2026-09-21T16:13:20+02:00, 1790000000000",
        "2026-09-21T04:43:20.5-09:30, 1790000000500",
        "2026-09-21T14:13:20.123999999-00:00, 1790000000123",
        "2024-02-29T00:00:00.001Z, 1709164800001"
    })
    void readsTimesByRfc3339(String text, long ms) throws RecordRejectedException {
        assertThat(read(REQUIRED.formatted("\"" + text + "\"", "")).eventTimeMs())
                .isEqualTo(ms);
    }

    @Test
    void readsTimesInMilliseconds() throws RecordRejectedException {
        assertThat(read(REQUIRED.formatted("1790000000123", "")).eventTimeMs()).isEqualTo(1_790_000_000_123L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"merchant\":null,\"attributes\":null,\"failed_attempts\":null",
                ",\"attributes\":{},\"ip\":null,\"card_token\":null"
            })
    void fieldsWithADefaultMayBeNullOrAbsent(String optional) throws RecordRejectedException {
        Transaction transaction = read(REQUIRED.formatted("1790000000000", optional));

        assertThat(transaction.channel()).isEqualTo(Channel.TRANSFER);
        assertThat(transaction.merchant()).isNull();
        assertThat(transaction.failedAttempts()).isNull();
        assertThat(transaction.attributes()).isEmpty();
    }

    @Test
    void readsNumbersOfEveryForm() throws RecordRejectedException {
        Transaction transaction = read(REQUIRED.formatted(
                "1790000000000", ",\"payer_location\":{\"latitude\":48,\"longitude\":2.5e0},\"failed_attempts\":-0"));

        assertThat(transaction.payerLocation()).isNotNull();
        assertThat(transaction.payerLocation().latitude()).isEqualTo(48);
        assertThat(transaction.payerLocation().longitude()).isEqualTo(2.5);
        assertThat(transaction.failedAttempts()).isZero();
    }

    @Test
    void readsEscapedText() throws RecordRejectedException {
        Transaction transaction = read(REQUIRED.formatted(
                "1790000000000", " , \"attributes\" : {\"\\u006eote\":\"\\ud83d\\ude00 \u00e9 \uD83D\uDE00\"} "));

        assertThat(transaction.attributes()).containsExactly(Map.entry("note", "\uD83D\uDE00 \u00e9 \uD83D\uDE00"));
    }

    /** As a record of the topic: the card number is masked. */
    @Test
    void masksCardNumbersAsForTheTopic() throws RecordRejectedException {
        Transaction transaction =
                read(REQUIRED.formatted("1790000000000", ",\"user_agent\":\"Browser 4111111111111111\""));

        assertThat(transaction.userAgent()).isEqualTo("Browser ****************");
        assertThat(Contract.TRANSACTION.maskedFields(transaction)).containsExactly("user_agent");
    }

    @Test
    void theArrivalBoundsTheTime() {
        String json = REQUIRED.formatted("\"" + Instant.ofEpochMilli(ORIGIN.timestampMs() + 86_400_001) + "\"", "");

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        RecordRejectedException.class, e -> assertThat(e.code()).isEqualTo(RejectionCode.TIME_RANGE));
    }

    private static Transaction read(String json) throws RecordRejectedException {
        return Contract.TRANSACTION.jsonReader().read(json.getBytes(UTF_8), ORIGIN);
    }

    @SuppressWarnings("unchecked") // Samples are of their contract's type.
    private static <T> T sample(Contract<T> contract, long seed) {
        return (T) new Samples(seed).any(contract);
    }
}
