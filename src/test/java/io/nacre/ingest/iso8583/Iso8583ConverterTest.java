package io.nacre.ingest.iso8583;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.RecordTokens;
import io.nacre.ingest.RecordingSink;
import io.nacre.ingest.TokenKeys;
import io.nacre.payment.Channel;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8583ConverterTest {

    private static final String ID = "e32x123456-e7x1130093000-e11x000123";

    @TempDir
    private static Path folder;

    private static RecordTokens tokens;

    @BeforeAll
    static void readKeys() throws IOException {
        tokens = RecordTokens.read(TokenKeys.write(folder));
    }

    @Test
    void aRequestBecomesATransaction() {
        Transaction transaction = only(convert(CardMessage.purchase()));

        String token = tokens.cards().of(CardMessage.PAN);
        assertThat(transaction.id()).isEqualTo(ID);
        assertThat(transaction.eventTimeMs())
                .isEqualTo(Instant.parse("2026-11-30T09:30:00Z").toEpochMilli());
        assertThat(transaction.accountId()).isEqualTo(token).startsWith("tok-test-");
        assertThat(transaction.cardToken()).isEqualTo(token);
        assertThat(transaction.amount()).isEqualTo(new Money(1999, "EUR"));
        assertThat(transaction.channel()).isEqualTo(Channel.CARD_PRESENT);
        assertThat(transaction.merchant()).isNotNull();
        assertThat(transaction.merchant().id()).isEqualTo("SHOP-17");
        assertThat(transaction.merchant().name()).isEqualTo("Bakery Example");
        assertThat(transaction.merchant().mcc()).isEqualTo("5411");
        assertThat(transaction.merchant().country()).isEqualTo("NL");
        assertThat(transaction.attributes())
                .isEqualTo(Map.of("terminal_id", "TERM0001", "retrieval_reference", "633409000123"));
    }

    @Test
    void readsAMessageFromItsBytes() {
        // Type 0200; elements 2, 4, 7, 11, 22, 32, 49.
        String hex = "30323030" + "35323230303430313030303038303030"
                + "3136343131313131313131313131313131" + "31"
                + "303030303030303031303030" + "31313330303933303030" + "303030313234" + "303532"
                + "3036313233343536" + "333932";

        Transaction transaction =
                only(RecordingSink.of(converter(), HexFormat.of().parseHex(hex)));

        assertThat(transaction.amount()).isEqualTo(new Money(1000, "JPY"));
        assertThat(transaction.id()).isEqualTo("e32x123456-e7x1130093000-e11x000124");
    }

    @Test
    void everyEncodingGivesTheSameTransaction() {
        Transaction ascii = only(convert(CardMessage.purchase()));

        assertThat(only(
                        converter(TextEncoding.EBCDIC, BitmapEncoding.HEX),
                        CardMessage.purchase().in("IBM1047")))
                .isEqualTo(ascii);
        assertThat(only(
                        converter(TextEncoding.EBCDIC, BitmapEncoding.BINARY),
                        CardMessage.purchase().withBinaryBitmap("IBM1047")))
                .isEqualTo(ascii);
        assertThat(only(
                        converter(TextEncoding.ASCII, BitmapEncoding.BINARY),
                        CardMessage.purchase().withBinaryBitmap("US-ASCII")))
                .isEqualTo(ascii);
    }

    @Test
    void aRepeatHasTheSameIds() {
        assertThat(only(convert(CardMessage.purchase().as("0101")))).isEqualTo(only(convert(CardMessage.purchase())));
        assertThat(onlyEvent(CardMessage.reversal().as("0401").with(7, "1130093510"))
                        .eventId())
                .isEqualTo(onlyEvent(CardMessage.reversal()).eventId());
    }

    @ParameterizedTest
    @CsvSource({
        "022, CARD_PRESENT",
        "071, CARD_PRESENT",
        "801, CARD_PRESENT",
        "012, CARD_NOT_PRESENT",
        "102, CARD_NOT_PRESENT",
        "810, CARD_NOT_PRESENT"
    })
    void theEntryModeGivesTheChannel(String mode, Channel channel) {
        assertThat(only(convert(CardMessage.purchase().with(22, mode))).channel())
                .isEqualTo(channel);
    }

    @Test
    void cashAndTransfersHaveTheirChannels() {
        assertThat(only(convert(CardMessage.purchase().with(3, "010000"))).channel())
                .isEqualTo(Channel.CASH);
        Transaction transfer =
                only(convert(CardMessage.purchase().with(3, "400000").with(103, "10NL00BANK01")));
        assertThat(transfer.channel()).isEqualTo(Channel.TRANSFER);
        assertThat(transfer.counterpartyId())
                .isEqualTo(tokens.accounts().of("nl00 bank01"))
                .startsWith("acc-test-");
    }

    @Test
    void theCardNumberOfATrackIsUsedWhereThereIsNoOther() {
        Transaction transaction = only(
                convert(CardMessage.purchase().without(2).with(35, "37" + CardMessage.PAN + "=29122011000012300000")));

        assertThat(transaction.cardToken()).isEqualTo(tokens.cards().of(CardMessage.PAN));
    }

    @Test
    void theAcquirersCountryCountsWhereThePlaceHasNone() {
        CardMessage message = CardMessage.purchase().with(19, "276").with(43, "Shop" + " ".repeat(36));

        assertThat(only(convert(message)).merchant().country()).isEqualTo("DE");
    }

    @ParameterizedTest
    @CsvSource({
        "00, AUTHORISED,", "11, AUTHORISED,", "51, DECLINED, INSUFFICIENT_FUNDS", "N7, DECLINED, INVALID_CREDENTIALS",
        "41, DECLINED, SUSPECTED_FRAUD", "61, DECLINED, RESTRICTED", "91, DECLINED, TECHNICAL", "05, DECLINED, OTHER",
        "Z9, DECLINED, OTHER"
    })
    void aResponseBecomesTheIssuersAnswer(String code, LifecycleEvent.Type type, DeclineReason reason) {
        LifecycleEvent event = onlyEvent(CardMessage.response(code));

        assertThat(event.type()).isEqualTo(type);
        assertThat(event.declineReason()).isEqualTo(reason);
        assertThat(event.transactionId()).isEqualTo(ID);
        assertThat(event.accountId()).isEqualTo(tokens.cards().of(CardMessage.PAN));
        assertThat(event.amountMinorUnits()).isNull();
    }

    @Test
    void aPartialApprovalHasItsAmount() {
        LifecycleEvent event = onlyEvent(CardMessage.response("10").with(4, "000000000500"));

        assertThat(event.type()).isEqualTo(LifecycleEvent.Type.AUTHORISED);
        assertThat(event.amountMinorUnits()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0400", "0401", "0420", "0421"})
    void aReversalNamesTheOriginal(String type) {
        LifecycleEvent event = onlyEvent(CardMessage.reversal().as(type));

        assertThat(event.type()).isEqualTo(LifecycleEvent.Type.REVERSED);
        assertThat(event.transactionId()).isEqualTo(ID);
        assertThat(event.eventId()).isEqualTo(ID + "-reversal-e11x000124");
        assertThat(event.amountMinorUnits()).isNull();
        assertThat(event.occurredAtMs())
                .isEqualTo(Instant.parse("2026-11-30T09:35:00Z").toEpochMilli());
    }

    @Test
    void aPartialReversalHasTheReversedPart() {
        CardMessage message = CardMessage.reversal().with(95, "000000000999" + "0".repeat(30));

        assertThat(onlyEvent(message).amountMinorUnits()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "0800, 000000, network management",
        "0810, 000000, network management",
        "0410, 000000, response to a reversal",
        "0200, 200000, credit or refund (processing code 20 to 29)",
        "0110, 310000, inquiry (processing code 30 to 39)",
        "0100, 900000, administrative (processing code 60 to 99)"
    })
    void whatIsNoPaymentIsCounted(String type, String processing, String reason) {
        RecordingSink sink = convert(CardMessage.purchase().as(type).with(3, processing));

        assertThat(sink.skipped).containsExactly(reason);
        assertThat(sink.transactions).isEmpty();
        assertThat(sink.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "4, 00000000199x, FIELD_MALFORMED, amount_minor",
        "4, '           1', FIELD_MALFORMED, amount_minor",
        "7, 1330093000, FIELD_MALFORMED, event_time",
        "7, 11300930xx, FIELD_MALFORMED, event_time",
        "7, 0230093000, FIELD_MALFORMED, event_time",
        "22, 001, SYMBOL_UNKNOWN, channel",
        "22, '   ', FIELD_EMPTY, channel",
        "2, 12411111111111, FIELD_MALFORMED, card_token",
        "2, 16411111111111111x, FIELD_MALFORMED, card_token",
        "49, 000, CURRENCY_UNKNOWN, currency",
        "49, 111, CURRENCY_UNKNOWN, currency",
        "49, '   ', FIELD_EMPTY, currency",
        "42, 4111111111111111, CARD_NUMBER, merchant.id",
        "3, 00a000, FIELD_MALFORMED, channel"
    })
    void aBadElementIsRejectedByTheFieldThatItFeeds(int element, String text, RejectionCode code, String field) {
        // An element of 16 digits does not fit element 42, so its format is that of the mapping.
        RecordingSink sink = RecordingSink.of(
                converter(new Iso8583Mapping(
                        null,
                        element == 42 ? Map.of(42, new ElementFormat(ElementFormat.Kind.FIXED, 16)) : null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)),
                CardMessage.purchase().with(element, text).ascii());

        assertThat(sink.rejected).hasSize(1);
        assertThat(sink.rejected.get(0).code()).isEqualTo(code);
        assertThat(sink.rejected.get(0).field()).isEqualTo(field);
        assertThat(sink.rejected.get(0).detail()).containsPattern("; [a-z]").doesNotContain("41111111");
    }

    @ParameterizedTest
    @CsvSource({"2, account_id", "4, amount_minor", "7, id", "11, id", "22, channel", "32, id", "49, currency"})
    void aMissingElementIsRejectedByTheFieldThatItFeeds(int element, String field) {
        RecordingSink sink = convert(CardMessage.purchase().without(element));

        assertThat(sink.code()).isEqualTo(RejectionCode.FIELD_EMPTY);
        assertThat(sink.rejected.get(0).field()).isEqualTo(field);
    }

    @Test
    void aReversalWithoutOriginalIsRejectedInsteadOfGuessed() {
        RecordingSink sink = convert(CardMessage.reversal().without(90));

        assertThat(sink.code()).isEqualTo(RejectionCode.FIELD_EMPTY);
        assertThat(sink.rejected.get(0).field()).isEqualTo("transaction_id");
    }

    @Test
    void aTypeThatIsNoneOfOursIsRejected() {
        assertThat(convert(CardMessage.purchase().as("0120")).code()).isEqualTo(RejectionCode.SYMBOL_UNKNOWN);
        assertThat(convert(CardMessage.purchase().as("1100")).code()).isEqualTo(RejectionCode.UNREADABLE);
    }

    @Test
    void everyCutOfAMessageIsRejected() {
        String whole = CardMessage.reversal().text();
        for (int length = 0; length < whole.length(); length++) {
            byte[] cut = whole.substring(0, length).getBytes(ISO_8859_1);

            assertThat(RecordingSink.of(converter(), cut).code())
                    .as("%d", length)
                    .isEqualTo(RejectionCode.UNREADABLE);
        }
        assertThat(RecordingSink.of(converter(), (whole + "0").getBytes(ISO_8859_1))
                        .code())
                .isEqualTo(RejectionCode.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01007238440108E0000z",
                "0100zzzzzzzzzzzzzzzz",
                "0x00723844810AE08000",
                "0100FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
                "01008000000000000000",
                "0100800000000000000080000000000000001",
                "010040000000000000009941111",
                "01004000000000000000:04111111111",
                "010000000000000000010"
            })
    void whatIsNoMessageIsRejected(String text) {
        assertThat(RecordingSink.of(converter(), text.getBytes(ISO_8859_1)).code())
                .isEqualTo(RejectionCode.UNREADABLE);
    }

    @Test
    void nothingThatAConverterPassesOnHasCardOrAuthenticationData() {
        String track = CardMessage.PAN + "=29122011000012300000";
        CardMessage message = CardMessage.purchase()
                .with(14, "2912")
                .with(35, track.length() + track)
                .with(52, "1234ABCD5678EF90");
        message.with(
                45,
                "76"
                        + (("B" + CardMessage.PAN + "^HOLDER/CARD^29122011000012300000").concat(" ".repeat(76)))
                                .substring(0, 76));
        String chip = "5A08" + CardMessage.PAN + "9F2608AABBCCDDEEFF0011";
        message.with(55, String.format("%03d", chip.length()) + chip);

        RecordingSink sink = convert(message);
        byte[] masked = converter().masked(message.ascii());

        assertThat(sink.transactions).hasSize(1);
        for (String secret : new String[] {CardMessage.PAN, "29122011", "1234ABCD5678EF90", "AABBCCDD", "HOLDER"}) {
            assertThat(sink.toString()).doesNotContain(secret);
            assertThat(new String(masked, ISO_8859_1)).doesNotContain(secret);
        }
        assertThat(new String(masked, ISO_8859_1)).matches("0100\\*+");
        assertThat(new Iso8583Message("0100", Map.of(2, CardMessage.PAN)).toString())
                .isEqualTo("0100 with elements [2]");
    }

    private static RecordingSink convert(CardMessage message) {
        return RecordingSink.of(converter(), message.ascii());
    }

    private static LifecycleEvent onlyEvent(CardMessage message) {
        RecordingSink sink = convert(message);
        assertThat(sink.events).as(sink.toString()).hasSize(1);
        return sink.events.get(0);
    }

    private static Transaction only(Iso8583Converter converter, byte[] message) {
        return only(RecordingSink.of(converter, message));
    }

    private static Transaction only(RecordingSink sink) {
        assertThat(sink.transactions).as(sink.toString()).hasSize(1);
        return sink.transactions.get(0);
    }

    private static Iso8583Converter converter() {
        return converter(TextEncoding.ASCII, BitmapEncoding.HEX);
    }

    private static Iso8583Converter converter(TextEncoding text, BitmapEncoding bitmaps) {
        return new Iso8583Converter(text, bitmaps, Iso8583Mapping.standard(), tokens, null);
    }

    private static Iso8583Converter converter(Iso8583Mapping mapping) {
        return new Iso8583Converter(TextEncoding.ASCII, BitmapEncoding.HEX, mapping, tokens, null);
    }
}
