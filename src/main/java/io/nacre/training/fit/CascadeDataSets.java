package io.nacre.training.fit;

import io.nacre.model.FeatureLayout;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.sample.Examples;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Converts examples to the inputs of the graph: classical logits, normalised features of each layer, labels and
 * weights.
 */
final class CascadeDataSets {

    private final Normalisation normalisation;
    private final List<float[]> basis;
    private final NetworkOptions options;
    private final Examples examples;
    private final double[] weights;
    private final int[] widths;
    private final int[] order;
    private final float[] row;

    /** @param basis the classical logits of each example: z0, then after each layer */
    CascadeDataSets(
            FeatureLayout featureLayout,
            Normalisation normalisation,
            List<float[]> basis,
            NetworkOptions options,
            Examples examples,
            double fraudFactor) {
        this.normalisation = normalisation;
        this.basis = basis;
        this.options = options;
        this.examples = examples;
        this.weights = examples.balancedWeights(fraudFactor);
        this.widths = featureLayout.widths();
        this.order = new int[examples.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        this.row = new float[featureLayout.width()];
    }

    int count() {
        return (order.length + options.batch() - 1) / options.batch();
    }

    void shuffle(SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    MultiDataSet get(int batch) {
        int from = batch * options.batch();
        int rows = Math.min(options.batch(), order.length - from);
        float[] logits = new float[rows * widths.length];
        float[][] features = new float[widths.length][];
        for (int k = 0; k < widths.length; k++) {
            features[k] = new float[rows * widths[k]];
        }
        float[] labels = new float[rows * widths.length];
        float[] mask = new float[rows];
        for (int r = 0; r < rows; r++) {
            int example = order[from + r];
            normalisation.apply(examples.vector(example), row);
            System.arraycopy(basis.get(example), 1, logits, r * widths.length, widths.length);
            mask[r] = (float) weights[example];
            int offset = 0;
            for (int k = 0; k < widths.length; k++) {
                System.arraycopy(row, offset, features[k], r * widths[k], widths[k]);
                offset += widths[k];
                labels[r * widths.length + k] = examples.fraud(example) ? 1 : 0;
            }
        }
        INDArray[] inputs = new INDArray[widths.length + 1];
        inputs[0] = matrix(logits, rows);
        for (int k = 0; k < widths.length; k++) {
            inputs[k + 1] = matrix(features[k], rows);
        }
        return new MultiDataSet(inputs, one(matrix(labels, rows)), null, one(matrix(mask, rows)));
    }

    private static INDArray matrix(float[] values, int rows) {
        return Nd4j.create(values, new long[] {rows, values.length / rows}, 'c');
    }

    private static INDArray[] one(INDArray only) {
        return new INDArray[] {only};
    }
}
