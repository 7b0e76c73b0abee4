package io.nacre.app.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nacre.app.CliRun;
import io.nacre.model.bundle.Bundle;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training by command, as small as possible. */
@Tag("training")
class TrainCommandTest {

    @Test
    void trainsABundleAndReportsForPrograms(@TempDir Path folder) {
        JsonNode simulated = CliRun.of("simulate --accounts 60 --merchants 60 --days 40 --fraud-rate 0.1 --output json"
                        + " --out " + folder)
                .json();

        CliRun cliRun = CliRun.withProgress("train --mapping nacre-simulation --epochs 1 --hidden 4 --trees 2"
                + " --max-legitimate 500 --label-delay-days 2 --no-anomaly-model --output json --data "
                + folder.resolve("transactions.csv")
                + " --out " + folder.resolve("bundle"));

        JsonNode report = cliRun.json();
        assertThat(cliRun.progressLines("transactions read"))
                .as("history is read four times")
                .isEqualTo(4 * simulated.at("/transaction_count").longValue());
        assertThat(cliRun.err()).contains("classical model: ", "evaluation: replaying history once more");
        assertThat(report.at("/bundle_id").asText())
                .isEqualTo(Bundle.read(folder.resolve("bundle")).id());
        assertThat(Path.of(report.at("/report").asText())).isNotEmptyFile();
        assertThat(report.at("/train_fraud_count").longValue()).isPositive();
        assertThat(report.at("/evaluation/weeks")).isNotEmpty();
    }
}
