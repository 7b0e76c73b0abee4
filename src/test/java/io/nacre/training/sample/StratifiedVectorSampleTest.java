package io.nacre.training.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.FeatureVector;
import org.junit.jupiter.api.Test;

final class StratifiedVectorSampleTest {

    @Test
    void keepsAllWhileTheyAreFew() {
        Examples examples = sample(50, 100);

        assertThat(examples.size()).isEqualTo(50);
        assertThat(examples.weight(0)).isOne();
        assertThat(examples.fraudCount()).isEqualTo(5);
    }

    @Test
    void weightsTheSampledRows() {
        Examples examples = sample(10_000, 500);

        double others = 0;
        for (int i = 0; i < examples.size(); i++) {
            others += examples.fraud(i) ? 0 : examples.weight(i);
        }
        assertThat(examples.size() - examples.fraudCount()).isBetween(200, 500);
        assertThat(others).isBetween(8000.0, 10_000.0);
    }

    private static Examples sample(int count, int most) {
        StratifiedVectorSample sample = new StratifiedVectorSample(1, most);
        for (int i = 0; i < count; i++) {
            sample.add("tx-" + i, new FeatureVector(new float[] {i}), i % 10 == 0);
        }
        return sample.examples();
    }
}
