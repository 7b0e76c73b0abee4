package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Example;
import io.nacre.feature.Layers;
import io.nacre.payment.Label;
import org.junit.jupiter.api.Test;

class ServedExamplesTest {

    @Test
    void joinsVectorsWithLabelsAndTakesLongSilenceForHonesty() {
        ServedExamples served = new ServedExamples();
        served.add(label("fraud", true));
        for (String id : new String[] {"quiet", "fraud", "young"}) {
            served.add(vector(id, id.equals("young") ? 100 : 10, Layers.fingerprint()));
        }
        served.add(vector("foreign", 10, "another"));

        assertThat(served.rows(50))
                .extracting(row -> row.served().transactionId())
                .containsExactly("fraud", "quiet");
        assertThat(served.rows(50)).extracting(ServedExamples.Row::fraud).containsExactly(true, false);
        assertThat(served.rows(0)).hasSize(3);
        assertThat(served.foreign()).isEqualTo(1);
    }

    @Test
    void holdsNoMoreThanSoManyAndStillJoinsThem() {
        ServedExamples served = new ServedExamples(100);
        for (int i = 0; i < 2_000; i++) {
            served.add(vector("t" + i, 10, Layers.fingerprint()));
        }
        for (int i = 0; i < 2_000; i++) {
            served.add(label("t" + i, i % 2 == 0));
        }

        assertThat(served.served()).hasSizeBetween(30, 100);
        assertThat(served.share()).isEqualTo(1 / 32.0);
        assertThat(served.rows(50)).hasSameSizeAs(served.served()).allMatch(row -> row.said() != null);
    }

    private static Example vector(String id, long atMs, String fingerprint) {
        return new Example(id, "acct", atMs, fingerprint, new float[Layers.width()], 0.5, null);
    }

    private static Example label(String id, boolean fraud) {
        Label label = new Label(id, "acct", fraud, 20, Label.Source.VERDICT);
        return new Example(id, "acct", 10, Layers.fingerprint(), null, null, label);
    }
}
