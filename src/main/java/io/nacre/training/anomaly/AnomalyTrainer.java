package io.nacre.training.anomaly;

import io.nacre.model.FeatureLayout;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.anomaly.AnomalyPercentile;
import io.nacre.model.anomaly.Autoencoder;
import io.nacre.model.anomaly.AutoencoderGraph;
import io.nacre.model.anomaly.RobustErrorScaler;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.sample.Examples;
import io.nacre.training.sample.UniformVectorSample;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Trains the anomaly model, an autoencoder, with Deeplearning4j and without labels. */
final class AnomalyTrainer {

    private final FeatureLayout featureLayout;
    private final AnomalyOptions options;
    private final long seed;
    private final ProgressReporter progress;

    AnomalyTrainer(FeatureLayout featureLayout, AnomalyOptions options, long seed, ProgressReporter progress) {
        this.featureLayout = featureLayout;
        this.options = options;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * Trains on some transactions, and measures the distribution of errors on later ones.
     *
     * @throws IllegalArgumentException if one of the samples is empty
     */
    AnomalyModel train(UniformVectorSample training, UniformVectorSample validation) {
        List<float[]> vectors = training.vectors();
        List<float[]> later = validation.vectors();
        if (vectors.isEmpty() || later.isEmpty()) {
            throw new IllegalArgumentException("the anomaly model has " + vectors.size() + " training transactions and "
                    + later.size() + " validation transactions: use a longer history, or other times for the split");
        }
        progress.report("anomaly model: " + vectors.size()
                + " transactions without labels; tail probability measured on " + later.size());
        Normalisation normalisation = normalisation(vectors);
        float[][] rows = normalised(normalisation, vectors);
        Autoencoder autoencoder = fit(rows);
        RobustErrorScaler scale = scale(autoencoder, rows);
        AnomalyModel unmeasured =
                new AnomalyModel(normalisation, autoencoder, scale, AnomalyPercentile.of(new double[1]));
        return new AnomalyModel(normalisation, autoencoder, scale, rarity(unmeasured, later));
    }

    private Normalisation normalisation(List<float[]> vectors) {
        Examples alike = new Examples(featureLayout.width());
        vectors.forEach(vector -> alike.add(vector, false, 1));
        return alike.normalisation(1);
    }

    private static float[][] normalised(Normalisation normalisation, List<float[]> vectors) {
        float[][] rows = new float[vectors.size()][normalisation.width()];
        for (int r = 0; r < rows.length; r++) {
            normalisation.apply(vectors.get(r), rows[r]);
        }
        return rows;
    }

    private Autoencoder fit(float[][] rows) {
        AutoencoderGraph graph = AutoencoderGraph.untrained(
                featureLayout.width(), options.hidden(), options.code(), seed, new Adam(options.learningRate()));
        SplittableRandom random = new SplittableRandom(seed);
        float[][] order = rows.clone();
        for (int epoch = 0; epoch < options.epochs(); epoch++) {
            double done = (double) epoch / options.epochs();
            graph.network().setLearningRate(options.learningRate() * (1 + StrictMath.cos(Math.PI * done)) / 2);
            shuffle(order, random);
            pass(graph.network(), order);
        }
        return graph.autoencoder();
    }

    private void pass(MultiLayerNetwork network, float[][] order) {
        for (int from = 0; from < order.length; from += options.batch()) {
            INDArray batch =
                    Nd4j.create(Arrays.copyOfRange(order, from, Math.min(order.length, from + options.batch())));
            network.fit(new DataSet(batch, batch));
        }
    }

    private static void shuffle(float[][] rows, SplittableRandom random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float[] swapped = rows[i];
            rows[i] = rows[j];
            rows[j] = swapped;
        }
    }

    private RobustErrorScaler scale(Autoencoder autoencoder, float[][] rows) {
        float[][] errors = new float[featureLayout.width()][rows.length];
        for (int r = 0; r < rows.length; r++) {
            float[] drawn = autoencoder.reconstruct(rows[r]);
            for (int i = 0; i < errors.length; i++) {
                errors[i][r] = rows[r][i] - drawn[i];
            }
        }
        float[] middle = new float[errors.length];
        float[] above = new float[errors.length];
        float[] below = new float[errors.length];
        for (int i = 0; i < errors.length; i++) {
            Arrays.sort(errors[i]);
            middle[i] = errors[i][rows.length / 2];
            above[i] = spread(errors[i], middle[i], 1);
            below[i] = spread(errors[i], middle[i], -1);
        }
        return new RobustErrorScaler(middle, above, below);
    }

    /** The standard deviation of the errors if the other side were symmetric to this one. */
    private static float spread(float[] errors, float middle, int side) {
        double square = 0;
        for (float error : errors) {
            double distance = Math.max(0, side * (error - middle));
            square += distance * distance;
        }
        return RobustErrorScaler.MIN_SPREAD + (float) Math.sqrt(2 * square / errors.length);
    }

    private AnomalyPercentile rarity(AnomalyModel unmeasured, List<float[]> vectors) {
        AnomalyDetector detector = new AnomalyDetector(featureLayout, unmeasured);
        return AnomalyPercentile.of(
                vectors.stream().mapToDouble(detector::error).toArray());
    }
}
