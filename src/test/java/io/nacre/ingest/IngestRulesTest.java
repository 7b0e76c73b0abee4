package io.nacre.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.codec.BadRecords;
import io.nacre.codec.BadRecords.Row;
import io.nacre.codec.Contract;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.debezium.DebeziumConverter;
import io.nacre.ingest.iso20022.Iso20022Converter;
import io.nacre.ingest.iso8583.BitmapEncoding;
import io.nacre.ingest.iso8583.CardMessage;
import io.nacre.ingest.iso8583.Iso8583Converter;
import io.nacre.ingest.iso8583.Iso8583Mapping;
import io.nacre.ingest.iso8583.TextEncoding;
import io.nacre.payment.LifecycleEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad records, through each format: a value gets the code that it has in an Avro record. */
class IngestRulesTest {

    private static final int HEADER_BYTES = 10;
    private static final int LLLVAR_MAX = 999;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static RecordTokens tokens;
    private static Iso8583Mapping mapping;

    @BeforeAll
    static void readFiles() throws IOException {
        tokens = RecordTokens.read(TokenKeys.write(folder));
        mapping = Iso8583Mapping.read(Files.writeString(folder.resolve("mapping.yaml"), """
                elements:
                  42: {kind: lllvar}
                  43: {kind: lllvar}
                transaction-id: [104]
                account-id: {element: 105}
                device-id: {element: 106}
                ip: {element: 107}
                user-agent: {element: 108}
                merchant-name: {element: 43}
                """));
    }

    static List<Row> rows() {
        return BadRecords.all().stream()
                .filter(row -> row.contract() == Contract.TRANSACTION && isRecord(row))
                .toList();
    }

    static List<Row> cardRows() {
        return rows().stream().filter(IngestRulesTest::fitsACardMessage).toList();
    }

    static List<Row> transferRows() {
        return rows().stream().filter(IngestRulesTest::fitsATransfer).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void jsonLines(Row row) {
        assertThat(code(JsonConverter.transactions(), record(row).toString().getBytes(UTF_8), row))
                .isEqualTo(row.code());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void changeEvents(Row row) throws IOException {
        Map<String, Object> event = Map.of(
                "op",
                "c",
                "after",
                Map.of("aggregatetype", "transaction", "payload", record(row).toString()));

        assertThat(code(new DebeziumConverter(null), JSON.writeValueAsBytes(event), row))
                .isEqualTo(row.code());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cardRows")
    void cardMessages(Row row) {
        GenericRecord record = record(row);
        CardMessage message = CardMessage.of("0100")
                .with(4, String.format("%012d", (long) record.get("amount_minor")))
                .with(7, "0921000000")
                .with(22, "051")
                .with(49, text(record, "currency"));
        put(message, 104, text(record, "id"));
        put(message, 105, text(record, "account_id"));
        put(message, 106, text(record, "device_id"));
        put(message, 107, text(record, "ip"));
        put(message, 108, text(record, "user_agent"));
        if (record.get("merchant") instanceof GenericRecord merchant) {
            put(message, 42, text(merchant, "id"));
            put(message, 43, text(merchant, "name"));
        }
        Iso8583Converter converter =
                new Iso8583Converter(TextEncoding.ASCII, BitmapEncoding.HEX, mapping, tokens, null);

        assertThat(code(converter, message.ascii(), row)).isEqualTo(row.code());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("transferRows")
    void creditTransfers(Row row) {
        GenericRecord record = record(row);
        long minor = (long) record.get("amount_minor");
        String document =
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\"><FIToFICstmrCdtTrf><GrpHdr>"
                        + "<MsgId>M</MsgId><CreDtTm>" + Instant.ofEpochMilli((long) record.get("event_time"))
                        + "</CreDtTm></GrpHdr><CdtTrfTxInf><PmtId><TxId>" + text(record, "id") + "</TxId></PmtId>"
                        + "<IntrBkSttlmAmt Ccy=\"" + text(record, "currency") + "\">"
                        + BigDecimal.valueOf(minor, 2).toPlainString()
                        + "</IntrBkSttlmAmt><DbtrAcct><Id><Othr><Id>" + text(record, "account_id")
                        + "</Id></Othr></Id></DbtrAcct></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>";

        assertThat(code(
                        new Iso20022Converter(tokens, LifecycleEvent.Type.REVERSED, null),
                        document.getBytes(UTF_8),
                        row))
                .isEqualTo(row.code());
    }

    @Test
    void mostOfTheTableIsTried() {
        assertThat(rows()).hasSizeGreaterThan(70);
        assertThat(cardRows()).hasSizeGreaterThan(25).extracting(Row::code).contains(null, RejectionCode.CARD_NUMBER);
        assertThat(transferRows())
                .hasSizeGreaterThan(10)
                .extracting(Row::code)
                .contains(null, RejectionCode.AMOUNT_RANGE, RejectionCode.TIME_RANGE);
    }

    private static @Nullable RejectionCode code(MessageConverter converter, byte[] message, Row row) {
        return RecordingSink.of(
                        converter,
                        message,
                        BadRecords.origin(row, 1)
                                .arrivedBy(System.currentTimeMillis())
                                .timestampMs())
                .code();
    }

    private static boolean isRecord(Row row) {
        boolean bytes = row.code() == RejectionCode.UNREADABLE
                || row.code() == RejectionCode.SCHEMA_UNKNOWN
                || row.code() == RejectionCode.RECORD_TOO_LARGE;
        return !bytes
                && row.bytes() != null
                && row.bytes().length > HEADER_BYTES
                && !row.name().matches(".*(NaN|Infinity).*");
    }

    /** Whether elements can have the values; times have no year, and some fields have no element. */
    private static boolean fitsACardMessage(Row row) {
        GenericRecord record = record(row);
        long minor = (long) record.get("amount_minor");
        String texts = text(record, "id")
                + text(record, "account_id")
                + text(record, "device_id")
                + text(record, "ip")
                + text(record, "user_agent")
                + text(record, "currency")
                + record.get("merchant");
        return row.code() != RejectionCode.TIME_RANGE
                && isPlain(record)
                && minor >= 0
                && minor < 1_000_000_000_000L
                && text(record, "currency").length() == 3
                && texts.length() < LLLVAR_MAX
                && texts.chars().allMatch(c -> c < 256);
    }

    private static boolean fitsATransfer(Row row) {
        GenericRecord record = record(row);
        String texts = text(record, "id") + text(record, "account_id") + text(record, "currency");
        long minor = (long) record.get("amount_minor");
        return isPlain(record)
                && record.get("merchant") == null
                && !text(record, "currency").isEmpty()
                && text(record, "ip").isEmpty()
                && text(record, "user_agent").isEmpty()
                && row.code() != RejectionCode.CARD_NUMBER
                && Math.abs(minor) < 1_000_000_000_000_000_000L
                && minor != Long.MIN_VALUE
                && texts.chars().allMatch(c -> c >= ' ' && c < 256 && c != '<' && c != '&' && c != '"');
    }

    /** Without fields that these formats do not have. */
    private static boolean isPlain(GenericRecord record) {
        return record.get("card_token") == null
                && record.get("payer_location") == null
                && ((Map<?, ?>) record.get("attributes")).isEmpty()
                && !record.get("channel").toString().equals("UNKNOWN");
    }

    private static void put(CardMessage message, int element, String text) {
        message.with(element, String.format("%03d", text.getBytes(ISO_8859_1).length) + text);
    }

    private static String text(GenericRecord record, String field) {
        Object value = record.get(field);
        return value == null ? "" : value.toString();
    }

    private static GenericRecord record(Row row) {
        Schema schema = row.contract().schema();
        byte[] bytes = row.bytes();
        try {
            return new GenericDatumReader<GenericRecord>(schema, schema, new GenericData())
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
