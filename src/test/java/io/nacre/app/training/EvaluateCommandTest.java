package io.nacre.app.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.nacre.app.CliRun;
import io.nacre.feature.Layer;
import io.nacre.feature.layer.Layers;
import io.nacre.model.TestBundles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** An evaluation for people and for programs, on a small simulation. */
@TestInstance(Lifecycle.PER_CLASS)
class EvaluateCommandTest {

    private String evaluate = "";
    private int transactions;

    @BeforeAll
    void simulate(@TempDir Path folder) {
        Path bundle = folder.resolve("bundle.zip");
        TestBundles.catalogueBundle().write(bundle);
        CliRun simulated = CliRun.withProgress(
                "simulate --accounts 100 --merchants 60 --days 30 --fraud-rate 0.05 --out " + folder);
        assertThat(simulated.code()).as(simulated.err()).isZero();
        List<String> progress = simulated.err().lines().toList();
        transactions = progress.size();
        assertThat(progress).first().asString().startsWith("1 transactions written, ");
        evaluate = "evaluate --from 1990-01-01T00:00:00Z --mapping nacre-simulation --bundle " + bundle + " --data "
                + folder.resolve("transactions.csv");
    }

    @Test
    void isATableForPeople() {
        CliRun cliRun = CliRun.withProgress(evaluate);

        assertThat(cliRun.out()).contains("evaluation: " + transactions + " transactions in", "after layer");
        assertThat(cliRun.err().lines())
                .hasSize(transactions)
                .last()
                .asString()
                .startsWith("%,d transactions read, ".formatted(transactions));
    }

    @Test
    void isJsonWithNumbers() {
        CliRun cliRun = CliRun.of(evaluate + " --output json");

        JsonNode report = cliRun.json();
        assertThat(report.at("/transaction_count").longValue()).isEqualTo(transactions);
        assertThat(report.at("/fraud_count").longValue()).isPositive();
        assertThat(report.at("/layers")).hasSize(Layers.CASCADE.size() + 1).allSatisfy(layer -> {
            assertThat(layer.at("/name").isTextual()).isTrue();
            assertThat(layer.at("/average_precision").isNumber()).isTrue();
        });
        assertThat(report.at("/review/threshold").isNumber()).isTrue();
        assertThat(cliRun.err()).contains("evaluation: " + transactions + " transactions in");
    }

    @Test
    void theJsonHasWhatTheTableShows() {
        JsonNode report = CliRun.of(evaluate + " --output json").json();

        assertThat(report.at("/weeks"))
                .hasSize(5)
                .allSatisfy(
                        week -> assertThat(week.at("/mean_score").isNumber()).isTrue());
        assertThat(report.at("/account_ages"))
                .extracting(age -> age.at("/name").asText())
                .contains("a year or more");
        for (String parts : List.of("/weeks", "/regions", "/account_ages")) {
            assertThat(sum(report.at(parts), "transaction_count")).as(parts).isEqualTo(transactions);
            assertThat(sum(report.at(parts), "fraud_count"))
                    .as(parts)
                    .isEqualTo(report.at("/fraud_count").longValue());
        }
        assertThat(report.at("/missing_layers"))
                .extracting(layer -> layer.at("/layer").asText())
                .containsExactlyElementsOf(
                        Layers.CASCADE.stream().map(Layer::name).toList());
        assertThat(report.at("/average_precision_nothing_missing").isNumber()).isTrue();
        assertThat(report.at("/false_negatives"))
                .isNotEmpty()
                .allSatisfy(fraud -> assertThat(fraud.at("/score_lowered_by")).isNotEmpty());
        assertThat(report.at("/anomalies/typologies")).isNotEmpty();
        assertThat(report.at("/amount_recall/review").isNumber()).isTrue();
        assertThat(report.at("/amount_recall/currency").asText()).contains("converted by");
        JsonNode interval = report.at("/layers/0/confidence_95_percent/auc_roc");
        assertThat(report.at("/layers/0/auc_roc").doubleValue())
                .isBetween(
                        interval.at("/low").doubleValue(), interval.at("/high").doubleValue());
    }

    private static long sum(JsonNode rows, String column) {
        long sum = 0;
        for (JsonNode row : rows) {
            sum += row.at("/" + column).longValue();
        }
        return sum;
    }

    @Test
    void isCsvWithAValueALine() {
        List<NamedCsvRecord> rows =
                CsvReader.builder()
                        .ofNamedCsvRecord(CliRun.of(evaluate + " --output csv").out())
                        .stream()
                        .toList();

        assertThat(rows)
                .extracting(row -> row.getField("field"), row -> row.getField("value"))
                .contains(
                        tuple("transaction_count", Integer.toString(transactions)),
                        tuple("layers.0.name", "classical"));
    }
}
