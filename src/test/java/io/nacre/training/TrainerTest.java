package io.nacre.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.feature.Facts;
import io.nacre.feature.layer.Layers;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.training.evaluate.AnomalyEvaluation;
import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.EvaluationOptions;
import io.nacre.training.evaluate.Evaluator;
import io.nacre.training.evaluate.FalseNegative;
import io.nacre.training.evaluate.Segment;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.fit.TreeOptions;
import io.nacre.training.history.History;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.report.Report;
import io.nacre.training.sample.TimeSplitOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("training")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TrainerTest {

    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");

    private static final TrainingOptions OPTIONS = TrainingOptions.DEFAULT
            .with(NetworkOptions.DEFAULT.withHidden(8).withEpochs(4))
            .with(TimeSplitOptions.byShare(0.55, 0.3, Duration.ofDays(7)))
            .withLegitRowsMax(2000);

    private final SmallWorld history = new SmallWorld(6000, 1);
    private final List<String> said = new ArrayList<>();
    private TrainingResult trainingResult;

    @BeforeAll
    void train() throws IOException {
        trainingResult = train(OPTIONS, said::add);
    }

    @Test
    void findsTheStolenCards() {
        Evaluation evaluation = trainingResult.evaluation();

        assertThat(evaluation.rows()).isEqualTo(900);
        assertThat(evaluation.last().metrics().averagePrecision()).isGreaterThan(0.8);
        assertThat(evaluation.ladder()).hasSize(Layers.CASCADE.size() + 1);
        assertThat(evaluation.reviewed().recall()).isGreaterThan(0.7);
        assertThat(evaluation.typologies())
                .extracting(Evaluation.TypologyRecall::typology)
                .containsExactly("stolen <card>");
    }

    @Test
    void evaluatesAmountsWeeksSegmentsAndMissingLayers() {
        Evaluation evaluation = trainingResult.evaluation();

        assertThat(evaluation.last().intervals().averagePrecision().low()).isGreaterThan(0.8);
        assertThat(evaluation.money().reviewed()).isBetween(0.7, 1.0);
        assertThat(evaluation.weeks()).hasSize(2);
        assertThat(evaluation.regions()).extracting(Segment::name).containsExactly("DE");
        // Without profiles an account is as old as its first payment, and the test begins after 42 days.
        assertThat(evaluation.ages()).extracting(Segment::name).contains("30 to 90 days");
        assertThat(evaluation.misses())
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.comparingDouble(FalseNegative::score));
        assertThat(evaluation.absences()).hasSameSizeAs(Layers.CASCADE);
    }

    @Test
    void givesTheSameBundleForTheSameHistoryAndOptions() throws IOException {
        assertThat(train(OPTIONS, ProgressReporter.SILENT).bundle().zip())
                .isEqualTo(trainingResult.bundle().zip());
    }

    @Test
    void theBundleRunsOnBothEnginesAfterATrip() {
        Bundle read = Bundle.read(trainingResult.bundle().zip());

        assertThat(read.id()).isEqualTo(trainingResult.bundle().id());
        assertThat(read.engine(EngineKind.COMPILED)).isNotNull();
        assertThat(read.engine(EngineKind.DL4J)).isNotNull();
        assertThat(requireNonNull(read.detector())).isNotNull();
        DriftBaseline driftBaseline = requireNonNull(read.reference());
        assertThat(driftBaseline.fraudShare()).isBetween(1e-4, 0.2);
        assertThat(driftBaseline.meanScore()).isBetween(driftBaseline.fraudShare() / 2, driftBaseline.fraudShare() * 2);
        assertThat(driftBaseline.alertShare()).isBetween(1e-4, 0.2);
        assertThat(read.metrics())
                .containsKeys(
                        "test.average_precision", "test.average_precision.classical", "test.anomaly.average_precision");
    }

    @Test
    void findsStolenCardsAsAnomaliesWithoutLabels() {
        AnomalyEvaluation anomalies = requireNonNull(trainingResult.evaluation().anomalies());

        assertThat(anomalies.aucRoc()).isGreaterThan(0.8);
        assertThat(anomalies.alarmShare()).isLessThan(0.05);
        assertThat(anomalies.kinds())
                .singleElement()
                .satisfies(kind -> assertThat(kind.typology()).isEqualTo("stolen <card>"));
        assertThat(trainingResult.evaluation().table())
                .contains("anomaly score alone: AUC-ROC", "recall within the budget");
    }

    @Test
    void scoresWhatItIsComparedWithInTheSameEvaluation() throws IOException {
        TrainingResult compared = train(
                OPTIONS.withAnomaly(null)
                        .with(NetworkOptions.DEFAULT.withEpochs(1))
                        .with(TreeOptions.DEFAULT.withMost(10))
                        .with(TrainingEvaluationOptions.DEFAULT.with(BaselineSelection.MODELS)),
                ProgressReporter.SILENT);

        assertThat(compared.bundle().metrics())
                .containsKeys("test.average_precision.xgboost", "test.average_precision.flat_network");
        assertThat(compared.evaluation().rivals())
                .extracting(Evaluation.ScorerResult::name)
                .containsExactly("xgboost", "xgboost-raw", "flat-network");
        assertThat(compared.evaluation().rivals().get(0).metrics().averagePrecision())
                .isGreaterThan(0.8);
        assertThat(compared.evaluation().table()).contains("compared with", "xgboost-raw", "flat-network");
    }

    @Test
    void trainsNoAnomalyModelWhereNoneIsWanted() throws IOException {
        TrainingResult without =
                train(OPTIONS.withAnomaly(null).with(NetworkOptions.DEFAULT.withEpochs(0)), ProgressReporter.SILENT);

        assertThat(without.bundle().anomaly()).isNull();
        assertThat(without.bundle().thresholds().anomaly()).isNull();
        assertThat(without.evaluation().anomalies()).isNull();
        assertThat(without.evaluation().table()).doesNotContain("anomal");
    }

    @Test
    void reportsItsProgress() {
        assertThat(String.join("\n", said))
                .contains("history: 6000 transactions")
                .contains("replay: 50 %")
                .containsPattern("replay: 6000 transactions in .* s, [1-9]\\d+ for each second of processor time")
                .contains("classical model")
                .contains("epoch 1: validation loss")
                .contains("calibration")
                .contains("evaluation");
        assertThat(trainingResult.evaluation().table()).contains("classical").contains("review or decline");
    }

    @Test
    void evaluatesEveryTransactionOfATimeInOrder() throws IOException {
        List<String> ids = new ArrayList<>();
        EvaluationOptions lastHours = EvaluationOptions.between(
                Instant.ofEpochMilli(SmallWorld.START_MS).plusSeconds(49 * 86_400),
                Instant.parse("2030-01-01T00:00:00Z"));

        Evaluator.evaluate(
                trainingResult.bundle(), history, transaction -> Facts.UNKNOWN, lastHours, (id, score) -> ids.add(id));

        assertThat(ids).hasSize(120).startsWith("t5880").endsWith("t5999");
    }

    @Test
    void learnsNothingFromLabelsThatMeanNothing() throws IOException {
        Evaluation evaluation = new Trainer(
                        new ByLot(history), transaction -> Facts.UNKNOWN, OPTIONS, ProgressReporter.SILENT)
                .train(CREATED)
                .evaluation();

        assertThat(evaluation.last().metrics().averagePrecision()).isLessThan(0.15);
        assertThat(evaluation.last().metrics().aucRoc()).isBetween(0.3, 0.7);
    }

    @Test
    void leavesOutCardsKnownToBeCompromised() throws IOException {
        EvaluationOptions lastDays = EvaluationOptions.between(
                Instant.ofEpochMilli(SmallWorld.START_MS).plusSeconds(45 * 86_400),
                Instant.parse("2030-01-01T00:00:00Z"));
        List<String> scored = new ArrayList<>();

        Evaluation all = evaluate(lastDays, scored);
        Evaluation fewer = evaluate(lastDays.withoutCompromised(), scored);

        assertThat(scored).hasSize(1200);
        assertThat(all.rows()).isEqualTo(600);
        // A card in three has a fraud in two weeks, so a good part is left out, but not all.
        assertThat(fewer.rows()).isBetween(60L, 500L);
        assertThat(fewer.ladder().get(0).cardPrecision())
                .isEqualTo(all.ladder().get(0).cardPrecision());
    }

    @Test
    void theReportIsSelfContainedAndEscaped() {
        String html = Report.html(trainingResult);

        assertThat(html)
                .contains(
                        "Results by layer",
                        "Costs and capacity",
                        "Anomalies",
                        "Drift over the weeks",
                        "Missing inputs",
                        "False negatives",
                        "False positives and recall by segment",
                        "Model card",
                        "stolen &lt;card&gt;",
                        trainingResult.bundle().fingerprint())
                .doesNotContain("http", "<script", "<link", "url(", "stolen <card>", "NaN");
    }

    @Test
    void reportsATooShortHistory() {
        assertThatThrownBy(() -> new Trainer(
                                new SmallWorld(100, 1), transaction -> Facts.UNKNOWN, OPTIONS, ProgressReporter.SILENT)
                        .train(CREATED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the history is too small for training")
                .hasMessageContaining("use a longer history")
                .hasMessageContaining("--validate-from")
                .hasMessageContaining("--label-delay-days");
    }

    private Evaluation evaluate(EvaluationOptions options, List<String> scored) throws IOException {
        return Evaluator.evaluate(
                trainingResult.bundle(), history, transaction -> Facts.UNKNOWN, options, (id, score) -> scored.add(id));
    }

    private TrainingResult train(TrainingOptions options, ProgressReporter progress) throws IOException {
        return new Trainer(history, transaction -> Facts.UNKNOWN, options, progress).train(CREATED);
    }

    /** The same transactions; which of them is called fraud is drawn by lot. */
    private record ByLot(SmallWorld world) implements History {

        @Override
        public void forEach(Consumer<LabelledTransaction> reader) {
            SplittableRandom lot = new SplittableRandom(9);
            world.forEach(row -> {
                Label label = requireNonNull(row.label());
                Label drawn = new Label(
                        label.transactionId(),
                        label.accountId(),
                        lot.nextInt(40) == 0,
                        label.knownAtMs(),
                        label.source());
                reader.accept(new LabelledTransaction(row.transaction(), drawn, null));
            });
        }

        @Override
        public List<AccountProfile> profiles() {
            return world.profiles();
        }
    }
}
