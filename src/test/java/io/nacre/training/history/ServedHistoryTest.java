package io.nacre.training.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Example;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.layer.Layers;
import io.nacre.model.bundle.Bundle;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.training.SmallWorld;
import io.nacre.training.Trainer;
import io.nacre.training.TrainingOptions;
import io.nacre.training.evaluate.PromotionGate;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.fit.TreeOptions;
import io.nacre.training.sample.TimeSplitOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Training on what was served, and on what liars say of it. */
@Tag("training")
class ServedHistoryTest {

    private static final long SILENCE_MS = Duration.ofDays(3).toMillis();
    private static final double TOLERANCE = 0.005;

    /** Accepted loss of average precision elsewhere: a tenth of false verdicts cost 0.051 of 0.994 here. */
    private static final double HARMLESS = 0.06;

    private static final int ROWS = 10_000;

    private static final TrainingOptions OPTIONS = TrainingOptions.DEFAULT
            .with(NetworkOptions.DEFAULT.withHidden(8).withEpochs(2))
            .with(TreeOptions.DEFAULT.withMost(20))
            .withAnomaly(null)
            .with(TimeSplitOptions.byShare(0.55, 0.3, Duration.ofDays(7)))
            .withLegitRowsMax(2000);

    @Test
    void handsOverTheVeryVectorsThatWereServed() throws IOException {
        List<ServedExamples.LabelledExample> rows = served(300, 1, 0).rows(SILENCE_MS);
        ServedHistory history = new ServedHistory(rows, SILENCE_MS);

        Replay replay = history.replay(transaction -> Facts.UNKNOWN);
        List<FeatureVector> vectors = new ArrayList<>();
        history.forEach(labelled -> vectors.add(replay.step(labelled)));

        assertThat(vectors)
                .containsExactlyElementsOf(rows.stream()
                        .map(labelledExample ->
                                new FeatureVector(labelledExample.served().vector()))
                        .toList());
    }

    /**
     * Liars turn verdicts round. The gate is fed with the truth of later days; what it lets pass is then asked about
     * another world, which no one has seen.
     */
    @Test
    void noPoisonedModelThatDoesHarmPassesTheGate() throws IOException {
        Bundle clean = train(0);
        System.out.println("verdicts flipped | average precision at the gate | elsewhere | gate");
        for (int percent : new int[] {1, 5, 10, 50}) {
            Bundle poisoned = train(percent);
            long fromMs = clean.provenance().trainedTo().toEpochMilli();
            PromotionGate.GateResult gate = compare(clean, poisoned, served(ROWS, 1, 0), fromMs);
            PromotionGate.GateResult elsewhere = compare(clean, poisoned, served(4_000, 2, 0), 0);
            System.out.printf(
                    Locale.ROOT,
                    "%14d %% | %.4f instead of %.4f | %.4f instead of %.4f | %s%n",
                    percent,
                    gate.challenger(),
                    gate.champion(),
                    elsewhere.challenger(),
                    elsewhere.champion(),
                    gate.passes() ? "passes" : "refused");

            assertThat(gate.isConclusive() && elsewhere.isConclusive()).isTrue();
            if (gate.passes()) {
                assertThat(elsewhere.challenger()).isGreaterThan(elsewhere.champion() - HARMLESS);
            }
            if (percent == 50) {
                assertThat(gate.passes()).as("half of all verdicts are lies").isFalse();
            }
        }
    }

    private static PromotionGate.GateResult compare(Bundle clean, Bundle poisoned, ServedExamples served, long fromMs) {
        PromotionGate promotionGate = new PromotionGate(clean, poisoned);
        for (ServedExamples.LabelledExample labelledExample : served.rows(SILENCE_MS)) {
            if (labelledExample.served().eventTimeMs() >= fromMs) {
                promotionGate.add(
                        labelledExample.served().vector(),
                        labelledExample.fraud(),
                        labelledExample.served().accountId(),
                        labelledExample.served().eventTimeMs());
            }
        }
        return promotionGate.result(TOLERANCE);
    }

    private static Bundle train(int percent) throws IOException {
        ServedHistory history = new ServedHistory(served(ROWS, 1, percent).rows(SILENCE_MS), SILENCE_MS);
        return new Trainer(history, transaction -> Facts.UNKNOWN, OPTIONS, ProgressReporter.SILENT)
                .train(Instant.parse("2026-03-01T12:00:00Z"))
                .bundle();
    }

    /** A small world as a job would have served it. */
    private static ServedExamples served(int count, long seed, int percentFlipped) throws IOException {
        ServedExamples served = new ServedExamples();
        SplittableRandom random = new SplittableRandom(7);
        SmallWorld world = new SmallWorld(count, seed);
        Replay replay = new Replay(transaction -> Facts.UNKNOWN, List.of());
        world.forEach(labelled -> serve(labelled, replay, served, random.nextInt(100) < percentFlipped));
        return served;
    }

    private static void serve(LabelledTransaction labelled, Replay replay, ServedExamples served, boolean flip) {
        FeatureVector vector = replay.step(labelled);
        Label truth = labelled.label();
        String id = labelled.transaction().id();
        String account = labelled.transaction().accountId();
        long atMs = labelled.transaction().eventTimeMs();
        Label said = new Label(id, account, truth.fraud() != flip, truth.knownAtMs(), truth.source());
        served.add(new Example(id, account, atMs, Layers.fingerprint(), vector.values(), 0.5, null));
        served.add(new Example(id, account, atMs, Layers.fingerprint(), null, null, said));
    }
}
