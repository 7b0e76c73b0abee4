package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Example;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Label;
import io.nacre.training.history.ServedExamples;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One number tells frauds from the others, all but some. */
class LabelNoiseDetectorTest {

    private static final int ROWS = 3_000;

    @Test
    void findsMostFalseVerdictsAndFewOthers() {
        Set<String> lies = new HashSet<>();
        List<ServedExamples.LabelledExample> rows = rows(0.05, lies, Label.Source.VERDICT);

        Set<String> doubted = LabelNoiseDetector.of(rows, LabelNoiseDetector.SEED);

        Set<String> found = new HashSet<>(doubted);
        found.retainAll(lies);
        assertThat(found).hasSizeGreaterThan(lies.size() * 8 / 10);
        assertThat(doubted).hasSizeLessThan(found.size() + ROWS / 100);
    }

    @Test
    void doubtsNoChargeback() {
        assertThat(LabelNoiseDetector.of(rows(0.05, new HashSet<>(), Label.Source.CHARGEBACK), LabelNoiseDetector.SEED))
                .isEmpty();
    }

    @Test
    void doubtsNothingWhereThereIsNoConsensus() {
        List<ServedExamples.LabelledExample> few =
                rows(0.05, new HashSet<>(), Label.Source.VERDICT).subList(0, 100);

        assertThat(LabelNoiseDetector.of(few, LabelNoiseDetector.SEED)).isEmpty();
    }

    private static List<ServedExamples.LabelledExample> rows(double share, Set<String> lies, Label.Source source) {
        SplittableRandom random = new SplittableRandom(5);
        List<ServedExamples.LabelledExample> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            boolean fraud = random.nextInt(10) == 0;
            boolean lie = random.nextDouble() < share;
            float[] vector = new float[Layers.width()];
            vector[0] = (float) ((fraud ? 3 : 0) + random.nextDouble());
            String id = "t" + i;
            String account = "acct-" + random.nextInt(200);
            Label said = new Label(id, account, fraud != lie, 20, source);
            Example served = new Example(id, account, i, Layers.fingerprint(), vector, 0.5, null);
            rows.add(new ServedExamples.LabelledExample(served, said.fraud(), said, null, 1));
            if (lie) {
                lies.add(id);
            }
        }
        return rows;
    }
}
