package io.nacre.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nacre.app.CliRun;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Both anomaly models on a small simulation. */
@TestInstance(Lifecycle.PER_CLASS)
class EvaluateAnomalyModelCommandTest {

    private String anomalies = "";
    private int transactions;

    @BeforeAll
    void simulate(@TempDir Path folder) {
        JsonNode simulated = CliRun.of("simulate --accounts 50 --merchants 60 --days 20 --fraud-rate 0.1 --output json"
                        + " --out " + folder)
                .json();
        transactions = simulated.at("/transaction_count").intValue();
        anomalies = "anomalies --train-from 2026-01-02T00:00:00Z --validate-from 2026-01-08T00:00:00Z"
                + " --validate-to 2026-01-10T00:00:00Z --from 2026-01-10T00:00:00Z --to 2026-01-20T00:00:00Z"
                + " --budget 0.01 --mapping nacre-simulation --data " + folder.resolve("transactions.csv");
    }

    @Test
    void isATableForPeople() {
        CliRun cliRun = CliRun.withProgress(anomalies);

        assertThat(cliRun.out()).contains("\nautoencoder\nanomaly score alone: AUC-ROC", "\nisolation forest\n");
        assertThat(cliRun.progressLines("transactions read"))
                .as("history is read twice")
                .isEqualTo(cliRun.err().lines().count())
                .isEqualTo(2L * transactions);
    }

    @Test
    void isJsonWithNumbers() {
        CliRun cliRun = CliRun.of(anomalies + " --output json");

        assertThat(cliRun.json().at("/models"))
                .hasSize(2)
                .allSatisfy(model -> {
                    assertThat(model.at("/budget").doubleValue()).isEqualTo(0.01);
                    assertThat(model.at("/auc_roc").isNumber()).isTrue();
                    assertThat(model.at("/typologies")).isNotEmpty();
                })
                .extracting(model -> model.at("/name").asText())
                .containsExactly("autoencoder", "isolation forest");
        assertThat(cliRun.err()).contains("isolation forest: ");
    }
}
