package io.nacre.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.model.FeatureLayout;
import io.nacre.model.Trail;
import io.nacre.model.engine.Engine;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.sample.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MissingLayerResultTest {

    private static final FeatureLayout INPUTS = new FeatureLayout(List.of(
            new FeatureLayout.Group("amount", List.of("amount.log")),
            new FeatureLayout.Group("ip", List.of("ip.risk", "ip.risk?")),
            new FeatureLayout.Group("time", List.of("time.hour"))));

    private static final Normalisation MEANS = new Normalisation(new float[] {0, 0.5f, 1, 0}, new float[] {1, 1, 1, 1});

    /** Fraud where the address is risky; an unknown address counts as the riskiest; the amount helps a little. */
    private static final Engine ENGINE = vector -> {
        double risk = vector[2] == 0 ? 1 : vector[1];
        return new Trail(new double[] {0, 0, 10 * risk + vector[0]});
    };

    @Test
    void measuresPrecisionWithoutALayer() {
        Examples examples = new Examples(4);
        examples.add(new float[] {0, 0.9f, 1, 1}, true, 1);
        examples.add(new float[] {1, 0.2f, 1, 2}, false, 1);
        examples.add(new float[] {2, 0.1f, 1, 3}, false, 1);

        List<MissingLayerResult> absences = MissingLayerResult.of(INPUTS, MEANS, ENGINE, examples);

        assertThat(MissingLayerResult.averagePrecision(ENGINE, examples)).isOne();
        assertThat(absences)
                .containsExactly(
                        new MissingLayerResult("amount", Double.NaN, 1),
                        new MissingLayerResult("ip", 1 / 3.0, 1 / 3.0),
                        new MissingLayerResult("time", Double.NaN, 1));
        assertThat(examples.vector(0)).containsExactly(0, 0.9f, 1, 1);
    }
}
