package io.nacre.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.nacre.app.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    private static final String MAPPING = "transaction: {id: id, time: at, account: account, amount: amount,\n"
            + "  currency: {constant: EUR}, channel: {constant: TRANSFER}}\n"
            + "label: {column: fraud, fraud: ['1'], delay-days: 1}\n";

    @TempDir
    private Path folder;

    @Test
    void endsWellWhereNothingIsWrong() throws IOException {
        CliRun cliRun = check("");

        assertThat(cliRun.code()).isZero();
        assertThat(cliRun.out()).contains("rows     60 read", "with an AUC above 0.99: 0");
        assertThat(cliRun.err()).isEmpty();
    }

    @Test
    void printsProblemsAfterTheReport() throws IOException {
        CliRun cliRun = check("61,a,much,2026-01-01T00:00:00Z,0,no\n");

        assertThat(cliRun.code()).isEqualTo(1);
        assertThat(cliRun.out()).contains("line 62, amount: much is not a number");
        assertThat(cliRun.err()).startsWith("nacre: ").endsWith("unreadable rows: 1; correct them or the mapping\n");
    }

    @Test
    void reportsForPrograms() throws IOException {
        JsonNode report = JsonMapper.builder()
                .build()
                .readTree(check("", " --output json").out());
        List<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(check("", " --output csv").out())
                .stream()
                .toList();

        assertThat(report.at("/transaction_count").isNumber()).isTrue();
        assertThat(report.at("/transaction_count").longValue()).isEqualTo(60);
        assertThat(report.at("/fraud_count").longValue()).isEqualTo(30);
        assertThat(report.at("/leaks_searched").isBoolean()).isTrue();
        assertThat(report.at("/columns"))
                .hasSize(6)
                .allSatisfy(column ->
                        assertThat(column.at("/empty_share").isNumber()).isTrue());
        assertThat(rows)
                .extracting(row -> row.getField("field"), row -> row.getField("value"))
                .contains(tuple("transaction_count", "60"), tuple("columns.0.name", "id"));
    }

    @Test
    void countsTheRowsWhileItReads() throws IOException {
        assertThat(CliRun.withProgress(command("", "")).err().lines())
                .hasSize(60)
                .first()
                .asString()
                .startsWith("1 rows read, ");
    }

    @Test
    void printsNoControlCharacterOfAFile() {
        String files = "src/test/resources/files/";
        CliRun cliRun = CliRun.of("data profile " + files + "hostile.csv --mapping " + files + "hostile.yaml");
        CliRun missing = CliRun.of("data profile " + files + "hostile.csv --mapping " + files + "base.yaml");

        assertThat(cliRun.out()).contains("owned", "=HYPERLINK(1)").doesNotContain("\u001B", "\u0007");
        assertThat(missing.err()).contains("does not have: use one of", "owned").doesNotContain("\u001B", "\u0007");
    }

    private CliRun check(String lastRow) throws IOException {
        return check(lastRow, "");
    }

    private CliRun check(String lastRow, String options) throws IOException {
        return CliRun.of(command(lastRow, options));
    }

    private String command(String lastRow, String options) throws IOException {
        StringBuilder rows = new StringBuilder("id,account,amount,at,fraud,odd\n");
        for (int i = 1; i <= 60; i++) {
            rows.append(i)
                    .append(",a,9.99,2026-01-01T00:00:00Z,")
                    .append(i % 2)
                    .append(i % 3 == 0 ? ",yes" : ",no")
                    .append('\n');
        }
        Path data = Files.writeString(folder.resolve("data.csv"), rows + lastRow);
        Path mapping = Files.writeString(folder.resolve("mapping.yaml"), MAPPING);
        return "data profile " + data + " --mapping " + mapping + options;
    }
}
