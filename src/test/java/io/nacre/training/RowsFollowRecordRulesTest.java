package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.training.csv.BadRowException;
import io.nacre.training.csv.CsvColumns;
import io.nacre.training.csv.CsvFile;
import io.nacre.training.csv.CsvMapping;
import io.nacre.training.csv.CsvTransactionReader;
import io.nacre.training.csv.Row;
import io.nacre.training.csv.SuspiciousValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same odd values, once in a row of a file and once in a record: the same transaction, or the same refusal. */
class RowsFollowRecordRulesTest {

    private static final String TOPIC = "payments.transactions";
    private static final RecordOrigin ORIGIN = new RecordOrigin(TOPIC, 0, 0, 1_790_000_000_000L);

    /** A row with nothing odd, in the order of the columns. */
    private static final Map<String, String> PLAIN = plain();

    private static final Map<String, List<String>> ODD = Map.ofEntries(
            Map.entry("id", texts(128)),
            Map.entry("account", texts(128)),
            Map.entry("card", texts(128)),
            Map.entry("device", texts(128)),
            Map.entry("payee", texts(128)),
            Map.entry("shop", texts(128)),
            Map.entry("shop-name", texts(256)),
            Map.entry("agent", texts(512)),
            Map.entry("note", texts(256)),
            Map.entry("currency", List.of("eur", " EUR ", "EURO", "XXQ", "ﬁx", "jpy", "KWD", "E\u0000UR")),
            Map.entry("minor", List.of("-1", "0", "9007199254740992", "9007199254740993", "9223372036854775807")),
            Map.entry("mcc", List.of("5411.0", "742", "0742", "54111", "54x1", "٥٤١١", " 5411", "5411\u0000")),
            Map.entry("country", List.of("fr", " de", "France", "F", "ß", "É1", "F1", "uk")),
            Map.entry(
                    "ip",
                    List.of(
                            "203.0.113.07",
                            "256.1.1.1",
                            "2001:DB8::1",
                            "::ffff:203.0.113.7",
                            "fe80::1%eth0",
                            "example.org")),
            Map.entry(
                    "at",
                    List.of(
                            "0",
                            "-1",
                            "631151999999",
                            "631152000000",
                            "1790086400000",
                            "1790086400001",
                            "9223372036854775807",
                            "-9223372036854775808")),
            Map.entry("lat", List.of("91", "-90", "1e300", "0")),
            Map.entry("tries", List.of("-1", "0", "2147483647")));

    private static final String MAPPING = """
            max-bad-share: 1
            transaction:
              id: id
              time: {column: at, format: epoch-millis}
              account: account
              card-token: card
              amount: {column: minor, minor-units: true}
              currency: currency
              channel: {constant: CARD_PRESENT}
              ip: ip
              device: device
              merchant: {id: shop, name: shop-name, mcc: mcc, country: country}
              payer-location: {latitude: lat, longitude: {constant: "1.5"}}
              counterparty: payee
              user-agent: agent
              failed-attempts: tries
              attributes: [note]
            """;

    @TempDir
    private Path folder;

    private final ContractReader<Transaction> records = Contract.TRANSACTION.reader(Framing.SINGLE_OBJECT);
    private @Nullable CsvTransactionReader rows;

    @BeforeEach
    void open() throws IOException {
        CsvMapping csvMapping = CsvMapping.read(Files.writeString(folder.resolve("mapping.yaml"), MAPPING));
        CsvFile file = new CsvFile(folder.resolve("data.csv"), csvMapping.format());
        rows = new CsvTransactionReader(
                csvMapping.transaction(), new CsvColumns(file, List.copyOf(PLAIN.keySet())), ORIGIN);
    }

    static Stream<String> columns() {
        return ODD.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("columns")
    void readsOneOddCellAsARecordWithTheSameField(String column) {
        for (String odd : ODD.get(column)) {
            Map<String, String> cells = new LinkedHashMap<>(PLAIN);
            cells.put(column, odd);

            assertThat(ofRow(cells)).as("%s: <%s>", column, odd).isEqualTo(ofRecord(cells));
        }
    }

    @Test
    void readsAnythingAsARecordWithTheSameFields() {
        SplittableRandom random = new SplittableRandom(17);
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            Map<String, String> cells = new LinkedHashMap<>(PLAIN);
            ODD.forEach((column, odd) -> {
                if (random.nextInt(12) == 0) {
                    cells.put(column, odd.get(random.nextInt(odd.size())));
                }
            });
            Object ofRow = ofRow(cells);
            Object ofRecord = ofRecord(cells);

            assertThat(ofRow instanceof Transaction).isEqualTo(ofRecord instanceof Transaction);
            if (ofRow instanceof Transaction) {
                assertThat(ofRow).isEqualTo(ofRecord);
                read++;
            }
        }
        assertThat(read).isGreaterThan(500);
    }

    /** The transaction of a row, or the code by which it is refused. */
    private Object ofRow(Map<String, String> cells) {
        try {
            Row row = new Row(0, 2, List.of(new ArrayList<>(cells.values())));
            return rows.read(row, new SuspiciousValues());
        } catch (BadRowException e) {
            return String.valueOf(e.code());
        }
    }

    private Object ofRecord(Map<String, String> cells) {
        DecodeResult<Transaction> decodeResult = records.read(ORIGIN, bytes(record(cells)));
        return decodeResult instanceof DecodeResult.Value<Transaction> value
                ? value.value()
                : String.valueOf(((DecodeResult.Rejected<Transaction>) decodeResult)
                        .letter()
                        .code());
    }

    private static io.nacre.avro.Transaction record(Map<String, String> cells) {
        io.nacre.avro.Transaction record = new io.nacre.avro.Transaction();
        record.setId(cells.get("id"));
        record.setEventTime(Instant.ofEpochMilli(Long.parseLong(cells.get("at"))));
        record.setAccountId(cells.get("account"));
        record.setCardToken(cells.get("card"));
        record.setAmountMinor(Long.parseLong(cells.get("minor")));
        record.setCurrency(cells.get("currency"));
        record.setChannel(io.nacre.avro.Channel.CARD_PRESENT);
        record.setIp(cells.get("ip"));
        record.setDeviceId(cells.get("device"));
        record.setMerchant(merchant(cells));
        record.setPayerLocation(new io.nacre.avro.GeoPoint(Double.parseDouble(cells.get("lat")), 1.5));
        record.setCounterpartyId(cells.get("payee"));
        record.setUserAgent(cells.get("agent"));
        record.setFailedAttempts(Integer.parseInt(cells.get("tries")));
        // An empty cell is no attribute.
        record.setAttributes(cells.get("note").isBlank() ? Map.of() : Map.of("note", cells.get("note")));
        return record;
    }

    private static io.nacre.avro.@Nullable Merchant merchant(Map<String, String> cells) {
        // A row without a shop has none, whatever else it says of it.
        if (cells.get("shop").isBlank()) {
            return null;
        }
        io.nacre.avro.Merchant merchant = new io.nacre.avro.Merchant();
        merchant.setId(cells.get("shop"));
        merchant.setName(cells.get("shop-name"));
        merchant.setMcc(cells.get("mcc"));
        merchant.setCountry(cells.get("country"));
        return merchant;
    }

    private static byte[] bytes(io.nacre.avro.Transaction record) {
        SpecificData data = new SpecificData(io.nacre.avro.Transaction.class.getClassLoader());
        data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        try {
            return new BinaryMessageEncoder<io.nacre.avro.Transaction>(data, Contract.TRANSACTION.schema())
                    .encode(record)
                    .array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> plain() {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("id", "t-1");
        cells.put("at", "1789000000000");
        cells.put("account", "a-1");
        cells.put("card", "tok-1");
        cells.put("minor", "1999");
        cells.put("currency", "EUR");
        cells.put("ip", "203.0.113.7");
        cells.put("device", "d-1");
        cells.put("shop", "s-1");
        cells.put("shop-name", "Bakery");
        cells.put("mcc", "5462");
        cells.put("country", "FR");
        cells.put("lat", "48.25");
        cells.put("payee", "c-1");
        cells.put("agent", "Browser/1");
        cells.put("tries", "1");
        cells.put("note", "n");
        return cells;
    }

    private static List<String> texts(int longest) {
        return List.of(
                "",
                "  ",
                "  outer ",
                "\u0007",
                "bell\u0007 inside",
                "Cafe\u0301",
                "\u202Eturned",
                "next\u0085line",
                "nb\u00A0space\u00A0",
                "\uD83D\uDE00",
                "x".repeat(longest),
                "x".repeat(longest + 1),
                "4111111111111111",
                "4111 1111 1111 1111",
                "2c9d1f0a-8b7e-4f3a-9c55-0123456789ab");
    }
}
