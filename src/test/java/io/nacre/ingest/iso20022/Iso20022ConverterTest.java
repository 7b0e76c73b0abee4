package io.nacre.ingest.iso20022;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.RecordTokens;
import io.nacre.ingest.RecordingSink;
import io.nacre.ingest.TokenKeys;
import io.nacre.payment.Channel;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Iso20022ConverterTest {

    private static final String MALFORMED = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\">";

    @TempDir
    private static Path folder;

    private static RecordTokens tokens;

    @BeforeAll
    static void readKeys() throws IOException {
        tokens = RecordTokens.read(TokenKeys.write(folder));
    }

    @Test
    void aCreditTransferBecomesATransaction() {
        Transaction transaction = convert(CreditTransfer.pacs008(CreditTransfer.payment()))
                .transactions
                .get(0);

        assertThat(transaction.id()).isEqualTo("u" + CreditTransfer.UETR);
        assertThat(transaction.eventTimeMs())
                .isEqualTo(Instant.parse("2026-11-30T09:30:00Z").toEpochMilli());
        assertThat(transaction.accountId()).isEqualTo(tokens.accounts().of(CreditTransfer.PAYER));
        assertThat(transaction.counterpartyId()).isEqualTo(tokens.accounts().of(CreditTransfer.PAYEE));
        assertThat(transaction.amount()).isEqualTo(new Money(85_050, "EUR"));
        assertThat(transaction.channel()).isEqualTo(Channel.TRANSFER);
        assertThat(transaction.merchant()).isNull();
        assertThat(transaction.attributes()).isEqualTo(Map.of("debtor_agent", "ABNANL2A", "creditor_country", "DE"));
    }

    @Test
    void ordersOfOneBatchShareItsPayer() {
        RecordingSink sink = convert(CreditTransfer.pain001());

        assertThat(sink.transactions).extracting(Transaction::id).containsExactly("mORDER-7-eE-1", "mORDER-7-eE-2");
        assertThat(sink.transactions)
                .extracting(Transaction::accountId)
                .containsOnly(tokens.accounts().of("1234567"));
        assertThat(sink.transactions.get(1).amount()).isEqualTo(new Money(2_000, "EUR"));
        assertThat(sink.transactions.get(0).eventTimeMs())
                .isEqualTo(Instant.parse("2026-11-30T09:30:00Z").toEpochMilli());
    }

    @Test
    void aCancellationRequestNamesItsTransaction() {
        String byReference = CreditTransfer.cancelled("<OrgnlUETR>" + CreditTransfer.UETR + "</OrgnlUETR>");
        LifecycleEvent event =
                convert(CreditTransfer.camt056(byReference)).events.get(0);

        assertThat(event.type()).isEqualTo(LifecycleEvent.Type.REVERSED);
        assertThat(event.transactionId()).isEqualTo("u" + CreditTransfer.UETR);
        assertThat(event.eventId()).isEqualTo("cC-9-u" + CreditTransfer.UETR);
        assertThat(event.accountId()).isEqualTo(tokens.accounts().of(CreditTransfer.PAYER));
        assertThat(event.occurredAtMs())
                .isEqualTo(Instant.parse("2026-11-30T11:00:00Z").toEpochMilli());
    }

    @Test
    void withoutUniqueReferenceTheMessageAndTheTransactionIdentify() {
        String payment = CreditTransfer.payment("<EndToEndId>NOTPROVIDED</EndToEndId><TxId>T-1</TxId>", "EUR", "1");
        String cancelled =
                CreditTransfer.cancelled("<OrgnlEndToEndId>NOTPROVIDED</OrgnlEndToEndId><OrgnlTxId>T-1</OrgnlTxId>");

        String id = convert(CreditTransfer.pacs008(payment)).transactions.get(0).id();

        assertThat(id).isEqualTo("mMSG-1-tT-1");
        assertThat(convert(CreditTransfer.camt056(cancelled)).events.get(0).transactionId())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pacs.008.001.02", "pacs.008.001.08", "pacs.008.001.13"})
    void everyVersionIsAccepted(String version) {
        String document = CreditTransfer.pacs008(CreditTransfer.payment()).replace("pacs.008.001.08", version);

        assertThat(convert(document).transactions).hasSize(1);
    }

    @Test
    void aFaultyPaymentIsRejectedAlone() {
        String bad = CreditTransfer.payment("<TxId>T-2</TxId>", "EUR", "1.005");
        String good = CreditTransfer.payment("<TxId>T-3</TxId>", "JPY", "1");

        RecordingSink sink = convert(CreditTransfer.pacs008(CreditTransfer.payment(), bad, good));

        assertThat(sink.transactions).hasSize(2);
        assertThat(sink.rejected).hasSize(1);
        assertThat(sink.rejected.get(0).part()).isEqualTo("payment 2");
        assertThat(sink.rejected.get(0).field()).isEqualTo("amount_minor");
    }

    @ParameterizedTest
    @CsvSource({
        "EUR, -1, AMOUNT_RANGE, amount_minor",
        "EUR, 99999999999999999, AMOUNT_RANGE, amount_minor",
        "EUR, 999999999999999999, AMOUNT_RANGE, amount_minor",
        "EUR, '1,5', FIELD_MALFORMED, amount_minor",
        "EUR, 1e5, FIELD_MALFORMED, amount_minor",
        "EUR, '', FIELD_EMPTY, amount_minor",
        "JPY, 1.5, FIELD_MALFORMED, amount_minor",
        "XXQ, 1, CURRENCY_UNKNOWN, currency",
        "'', 1, FIELD_EMPTY, currency"
    })
    void amountsFollowTheRulesOfRecords(String currency, String amount, RejectionCode code, String field) {
        RecordingSink sink =
                convert(CreditTransfer.pacs008(CreditTransfer.payment("<TxId>T-2</TxId>", currency, amount)));

        assertThat(sink.rejected).hasSize(1);
        assertThat(sink.rejected.get(0).code()).isEqualTo(code);
        assertThat(sink.rejected.get(0).field()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "<MsgId>MSG-1</MsgId>, '', id",
        "2026-11-30T09:30:00Z, '', event_time",
        "<TxId>T-1</TxId>, '', id",
        "NL91ABNA0417164300, '', account_id",
        "2026-11-30T09:30:00Z, yesterday, event_time",
        "2026-11-30T09:30:00Z, 2026-11-30T09:30:00, event_time",
        "2026-11-30T09:30:00Z, +999999999-01-01T00:00:00Z, event_time",
        "2026-11-30T09:30:00Z, 2100-01-01T00:00:00Z, event_time"
    })
    void whatAPaymentNeedsIsNotGuessed(String text, String instead, String field) {
        String document = CreditTransfer.pacs008(
                CreditTransfer.payment("<EndToEndId>NOTPROVIDED</EndToEndId><TxId>T-1</TxId>", "EUR", "1"));

        RecordingSink sink = convert(document.replace(text, instead));

        assertThat(sink.transactions).isEmpty();
        assertThat(sink.rejected).hasSize(1);
        assertThat(sink.rejected.get(0).field()).isEqualTo(field);
    }

    @Test
    void aTimeWithoutOffsetIsReadInTheZoneThatTheUserNames() {
        Iso20022Converter converter =
                new Iso20022Converter(tokens, LifecycleEvent.Type.REFUNDED, ZoneId.of("Europe/Berlin"));
        String document = CreditTransfer.pacs008(CreditTransfer.payment()).replace("09:30:00Z", "10:30:00");

        assertThat(RecordingSink.of(converter, document.getBytes(UTF_8))
                        .transactions
                        .get(0)
                        .eventTimeMs())
                .isEqualTo(Instant.parse("2026-11-30T09:30:00Z").toEpochMilli());
    }

    @Test
    void theCancellationOfAWholeGroupIsNotLost() {
        RecordingSink sink = convert(CreditTransfer.camt056(""));

        assertThat(sink.rejected).hasSize(1);
        assertThat(sink.rejected.get(0).field()).isEqualTo("transaction_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<Document/>",
                "<Envelope/>",
                MALFORMED,
                MALFORMED + "</Document>",
                MALFORMED + "<FIToFICstmrCdtTrf/><FIToFICstmrCdtTrf/></Document>",
                "<Document xmlns=\"urn:other\"><FIToFICstmrCdtTrf/></Document>",
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.002.001.10\"><FIToFIPmtStsRpt/></Document>"
            })
    void whatIsNoneOfTheMessagesIsRejected(String document) {
        assertThat(convert(document).code()).isEqualTo(RejectionCode.UNREADABLE);
    }

    @Test
    void aMessageWithoutPaymentsIsEmpty() {
        assertThat(convert(CreditTransfer.pacs008()).code()).isEqualTo(RejectionCode.EMPTY);
    }

    @Test
    void ofADocumentThatEndsTooEarlyNothingIsUsed() {
        String whole = CreditTransfer.pacs008(CreditTransfer.payment());
        for (int length = 0; length < whole.length(); length += 7) {
            RecordingSink sink = convert(whole.substring(0, length));

            assertThat(sink.transactions).isEmpty();
            assertThat(sink.code()).isEqualTo(RejectionCode.UNREADABLE);
        }
    }

    @Test
    void entitiesAndDtdsAreRefusedAndNothingIsFetched() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "SECRET-CONTENT");
        String body = CreditTransfer.pacs008(CreditTransfer.payment()).replace("MSG-1", "&x;");
        String laughs = "<!DOCTYPE Document [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";
        for (String dtd : new String[] {
            "<!DOCTYPE Document [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
            "<!DOCTYPE Document SYSTEM \"" + secret.toUri() + "\">",
            "<!DOCTYPE Document [<!ENTITY % p SYSTEM \"" + secret.toUri() + "\"> %p;]>",
            laughs,
            ""
        }) {
            RecordingSink sink = convert(body.replace("?>\n", "?>\n" + dtd));

            assertThat(sink.transactions).isEmpty();
            assertThat(sink.code()).isEqualTo(RejectionCode.UNREADABLE);
            assertThat(sink.toString()).doesNotContain("SECRET-CONTENT", "hahaha");
        }
    }

    @Test
    void deepNestingAndManyPaymentsAreRefused() {
        String deep = CreditTransfer.document(
                "pacs.008.001.08", "<FIToFICstmrCdtTrf>" + "<a>".repeat(100_000) + "</FIToFICstmrCdtTrf>");
        String many = CreditTransfer.pacs008("<CdtTrfTxInf/>".repeat(Iso20022Reader.MAX_ENTRIES + 1));

        assertThat(convert(deep).code()).isEqualTo(RejectionCode.UNREADABLE);
        assertThat(convert(many).code()).isEqualTo(RejectionCode.ENTRIES_TOO_MANY);
    }

    @Test
    void aTextWithoutEndIsRejectedByItsField() {
        String document =
                CreditTransfer.pacs008(CreditTransfer.payment("<TxId>" + "x".repeat(500_000) + "</TxId>", "EUR", "1"));

        assertThat(convert(document).code()).isEqualTo(RejectionCode.TEXT_TOO_LONG);
    }

    @Test
    void extensionsOfOtherNamespacesAreNotRead() {
        String extension = "<CdtTrfTxInf xmlns=\"urn:other\"><PmtId><TxId>T-9</TxId></PmtId></CdtTrfTxInf>";

        RecordingSink sink = convert(CreditTransfer.pacs008(CreditTransfer.payment(), extension));

        assertThat(sink.transactions).hasSize(1);
        assertThat(sink.rejected).isEmpty();
    }

    @Test
    void accountNumbersAndNamesAreInNoOutputAndNoDeadLetter() {
        String document = CreditTransfer.pacs008(CreditTransfer.payment());

        String masked = new String(converter().masked(document.getBytes(UTF_8)), StandardCharsets.UTF_8);

        for (String text : new String[] {CreditTransfer.PAYER, CreditTransfer.PAYEE, "Payer", "Payee", "Rent"}) {
            assertThat(convert(document).toString()).doesNotContain(text);
            assertThat(masked).doesNotContain(text);
        }
        assertThat(masked).hasSameSizeAs(document).contains("<CdtrAcct><Id><IBAN>**********************</IBAN>");
    }

    private static RecordingSink convert(String document) {
        return RecordingSink.of(converter(), document.getBytes(UTF_8));
    }

    private static Iso20022Converter converter() {
        return new Iso20022Converter(tokens, LifecycleEvent.Type.REVERSED, null);
    }
}
