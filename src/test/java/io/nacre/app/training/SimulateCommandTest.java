package io.nacre.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nacre.app.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateCommandTest {

    private static final String SMALL = "simulate --accounts 100 --merchants 80 --days 20 --fraud-rate 0.1 --out ";

    @TempDir
    private Path folder;

    @Test
    void acceptsSharesOfTypologies() throws IOException {
        CliRun cliRun = CliRun.of(SMALL + folder + " --typology card-testing=1");

        assertThat(cliRun.err()).isEmpty();
        assertThat(frauds()).hasSizeGreaterThan(100).allMatch(row -> row.endsWith(",card-testing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-11", "0.5"})
    void keepsTypologiesForLater(String from) throws IOException {
        CliRun cliRun = CliRun.of(SMALL + folder + " --unseen card-testing,stolen-card --unseen-from " + from);

        assertThat(cliRun.err()).isEmpty();
        long fromMs = Instant.parse("2026-01-11T00:00:00Z").toEpochMilli();
        List<String> unseen = frauds().stream()
                .filter(row -> row.endsWith(",card-testing") || row.endsWith(",stolen-card"))
                .toList();
        assertThat(unseen).hasSizeGreaterThan(10).allMatch(row -> Long.parseLong(row.split(",", -1)[1]) >= fromMs);
        assertThat(frauds()).anyMatch(row -> Long.parseLong(row.split(",", -1)[1]) < fromMs);
    }

    @ParameterizedTest
    @CsvSource({
        "--typology, pickpocket=0.5, pickpocket",
        "--unseen, pickpocket, pickpocket",
        "--unseen-from, soon, 'neither a day such as 2026-03-01 nor a share such as 0.85'",
        "--unseen-from, 1.5, 'neither a day such as 2026-03-01 nor a share such as 0.85'"
    })
    void refusesWhatIsNone(String option, String value, String named) {
        CliRun cliRun = CliRun.of(SMALL + folder + " " + option + " " + value);

        assertThat(cliRun.code()).isEqualTo(2);
        assertThat(cliRun.err()).contains(option, named);
    }

    @Test
    void reportsForPrograms() throws IOException {
        CliRun cliRun = CliRun.of(SMALL + folder + " --output json");

        assertThat(cliRun.json().at("/folder").asText()).isEqualTo(folder.toString());
        assertThat(cliRun.json().at("/files"))
                .extracting(JsonNode::asText)
                .containsExactly("transactions.csv", "lifecycle.jsonl", "accounts.csv", "ip.mmdb")
                .allSatisfy(file -> assertThat(folder.resolve(file)).isNotEmptyFile());
        assertThat(cliRun.json().at("/transaction_count").intValue())
                .isEqualTo(
                        Files.readAllLines(folder.resolve("transactions.csv")).size() - 1);
        assertThat(cliRun.json().at("/account_count").intValue())
                .isEqualTo(Files.readAllLines(folder.resolve("accounts.csv")).size() - 1);
    }

    @Test
    void replacesAWorldOnlyByForce() throws IOException {
        assertThat(CliRun.of(SMALL + folder).err()).isEmpty();
        byte[] first = Files.readAllBytes(folder.resolve("transactions.csv"));

        CliRun again = CliRun.of(SMALL + folder + " --seed 2");

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("transactions.csv already exists: choose another name, or add --force");
        assertThat(folder.resolve("transactions.csv")).hasBinaryContent(first);
        assertThat(CliRun.of(SMALL + folder + " --seed 2 --force").code()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("transactions.csv"))).isNotEqualTo(first);
    }

    private List<String> frauds() throws IOException {
        return Files.readAllLines(folder.resolve("transactions.csv")).stream()
                .filter(row -> row.contains(",yes,"))
                .toList();
    }
}
