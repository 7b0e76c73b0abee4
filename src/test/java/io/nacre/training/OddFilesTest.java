package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import io.nacre.training.inspect.DataCheck;
import io.nacre.training.inspect.DataReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that are easily read as something else than was written. */
class OddFilesTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "files");
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void refusesAnHourOfTwelveWithoutItsHalfOfTheDay() {
        assertThatThrownBy(() -> mapping("HH:mm:ss", "hh:mm:ss"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "transaction.time: format: yyyy-MM-dd hh:mm:ss is ambiguous: hh is an hour of twelve");
    }

    @Test
    void refusesAnImpossibleDate() throws IOException {
        CsvHistory history = open("impossible-date.csv", mapping());

        assertThat(read(history))
                .extracting(row -> row.transaction().eventTimeMs())
                .containsExactly(ms("2026-03-01T09:15:00Z"));
        assertThat(history.count().examples())
                .singleElement()
                .asString()
                .endsWith(
                        "line 3, time: 2026-02-30 11:00:00 is not a time in the format yyyy-MM-dd HH:mm:ss: correct it");
    }

    @Test
    void refusesAFileOfAmbiguousAmounts() throws IOException {
        CsvHistory history = open("decimal-comma.csv", mapping("max-bad-share", "separator: \";\"\nmax-bad-share"));

        assertThatThrownBy(() -> read(history))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith(
                        "decimal-comma.csv, line 2, amount: 25,90 could be 25.90 (decimal-mark \",\") or 2590"
                                + " (decimal-mark \".\"): set decimal-mark and grouping-mark in the mapping");
        assertThatThrownBy(() -> DataCheck.check(
                        FOLDER.resolve("decimal-comma.csv"),
                        mapping("max-bad-share", "separator: \";\"\nmax-bad-share")))
                .hasMessageContaining("25,90 could be 25.90");
    }

    @Test
    void readsAmountsByTheMarksThatTheMappingStates() throws IOException {
        CsvMapping stated =
                mapping("max-bad-share", "separator: \";\"\ndecimal-mark: \",\"\ngrouping-mark: \".\"\nmax-bad-share");

        assertThat(read(open("decimal-comma.csv", stated)))
                .extracting(row -> row.transaction().amount().minorUnits())
                .containsExactly(2590L, 123456L);
    }

    @Test
    void readsScalarsOfAMappingAsTheyAreWritten() throws IOException {
        CsvHistory history = open("yaml-types.csv", CsvMapping.read(FOLDER.resolve("yaml-types.yaml")));

        assertThat(read(history))
                .extracting(row -> row.transaction().merchant())
                .containsExactly(
                        new Merchant("s", null, "0742", "NO", null), new Merchant("s", null, "0763", "NO", null));
    }

    @Test
    void refusesLatinBytesUnlessTheMappingStatesThem() throws IOException {
        assertThatThrownBy(() -> read(open("latin1.csv", mapping())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("latin1.csv, line 2, column 24: the byte 0xFC is not UTF-8");
        assertThat(read(open("latin1.csv", mapping("max-bad-share", "encoding: ISO-8859-1\nmax-bad-share"))))
                .extracting(row -> row.transaction().accountId())
                .containsExactly("Müller", "Möller");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        assertThatThrownBy(() -> open("duplicate-column.csv", mapping()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("duplicate-column.csv has two columns named amount");
    }

    @Test
    void countsAnAmountBeyondAllBoundsAsOneBadRow() throws IOException {
        CsvHistory history = open("exponent.csv", mapping());

        assertThat(read(history)).extracting(row -> row.transaction().amount()).containsExactly(new Money(1000, "EUR"));
        assertThat(history.count().examples())
                .singleElement()
                .asString()
                .endsWith("line 2, amount: 1E+200000000 is not a number: correct it, or remove the row");
    }

    @Test
    void reportsOnAColumnWithANumberBeyondADouble() throws IOException {
        DataReport report = DataCheck.check(FOLDER.resolve("infinite-column.csv"), mapping());

        assertThat(report.columns())
                .filteredOn(column -> column.name().equals("sku"))
                .extracting(DataReport.Column::type, DataReport.Column::values)
                .containsExactly(tuple("text and numbers", "5E400 50.0 %, 77 50.0 %"));
    }

    @Test
    void namesTheUnitOfATimeThatCannotBe() throws IOException {
        CsvHistory history = open("epoch-unit.csv", mapping("\"yyyy-MM-dd HH:mm:ss\"", "epoch-seconds"));

        assertThat(read(history))
                .extracting(row -> row.transaction().eventTimeMs())
                .containsExactly(1_772_355_600_000L);
        assertThat(history.count().examples())
                .singleElement()
                .asString()
                .contains("line 2, time: is more than a day ahead")
                .endsWith(": in the format epoch-millis it would be 2026-03-01T09:00:00Z");
    }

    @Test
    void refusesMoreFractionDigitsThanTheCurrencyHasUnlessTheMappingRounds() throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), """
                id,at,account,amount,fraud
                a,2026-03-01 09:15:00,A,12.3000000001,0
                b,2026-03-01 09:15:00,A,12.345,0
                c,2026-03-01 09:15:00,A,12.3400,0
                d,2026-03-01 09:15:00,A,0.36000000000000004,0
                e,2026-03-01 09:15:00,A,4.8999999999999995,0
                f,2026-03-01 09:15:00,A,0.001,0
                """);
        CsvHistory strict = CsvHistory.open(data, mapping(), NOW);
        CsvMapping rounding = mapping("amount: amount", "amount: {column: amount, rounding: half-up}");

        assertThat(read(strict))
                .extracting(row -> row.transaction().amount().minorUnits())
                .containsExactly(1234L, 36L, 490L);
        assertThat(strict.count().examples())
                .first()
                .asString()
                .endsWith("amount: 12.3000000001 has more decimals than EUR has: correct it, or set in the mapping"
                        + " the amount's rounding: half-up, or decimal-mark and grouping-mark");
        assertThat(read(CsvHistory.open(data, rounding, NOW)))
                .extracting(row -> row.transaction().amount().minorUnits())
                .containsExactly(1230L, 1235L, 1234L, 36L, 490L, 0L);
    }

    @Test
    void readsMinorUnitsIfMapped() throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), """
                id,at,account,amount,fraud
                a,2026-03-01 09:15:00,A,1234,0
                b,2026-03-01 09:15:00,A,12.5,0
                """);
        CsvHistory history =
                CsvHistory.open(data, mapping("amount: amount", "amount: {column: amount, minor-units: true}"), NOW);

        assertThat(read(history)).extracting(row -> row.transaction().amount()).containsExactly(new Money(1234, "EUR"));
        assertThat(history.count().bad()).isEqualTo(1);
    }

    @Test
    void warnsOfIdsThatMayHaveBecomeOne() throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), """
                id,at,account,amount,fraud
                a,2026-03-01 09:15:00,4.11E+15,1,0
                b,2026-03-01 09:15:00,4.11E+15,1,0
                c,2026-03-01 09:15:00,nan,1,0
                d,2026-03-01 09:15:00,NULL,1,0
                e,2026-03-01 09:15:00,M\uFFFDller,1,0
                f,2026-03-01 09:15:00,12e45678,1,0
                """);
        DataReport report = DataCheck.check(data, mapping());

        assertThat(report.read()).isEqualTo(6);
        assertThat(report.warnings())
                .containsExactly(
                        "account: 2 rows such as nan are a word for a missing value: all of them count as one id; leave such cells empty",
                        "account: 2 rows such as 4.11E+15 are in scientific notation: different ids may have become equal;"
                                + " export the column as text",
                        "account: 1 rows such as M\uFFFDller are with a lost character: different ids may have"
                                + " become equal; export the file again");
        assertThat(report.table()).contains("warning  account: 2 rows such as nan");
    }

    @Test
    void countsEveryRowOfAFile() throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), """
                id,at,account,amount,fraud
                a,2026-03-01 09:15:00,A,1,0
                b,2026-03-01 09:15:00,A
                c,2026-03-01 09:15:00,A,x,0

                d,2026-03-01 09:15:00,A,-1,0
                """);
        CsvHistory history =
                CsvHistory.open(data, mapping("amount: amount", "amount: {column: amount, negative: skip}"), NOW);
        read(history);

        assertThat(List.of(
                        history.count().read(),
                        history.count().bad(),
                        history.count().skipped()))
                .containsExactly(1L, 2L, 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"laughs.yaml", "tag.yaml"})
    void refusesAHostileMapping(String name) {
        assertThatThrownBy(() -> CsvMapping.read(FOLDER.resolve(name)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mapping " + FOLDER.resolve(name));
    }

    @Test
    void refusesADeepMapping() throws IOException {
        Path deep = Files.writeString(folder.resolve("deep.yaml"), "about: " + "[".repeat(20_000) + "]".repeat(20_000));

        assertThatThrownBy(() -> CsvMapping.read(deep))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nest");
    }

    @Test
    void countsAnEmptyLabelAsLegitimateOnceItIsMature() throws IOException {
        Path data = Files.writeString(folder.resolve("data.csv"), """
                id,at,account,amount,fraud
                a,2026-03-01 00:00:00,A,1,
                b,2026-03-02 00:00:00,A,1,1
                c,2026-03-20 00:00:00,A,1,
                d,2026-03-21 00:00:00,A,1,1
                """);
        CsvMapping open = mapping("legitimate: [\"0\"], delay-days: 7", "delay-days: 20");
        CsvMapping listed = mapping("[\"0\"], delay-days: 7", "[\"0\", \"\"], delay-days: 7, maturity-days: 1");
        CsvMapping unknown = mapping("legitimate: [\"0\"],", "unknown: [\"\"],");

        assertThat(outcomes(data, open)).containsExactly("legitimate", "fraud", "unknown", "fraud");
        assertThat(outcomes(data, listed)).containsExactly("legitimate", "fraud", "legitimate", "fraud");
        assertThat(outcomes(data, unknown)).containsExactly("unknown", "fraud", "unknown", "fraud");
        assertThat(outcomes(data, mapping())).containsExactly("unknown", "fraud", "unknown", "fraud");
    }

    private static List<String> outcomes(Path data, CsvMapping csvMapping) throws IOException {
        return read(CsvHistory.open(data, csvMapping, NOW)).stream()
                .map(LabelledTransaction::label)
                .map(label -> label == null ? "unknown" : label.fraud() ? "fraud" : "legitimate")
                .toList();
    }

    private static CsvHistory open(String name, CsvMapping csvMapping) throws IOException {
        return CsvHistory.open(FOLDER.resolve(name), csvMapping, NOW);
    }

    private static CsvMapping mapping() throws IOException {
        return CsvMapping.read(FOLDER.resolve("base.yaml"));
    }

    /** The same with one text replaced by another. */
    private CsvMapping mapping(String text, String instead) throws IOException {
        String base = Files.readString(FOLDER.resolve("base.yaml"));
        assertThat(base).contains(text);
        return CsvMapping.read(Files.writeString(folder.resolve("mapping.yaml"), base.replace(text, instead)));
    }

    private static List<LabelledTransaction> read(CsvHistory history) throws IOException {
        List<LabelledTransaction> all = new ArrayList<>();
        history.forEach(all::add);
        return all;
    }

    private static long ms(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
