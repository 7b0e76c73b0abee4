package io.nacre.training.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.FeatureLayout;
import io.nacre.model.kernel.Normalisation;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class ExamplesTest {

    @Test
    void normalisesToTheMeanOfTheWeightedTransactions() {
        Examples examples = new Examples(1);
        examples.add(new float[] {4}, true, 1);
        examples.add(new float[] {0}, false, 3);

        Normalisation normalisation = examples.normalisation(3);

        // Both sides weigh the same; the squared distances 9 and 1 have the mean 5.
        assertThat(normalisation.mean(0)).isEqualTo(1);
        assertThat(normalisation.apply(0, 4)).isCloseTo((float) (3 / Math.sqrt(5)), within(1e-6f));
    }

    @Test
    void keepsFraudFeaturesDistinct() {
        Examples examples = new Examples(1);
        for (int i = 0; i < 1000; i++) {
            examples.add(new float[] {0}, false, 1);
        }
        for (int i = 1; i <= 10; i++) {
            examples.add(new float[] {i}, true, 1);
        }

        Normalisation normalisation = examples.normalisation(10);

        assertThat(normalisation.apply(0, 10)).isGreaterThan(normalisation.apply(0, 9));
    }

    @Test
    void hidesTheOptionalInputsOfALayerAsIfTheyWereMissing() {
        FeatureLayout featureLayout = new FeatureLayout(List.of(
                new FeatureLayout.Group("amount", List.of("amount.log")),
                new FeatureLayout.Group("ip", List.of("ip.risk", "ip.risk?", "ip.count"))));
        Examples examples = new Examples(4);
        for (int i = 0; i < 1000; i++) {
            examples.add(new float[] {1, 2, 1, 3}, false, 1);
        }

        Examples copy = examples.hidingLayers(featureLayout, 0.5, new SplittableRandom(5));

        int hidden = 0;
        for (int i = 0; i < examples.size(); i++) {
            boolean isHidden = copy.vector(i)[2] == 0;
            hidden += isHidden ? 1 : 0;
            assertThat(examples.vector(i)).containsExactly(1, 2, 1, 3);
            assertThat(copy.vector(i)).containsExactly(1, isHidden ? 0 : 2, isHidden ? 0 : 1, 3);
        }
        assertThat(hidden).isBetween(400, 600);
    }

    @Test
    void givesAFeatureThatNeverVariesNoScale() {
        Examples examples = new Examples(1);
        examples.add(new float[] {7}, true, 1);
        examples.add(new float[] {7}, false, 1);

        assertThat(examples.normalisation(1).apply(0, 1000)).isZero();
    }
}
