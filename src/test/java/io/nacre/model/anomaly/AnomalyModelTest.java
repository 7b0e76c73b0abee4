package io.nacre.model.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.FeatureLayout;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.kernel.Normalisation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AnomalyModelTest {

    private static final int WIDTH = TestBundles.INPUTS.width();

    /** Draws every payment as zeros, so that every feature's error is its own square. */
    private static final AnomalyModel ZEROS = new AnomalyModel(
            new Normalisation(new float[] {5, 0, 0, 0, 0, 0, 0}, ones()),
            new Autoencoder(WIDTH, 1, 1, new float[Autoencoder.length(WIDTH, 1, 1)]),
            new RobustErrorScaler(new float[WIDTH], ones(), ones()),
            new AnomalyPercentile(new float[] {0, 4, 16, 64}));

    private final AnomalyDetector detector = new AnomalyDetector(TestBundles.INPUTS, ZEROS);

    @Test
    void reconstructsAsDeeplearning4jDoes() {
        Autoencoder autoencoder = TestBundles.anomaly(200, 16, 3).autoencoder();
        AutoencoderGraph reference = AutoencoderGraph.trained(autoencoder);

        double most = 0;
        for (float[] vector : TestBundles.vectors(200, 500, 4)) {
            float[] expected = reference.reconstruct(vector);
            float[] actual = autoencoder.reconstruct(vector);
            for (int i = 0; i < expected.length; i++) {
                most = Math.max(most, Math.abs(actual[i] - expected[i]));
            }
        }

        assertThat(most).isPositive().isLessThan(1e-5);
        assertThat(reference.autoencoder().packed()).isEqualTo(autoencoder.packed());
    }

    @Test
    void reconstructsASmallVectorAsByHand() {
        // 2 to 1 to 1 to 1 to 2: weights, then the bias, of each layer
        float[] weights = {0.5f, 0.25f, 0, 2, 1, -1, 0, 3, 4, 10, 20};

        float[] drawn = new Autoencoder(2, 1, 1, weights).reconstruct(new float[] {1, 2});

        double code = 2 * Math.tanh(1) + 1;
        assertThat(drawn[0]).isCloseTo((float) (3 * Math.tanh(-code) + 10), within(1e-6f));
        assertThat(drawn[1]).isCloseTo((float) (4 * Math.tanh(-code) + 20), within(1e-6f));
    }

    @Test
    void namesWhatIsUnusualAndWhatWasExpected() {
        float[] vector = {7, 1, 0, 0, 1, 1, 0};

        Anomaly anomaly = detector.detect(vector, 0.5);

        assertThat(anomaly.tailProbability()).isGreaterThan(0.25).isLessThan(0.5);
        assertThat(anomaly.unusualFeatures())
                .containsExactly(
                        new UnusualFeature("amount.log", 7, 5, 4 / 7.0),
                        new UnusualFeature("ip.distance_km", 1, 0, 2 / 7.0),
                        new UnusualFeature("amount.round", 1, 0, 1 / 7.0));
    }

    @Test
    void namesTheLackOfAnInputWhereThatIsUnusual() {
        AnomalyModel known = new AnomalyModel(
                ZEROS.normalisation(),
                ZEROS.autoencoder(),
                new RobustErrorScaler(new float[] {0, 0, 0, 3, 0, 0, 0}, ones(), ones()),
                ZEROS.rarity());

        List<UnusualFeature> unusualFeatures =
                new AnomalyDetector(TestBundles.INPUTS, known).unusualFeatures(new float[] {5, 0, 0, 0, 0, 0, 0});

        assertThat(unusualFeatures).containsExactly(new UnusualFeature("ip.risk?", 0, 3, 1));
    }

    @Test
    void namesTheFourThatAreFarthestOffAndOfEquallyFarOnesTheFirst() {
        List<String> names =
                IntStream.range(0, 20).mapToObj(i -> "amount.f" + i).toList();
        FeatureLayout featureLayout = new FeatureLayout(List.of(new FeatureLayout.Group("amount", names)));
        AnomalyModel zeros = new AnomalyModel(
                new Normalisation(new float[20], ones(20)),
                new Autoencoder(20, 1, 1, new float[Autoencoder.length(20, 1, 1)]),
                new RobustErrorScaler(new float[20], ones(20), ones(20)),
                ZEROS.rarity());
        AnomalyDetector wide = new AnomalyDetector(featureLayout, zeros);
        Random dice = new Random(5);
        for (int round = 0; round < 200; round++) {
            float[] vector = new float[20];
            int kinds = 1 + dice.nextInt(6);
            for (int i = 0; i < vector.length; i++) {
                vector[i] = dice.nextInt(kinds);
            }

            List<String> sorted = IntStream.range(0, 20)
                    .filter(i -> vector[i] != 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -vector[i]))
                    .limit(4)
                    .map(names::get)
                    .toList();
            assertThat(wide.unusualFeatures(vector))
                    .extracting(UnusualFeature::feature)
                    .isEqualTo(sorted);
        }
    }

    @Test
    void explainsOnlyAnomaliesWithinTheBudget() {
        float[] vector = {7, 1, 0, 0, 1, 1, 0};

        assertThat(detector.detect(vector, 0.25).unusualFeatures()).isEmpty();
        assertThat(detector.detect(vector, null).unusualFeatures()).isEmpty();
    }

    @Test
    void noSingleInputDrownsTheOthers() {
        float[] vector = new float[WIDTH];
        Arrays.fill(vector, Float.POSITIVE_INFINITY);

        assertThat(detector.error(vector)).isEqualTo(WIDTH * 64.0);
        assertThat(new RobustErrorScaler(new float[1], new float[] {0.05f}, new float[] {0.05f}).error(0, 8, 0))
                .isEqualTo(100);
    }

    @Test
    void measuresBothSidesByTheirOwnSpread() {
        RobustErrorScaler scale = new RobustErrorScaler(new float[] {1}, new float[] {2}, new float[] {0.5f});

        assertThat(scale.error(0, 5, 0)).isEqualTo(4);
        assertThat(scale.error(0, 0, 0)).isEqualTo(4);
        assertThat(scale.error(0, 1, 0)).isZero();
    }

    @Test
    void rarityIsTheShareOfPaymentsAsFarOff() {
        double[] errors = new double[1000];
        Arrays.setAll(errors, i -> (i * 7) % 1000);

        AnomalyPercentile anomalyPercentile = AnomalyPercentile.of(errors);

        assertThat(anomalyPercentile.share(0)).isEqualTo(1);
        for (double error : new double[] {800, 900, 980}) {
            assertThat(anomalyPercentile.share(error)).isCloseTo((1000 - error) / 1000, within(0.02));
        }
        assertThat(anomalyPercentile.share(998)).isCloseTo(0.002, within(0.001));
        assertThat(anomalyPercentile.share(1e9))
                .as("one in 512 is the rarest that 1000 can tell")
                .isEqualTo(1 / 512.0);
    }

    @Test
    void rarityNeverRisesWithTheError() {
        AnomalyPercentile anomalyPercentile = new AnomalyPercentile(new float[] {1, 1, 3, 3, 3, 8});

        double last = 1;
        for (double error = 0; error < 10; error += 0.01) {
            assertThat(anomalyPercentile.share(error)).isPositive().isLessThanOrEqualTo(last);
            last = anomalyPercentile.share(error);
        }
        assertThat(last).isEqualTo(1 / 32.0);
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThatThrownBy(() -> new Autoencoder(2, 1, 1, new float[3])).hasMessageContaining("weights, not 3");
        assertThatThrownBy(() -> new AnomalyPercentile(new float[] {2, 1})).hasMessageContaining("are not ascending");
        assertThatThrownBy(() -> new RobustErrorScaler(new float[1], new float[1], ones()))
                .hasMessageContaining("two spreads");
        assertThatThrownBy(() -> new RobustErrorScaler(new float[1], new float[1], new float[1]))
                .hasMessageContaining("spread above is 0.0");
        assertThatThrownBy(() -> detector.error(new float[3])).hasMessageContaining("a vector of 3 features");
        assertThatThrownBy(() -> new Thresholds(0.1, 0.2, 1.0)).hasMessageContaining("anomalies is 1.0");
    }

    private static float[] ones() {
        return ones(WIDTH);
    }

    private static float[] ones(int width) {
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        return ones;
    }
}
