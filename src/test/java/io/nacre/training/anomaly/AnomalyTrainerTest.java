package io.nacre.training.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.FeatureLayout;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.sample.UniformVectorSample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Payments whose numbers all follow two of them; now and then one is a fraud that is far off, and nobody says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AnomalyTrainerTest {

    private static final FeatureLayout INPUTS =
            new FeatureLayout(List.of(new FeatureLayout.Group("a", List.of("a.0", "a.1", "a.2", "a.3", "a.4", "a.5"))));

    private static final AnomalyOptions OPTIONS = new AnomalyOptions(2000, 2000, 8, 2, 4, 32, 0.01, 0.01);

    private AnomalyDetector detector;

    @BeforeAll
    void train() {
        detector = new AnomalyDetector(INPUTS, train(42, 2000));
    }

    @Test
    void alarmsKeepToTheBudget() {
        long alarms = sample(77, 5000, 0).vectors().stream()
                .filter(vector -> detector.detect(vector, 0.01).tailProbability() <= 0.01)
                .count();

        assertThat(alarms / 5000.0).isCloseTo(0.01, within(0.006));
    }

    @Test
    void pointsOutWhatIsUnlikeTheRestThoughEachNumberIsUsual() {
        float[] usual = row(1, -1);
        float[] odd = usual.clone();
        odd[5] = -odd[5];

        assertThat(detector.detect(usual, 0.01).tailProbability()).isGreaterThan(0.05);
        assertThat(detector.detect(odd, 0.01).tailProbability()).isLessThan(0.01);
        assertThat(detector.unusualFeatures(odd)).anySatisfy(unusualFeature -> {
            assertThat(unusualFeature.feature()).isEqualTo("a.5");
            assertThat(unusualFeature.expected()).isLessThan(odd[5]);
        });
    }

    @Test
    void givesTheSameModelForTheSameSeed() {
        float[] vector = {1, 2, 3, 4, 5, 6};

        assertThat(error(train(1, 200), vector))
                .isEqualTo(error(train(1, 200), vector))
                .isNotEqualTo(error(train(2, 200), vector));
    }

    @Test
    void reportsMissingData() {
        assertThatThrownBy(() -> new AnomalyTrainer(INPUTS, OPTIONS, 1, ProgressReporter.SILENT)
                        .train(new UniformVectorSample(10), sample(1, 10, 0)))
                .hasMessageContaining("0 training transactions");
    }

    @Test
    void theForestIsolatesWhatIsFarOff() {
        List<float[]> rows = sample(1, 2000, 0).vectors();
        IsolationForest forest = IsolationForest.of(rows, 42);
        float[] far = {9, 9, 9, 9, 9, 9};

        assertThat(forest.score(far)).isGreaterThan(0.65).isLessThan(1);
        assertThat(rows.stream().mapToDouble(forest::score).average().orElse(1)).isLessThan(0.5);
        assertThat(IsolationForest.of(rows, 42).score(far)).isEqualTo(forest.score(far));
    }

    @Test
    void theSampleDoesNotDependOnTheOrder() {
        UniformVectorSample forth = new UniformVectorSample(10);
        UniformVectorSample back = new UniformVectorSample(10);
        for (int i = 0; i < 1000; i++) {
            forth.add("t" + i, new float[] {i});
            back.add("t" + (999 - i), new float[] {999 - i});
        }

        assertThat(forth.vectors())
                .hasSize(10)
                .usingElementComparator(Arrays::compare)
                .isEqualTo(back.vectors());
    }

    private static AnomalyModel train(long seed, int rows) {
        return new AnomalyTrainer(INPUTS, OPTIONS, seed, ProgressReporter.SILENT)
                .train(sample(1, rows, 0.01), sample(2, rows, 0));
    }

    private static double error(AnomalyModel model, float[] vector) {
        return new AnomalyDetector(INPUTS, model).error(vector);
    }

    private static UniformVectorSample sample(long seed, int count, double frauds) {
        SplittableRandom random = new SplittableRandom(seed);
        UniformVectorSample uniformVectorSample = new UniformVectorSample(count);
        for (int i = 0; i < count; i++) {
            float[] row = row(random.nextDouble(-2, 2), random.nextDouble(-2, 2));
            for (int j = 0; j < row.length; j++) {
                row[j] += (float) random.nextDouble(-0.3, 0.3);
            }
            if (random.nextDouble() < frauds) {
                row[random.nextInt(6)] += 20;
            }
            uniformVectorSample.add(seed + "-" + i, row);
        }
        return uniformVectorSample;
    }

    private static float[] row(double first, double second) {
        return new float[] {
            (float) first,
            (float) second,
            (float) (first + second),
            (float) (first - second),
            (float) (2 * first),
            (float) (2 * second)
        };
    }
}
