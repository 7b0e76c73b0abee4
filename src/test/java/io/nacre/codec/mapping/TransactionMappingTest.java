package io.nacre.codec.mapping;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.nacre.codec.AvroRecords;
import io.nacre.codec.Contract;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.Merchant;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionMappingTest {

    private static final long NOW_MS = 1_790_000_000_000L;
    private static final RecordOrigin ORIGIN = new RecordOrigin("payments.transactions", 0, 1, NOW_MS);

    @ParameterizedTest
    @MethodSource("faults")
    void refuses(RejectionCode code, String field, Consumer<io.nacre.avro.Transaction> fault) {
        io.nacre.avro.Transaction record = valid();
        fault.accept(record);

        RecordRejectedException recordRejectedException = rejection(record);

        assertThat(recordRejectedException.letter(ORIGIN, null))
                .extracting(DeadLetter::code, DeadLetter::field)
                .containsExactly(code, field);
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(RejectionCode.FIELD_EMPTY, "id", r -> r.setId(" \u0000 ")),
                fault(RejectionCode.FIELD_EMPTY, "account_id", r -> r.setAccountId("")),
                fault(
                        RejectionCode.FIELD_EMPTY,
                        "merchant.id",
                        r -> r.getMerchant().setId("")),
                fault(RejectionCode.TEXT_TOO_LONG, "id", r -> r.setId("x".repeat(129))),
                fault(
                        RejectionCode.TEXT_TOO_LONG,
                        "merchant.name",
                        r -> r.getMerchant().setName("x".repeat(257))),
                fault(RejectionCode.TEXT_TOO_LONG, "attributes", r -> r.setAttributes(Map.of("x".repeat(65), "v"))),
                fault(RejectionCode.TEXT_TOO_LONG, "attributes.k", r -> r.setAttributes(Map.of("k", "v".repeat(257)))),
                fault(RejectionCode.ENTRIES_TOO_MANY, "attributes", r -> r.setAttributes(many(33))),
                fault(RejectionCode.CARD_NUMBER, "card_token", r -> r.setCardToken("4111111111111111")),
                fault(RejectionCode.CARD_NUMBER, "device_id", r -> r.setDeviceId("5555 5555 5555 4444")),
                fault(RejectionCode.CARD_NUMBER, "counterparty_id", r -> r.setCounterpartyId("5555_5555_5555_4444")),
                fault(RejectionCode.FIELD_MALFORMED, "id", r -> r.setId("e" + "\u0301".repeat(31))),
                fault(RejectionCode.AMOUNT_RANGE, "amount_minor", r -> r.setAmountMinor(-1)),
                fault(RejectionCode.AMOUNT_RANGE, "amount_minor", r -> r.setAmountMinor((1L << 53) + 1)),
                fault(RejectionCode.CURRENCY_UNKNOWN, "currency", r -> r.setCurrency("EURO")),
                fault(RejectionCode.SYMBOL_UNKNOWN, "channel", r -> r.setChannel(io.nacre.avro.Channel.UNKNOWN)),
                fault(
                        RejectionCode.COORDINATES_INVALID,
                        "payer_location",
                        r -> r.setPayerLocation(new io.nacre.avro.GeoPoint(91.0, 0.0))),
                fault(
                        RejectionCode.COORDINATES_INVALID,
                        "merchant.location",
                        r -> r.getMerchant().setLocation(new io.nacre.avro.GeoPoint(Double.NaN, 0.0))),
                fault(
                        RejectionCode.TIME_RANGE,
                        "event_time",
                        r -> r.setEventTime(Instant.parse("1989-12-31T23:59:59Z"))),
                fault(
                        RejectionCode.TIME_RANGE,
                        "event_time",
                        r -> r.setEventTime(Instant.ofEpochMilli(NOW_MS + FieldValidator.AHEAD.toMillis() + 1))));
    }

    @Test
    void bringsTextToOneForm() throws RecordRejectedException {
        io.nacre.avro.Transaction record = valid();
        record.setId("  t-1 ");
        record.setCurrency("eur");
        record.getMerchant().setName("Cafe\u0301\u0007 \u202Etfel");
        record.getMerchant().setCountry(" fr ");

        Transaction transaction = read(record, ORIGIN);

        assertThat(transaction.id()).isEqualTo("t-1");
        assertThat(transaction.amount().currency()).isEqualTo("EUR");
        assertThat(transaction.merchant()).isEqualTo(new Merchant("m-1", "Café tfel", "5411", "FR", null));
    }

    /** Whatever separates a letter from its accent and is dropped: what is left is one letter. */
    @Test
    void isInItsFormOnceAndForAll() throws RecordRejectedException {
        io.nacre.avro.Transaction record = valid();
        record.setAccountId("Cafe\u0007\u0301");

        Transaction once = read(record, ORIGIN);
        Transaction twice = read(AvroRecords.of(Contract.TRANSACTION, once), ORIGIN);

        assertThat(once.accountId()).isEqualTo("Caf\u00E9");
        assertThat(twice).isEqualTo(once);
    }

    @Test
    void dropsWhatOnlyFeedsAFeatureAndMakesNoSense() throws RecordRejectedException {
        io.nacre.avro.Transaction record = valid();
        record.getMerchant().setMcc("54x1");
        record.getMerchant().setCountry("France");
        record.setDeviceId("  ");

        Transaction transaction = read(record, ORIGIN);

        assertThat(transaction.merchant()).isEqualTo(new Merchant("m-1", "Bakery", null, null, null));
        assertThat(transaction.deviceId()).isNull();
    }

    @Test
    void decidesATransactionWithAnyUserAgent() throws RecordRejectedException {
        io.nacre.avro.Transaction record = valid();
        record.setUserAgent(" Browse\u0007r/1" + " ".repeat(600) + "x");
        record.setFailedAttempts(-1);
        io.nacre.avro.Transaction pair = valid();
        pair.setUserAgent("x".repeat(511) + "\uD83D\uDE00");

        assertThat(read(record, ORIGIN).userAgent()).hasSize(512).startsWith("Browser/1 ");
        assertThat(read(record, ORIGIN).failedAttempts()).isNull();
        assertThat(read(pair, ORIGIN).userAgent()).isEqualTo("x".repeat(511));
    }

    @Test
    void masksACardNumberInADescriptiveText() throws RecordRejectedException {
        io.nacre.avro.Transaction record = valid();
        record.setUserAgent("Browser/1 4111 1111 1111 1111");
        record.getMerchant().setName("Bakery 5555-5555-5555-4444");
        record.setIp("4111111111111111");
        record.setAttributes(Map.of("note", "paid with 4111_1111_1111_1111", "4222222222222", "x", "order", "17"));

        Transaction transaction = read(record, ORIGIN);

        assertThat(transaction.userAgent()).isEqualTo("Browser/1 **** **** **** ****");
        assertThat(requireNonNull(transaction.merchant()).name()).isEqualTo("Bakery ****-****-****-****");
        assertThat(transaction.ip()).isNull();
        assertThat(transaction.attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "note",
                        "paid with ****_****_****_****",
                        "*************",
                        "x",
                        "order",
                        "17",
                        Transaction.UNREADABLE_IP,
                        "****************",
                        Transaction.MASKED_CARD,
                        "user_agent merchant.name attributes ip attributes.note"));
        assertThat(read(AvroRecords.of(Contract.TRANSACTION, transaction), ORIGIN))
                .isEqualTo(transaction);
    }

    @Test
    void marksEvenAPaymentThatHasAsManyAttributesAsItMay() throws RecordRejectedException {
        io.nacre.avro.Transaction record = valid();
        record.setAttributes(many(FieldValidator.ENTRIES));
        record.setUserAgent("4111111111111111");
        record.setIp("localhost");

        Transaction transaction = read(record, ORIGIN);

        assertThat(transaction.attributes())
                .hasSize(FieldValidator.ENTRIES + 2)
                .containsEntry(Transaction.MASKED_CARD, "user_agent")
                .containsEntry(Transaction.UNREADABLE_IP, "localhost");
        assertThat(read(AvroRecords.of(Contract.TRANSACTION, transaction), ORIGIN))
                .isEqualTo(transaction);
    }

    /** Whatever is cut off, no more of a card number than its mask is kept. */
    @Test
    void keepsNoPartOfACardNumberThatACutSplits() throws RecordRejectedException {
        for (int before = 480; before < 520; before++) {
            io.nacre.avro.Transaction record = valid();
            record.setUserAgent("x".repeat(before) + " 4111 1111 1111 1111");
            record.setIp("x".repeat(before - 450) + "4111111111111111");
            Transaction transaction = read(record, ORIGIN);

            assertThat(transaction.userAgent()).doesNotContainPattern("[0-9]");
            assertThat(transaction.attributes().get(Transaction.UNREADABLE_IP)).doesNotContainPattern("[0-9]");
        }
        for (int before = 2020; before < 2060; before++) {
            io.nacre.avro.Transaction record = valid();
            record.setUserAgent("\u0007".repeat(before) + "4111111111111111");

            assertThat(read(record, ORIGIN).userAgent())
                    .satisfiesAnyOf(
                            agent -> assertThat(agent).isNull(),
                            agent -> assertThat(agent).doesNotContainPattern("[0-9]"));
        }
    }

    /** Composing many marks on one character takes a second for 60 kB. */
    @Test
    void keepsFewOfManyMarks() throws RecordRejectedException {
        io.nacre.avro.Transaction record = valid();
        record.getMerchant().setName("e" + "\u0301".repeat(500) + "x");
        record.setUserAgent("e" + "\u0301\u0316".repeat(15_000));

        Transaction transaction = read(record, ORIGIN);

        assertThat(requireNonNull(transaction.merchant()).name()).isEqualTo("é" + "\u0301".repeat(29) + "x");
        assertThat(requireNonNull(transaction.userAgent())).hasSizeLessThan(32);
        assertThat(read(AvroRecords.of(Contract.TRANSACTION, transaction), ORIGIN))
                .isEqualTo(transaction);
    }

    @Test
    void answersAPaymentWhoseAddressIsNone() throws RecordRejectedException {
        io.nacre.avro.Transaction record = valid();
        record.setIp("x".repeat(100));

        Transaction transaction = read(record, ORIGIN);

        assertThat(transaction.ip()).isNull();
        assertThat(transaction.attributes()).containsEntry(Transaction.UNREADABLE_IP, "x".repeat(64));
    }

    @Test
    void readsHistoryOfUnknownArrival() throws RecordRejectedException {
        io.nacre.avro.Transaction record = valid();
        record.setEventTime(Instant.parse("2100-01-01T00:00:00Z"));

        assertThat(read(record, RecordOrigin.NONE).eventTimeMs()).isEqualTo(4_102_444_800_000L);
    }

    private static Arguments fault(RejectionCode code, String field, Consumer<io.nacre.avro.Transaction> fault) {
        return arguments(code, field, fault);
    }

    private static Map<String, String> many(int entries) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            map.put("k" + i, "v");
        }
        return map;
    }

    private static io.nacre.avro.Transaction valid() {
        return io.nacre.avro.Transaction.newBuilder()
                .setId("t-1")
                .setEventTime(Instant.ofEpochMilli(NOW_MS))
                .setAccountId("a-1")
                .setAmountMinor(1999)
                .setCurrency("EUR")
                .setChannel(io.nacre.avro.Channel.CARD_PRESENT)
                .setMerchant(new io.nacre.avro.Merchant("m-1", "Bakery", "5411", "FR", null))
                .build();
    }

    private static Transaction read(io.nacre.avro.Transaction record, RecordOrigin origin)
            throws RecordRejectedException {
        return new TransactionMapping().read(record, origin);
    }

    private static RecordRejectedException rejection(io.nacre.avro.Transaction record) {
        try {
            throw new AssertionError("accepted: " + read(record, ORIGIN));
        } catch (RecordRejectedException recordRejectedException) {
            return recordRejectedException;
        }
    }
}
