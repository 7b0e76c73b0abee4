package io.nacre.app.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.nacre.app.CliRun;
import io.nacre.app.bundle.AnnouncedBundles;
import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.Traffic;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.decision.Example;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.layer.Layers;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.bundle.Bundle;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import io.nacre.training.history.Replay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what was served, by command, to a challenger that has to pass the gate before it decides. */
@Tag("broker")
class RetrainCommandTest {

    private static final int PAYMENTS = 4_000;
    private static final int ACCOUNTS = 100;

    @Test
    void learnsFromWhatWasServedAndPutsTheResultUpAsAChallenger(@TempDir Path folder) throws Exception {
        Path store = Files.createDirectories(folder.resolve("store"));
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"), 0)) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1);
            }
            String brokers = " --bootstrap-servers " + broker.brokers();

            CliRun nothing = CliRun.of("retrain --label-maturity 1d --store " + store + brokers);
            assertThat(nothing.code()).isOne();
            assertThat(nothing.err()).contains("has no vector for training");

            serve(kafka);
            CliRun cliRun = CliRun.withProgress("retrain --output json --label-maturity 1d --store " + store + brokers);

            assertThat(cliRun.progressLines("examples read"))
                    .as("each example is read twice")
                    .isEqualTo(4 * PAYMENTS);
            assertThat(cliRun.code()).isZero();
            JsonNode report = cliRun.json();
            String id = report.at("/bundle_id").asText();
            assertThat(cliRun.err()).contains(id + " is now a challenger");
            assertThat(report.at("/role").asText()).isEqualTo("CHALLENGER");
            assertThat(report.at("/bundle").asText())
                    .isEqualTo(store.resolve(id + ".zip").toString());
            assertThat(report.at("/labels/transaction_count").intValue()).isEqualTo(PAYMENTS);
            assertThat(report.at("/labels/verdict_count").intValue()
                            + report.at("/labels/chargeback_count").intValue())
                    .isEqualTo(PAYMENTS);
            assertThat(report.at("/evaluation/weeks")).isNotEmpty();
            AnnouncedBundles roles = AnnouncedBundles.read(kafka);
            assertThat(roles.find(id).role()).isEqualTo(BundleAnnouncement.Role.CHALLENGER);
            assertThat(roles.champion()).isNull();
            assertThat(Bundle.read(store.resolve(id + ".zip")).id()).isEqualTo(id);
            assertThat(store.resolve(id + ".html")).content().contains("<html").contains(id);
            showsDriftForPrograms(
                    "drift --since 2000-01-01T00:00:00Z --bundle " + store.resolve(id + ".zip") + brokers);
        }
    }

    private static void showsDriftForPrograms(String drift) throws Exception {
        JsonNode report = JsonMapper.builder()
                .build()
                .readTree(CliRun.of(drift + " --output json").out());
        List<NamedCsvRecord> rows =
                CsvReader.builder()
                        .ofNamedCsvRecord(CliRun.of(drift + " --output csv").out())
                        .stream()
                        .toList();

        assertThat(report.at("/baseline").asText()).isEqualTo("training");
        assertThat(report.at("/example_count").intValue()).isEqualTo(PAYMENTS);
        assertThat(report.at("/review_share").isNumber()).isTrue();
        assertThat(report.at("/values"))
                .hasSizeGreaterThan(Layers.featureNames().size())
                .allSatisfy(value -> {
                    assertThat(value.at("/population_stability_index").isNumber())
                            .isTrue();
                    assertThat(value.at("/drift").asText()).isIn("none", "notable", "drifted");
                });
        assertThat(rows)
                .extracting(row -> row.getField("field"), row -> row.getField("value"))
                .contains(tuple("example_count", Integer.toString(PAYMENTS)), tuple("baseline", "training"));
        assertThat(CliRun.of(drift).out())
                .contains("compared with the training data of the bundle", PAYMENTS + " examples since 2000-01-01");
    }

    /** As the job writes them: the vector with the decision, the label when it came. */
    private static void serve(KafkaSettings kafka) throws Exception {
        Replay replay = new Replay(transaction -> Facts.UNKNOWN, List.of());
        try (TopicWriter<Example> examples = new TopicWriter<>(kafka, TopicCatalogue.EXAMPLES)) {
            new Traffic(ACCOUNTS, KeyDistribution.UNIFORM, PAYMENTS, 3)
                    .forEach(labelled -> serve(labelled, replay, examples));
            examples.flush();
        }
    }

    private static void serve(LabelledTransaction labelled, Replay replay, TopicWriter<Example> examples) {
        Transaction paid = labelled.transaction();
        FeatureVector vector = requireNonNull(replay.step(labelled));
        String features = Layers.fingerprint();
        examples.write(
                new Example(paid.id(), paid.accountId(), paid.eventTimeMs(), features, vector.values(), 0.01, null));
        examples.write(new Example(
                paid.id(),
                paid.accountId(),
                paid.eventTimeMs(),
                features,
                null,
                null,
                requireNonNull(labelled.label())));
    }
}
