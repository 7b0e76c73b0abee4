package io.nacre.model.engine;

import io.nacre.model.Cascade;
import io.nacre.model.CascadeLayer;
import io.nacre.model.kernel.DenseLayer;
import io.nacre.model.kernel.Kernel;
import io.nacre.model.kernel.Normalisation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cascade packed for a kernel. The logit contribution of a layer depends on the same hidden units as the next
 * layer. So it is an additional column of the next layer's weights, and only the last layer needs its own pass. Not
 * thread-safe.
 */
public final class CompiledCascade {

    private final Kernel kernel;
    private final Normalisation normalisation;
    private final DenseLayer[] layers;
    private final int[] from;
    private final int[] widths;
    private final int[] hidden;
    private final int[] places;

    /** Distance between the inputs of two vectors. */
    private final int width;

    /** Distance between the sums of two vectors. */
    private final int stride;

    private final float[] inputs;
    private final float[] sums;

    /** Inputs of the base vector, and the contribution of each layer. */
    private final float[] base;

    private final float[] baseAdded;

    public CompiledCascade(Normalisation normalisation, Cascade cascade, Kernel kernel) {
        this.normalisation = normalisation;
        this.kernel = kernel;
        List<CascadeLayer> stages = cascade.stages();
        layers = new DenseLayer[stages.size() + 1];
        from = new int[layers.length];
        widths = Arrays.copyOf(cascade.widths(), layers.length);
        hidden = Arrays.copyOf(cascade.hidden(), layers.length);
        places = new int[layers.length];
        int end = 0;
        int widest = 0;
        for (int k = 0; k < layers.length; k++) {
            CascadeLayer before = k == 0 ? null : stages.get(k - 1);
            layers[k] = k < stages.size() ? layer(stages.get(k), before, kernel) : readout(before, kernel);
            from[k] = k == 0 ? 0 : from[k - 1] + widths[k - 1];
            places[k] = end;
            // Own features, then the hidden units of the layer before; both are written in whole lanes.
            end += kernel.padded(widths[k]) + (k == 0 ? 0 : layers[k - 1].columns);
            widest = Math.max(widest, layers[k].columns);
        }
        width = end;
        stride = widest;
        inputs = new float[Kernel.ROWS * width];
        sums = new float[Kernel.ROWS * stride];
        base = new float[width];
        baseAdded = new float[stages.size()];
    }

    private static DenseLayer layer(CascadeLayer cascadeLayer, @Nullable CascadeLayer before, Kernel kernel) {
        int hidden = cascadeLayer.hidden();
        int outputs = before == null ? hidden : hidden + 1;
        DenseLayer layer = new DenseLayer(kernel, cascadeLayer.width() + cascadeLayer.previous(), outputs);
        layer.biases(cascadeLayer.bias());
        float[] weights = cascadeLayer.weights();
        // The hidden units are available last, so they are read last.
        for (int i = 0; i < cascadeLayer.width(); i++) {
            layer.row(i, weights, (cascadeLayer.previous() + i) * hidden, hidden);
        }
        for (int i = 0; i < cascadeLayer.previous(); i++) {
            layer.row(cascadeLayer.width() + i, weights, i * hidden, hidden);
        }
        if (before != null) {
            layer.column(hidden, before.readoutBias(), cascadeLayer.width(), before.readout());
        }
        return layer;
    }

    private static DenseLayer readout(@Nullable CascadeLayer last, Kernel kernel) {
        if (last == null) {
            throw new IllegalArgumentException("the cascade has no layers");
        }
        DenseLayer layer = new DenseLayer(kernel, last.hidden(), 1);
        layer.column(0, last.readoutBias(), 0, last.readout());
        return layer;
    }

    /** Bytes of weights that one pass reads, including padding. */
    public int bytes() {
        int bytes = 0;
        for (DenseLayer layer : layers) {
            bytes += layer.weights.length * Float.BYTES;
        }
        return bytes;
    }

    /** The input buffer of all vectors; the next run overwrites it. */
    float[] inputs() {
        return inputs;
    }

    /** Index of a normalised feature of a vector in the input buffer. */
    int place(int feature, int row) {
        int k = layerOf(feature);
        return row * width + places[k] + feature - from[k];
    }

    /**
     * Computes the contribution of each layer to the logit.
     *
     * @param vector raw
     * @param added output, one per layer
     */
    public void run(float[] vector, float[] added) {
        normalise(vector, 0);
        for (int k = 0; k < layers.length; k++) {
            kernel.multiply(layers[k], inputs, places[k], sums);
            if (k > 0) {
                added[k - 1] = sums[hidden[k]];
            }
            if (k + 1 < layers.length) {
                kernel.relu(sums, 0, inputs, places[k + 1] + widths[k + 1], layers[k].columns);
            }
        }
    }

    /**
     * Computes the contributions for {@link Kernel#ROWS} vectors.
     *
     * @param first index of the first vector
     * @param added output, one vector after the other
     */
    public void runRows(float[][] vectors, int first, float[] added) {
        for (int r = 0; r < Kernel.ROWS; r++) {
            normalise(vectors[first + r], r * width);
        }
        multiplyRows(0, added);
    }

    /** The layer that reads a feature; layers count from 0. */
    int layerOf(int feature) {
        int k = 0;
        while (feature >= from[k] + widths[k]) {
            k++;
        }
        return k;
    }

    /** Stores the result of the last {@link #run} as the base of {@link #runRows}. */
    void setBase(float[] added) {
        System.arraycopy(inputs, 0, base, 0, width);
        System.arraycopy(added, 0, baseAdded, 0, baseAdded.length);
    }

    /**
     * Computes vectors that differ from the base in a few layers only. Earlier layers are not recomputed.
     *
     * @param since the first layer with a changed feature
     * @param until the last layer with a changed feature
     */
    void runRows(float[][] vectors, int since, int until, float[] added) {
        int finding = places[since] + widths[since];
        for (int r = 0; r < Kernel.ROWS; r++) {
            int row = r * width;
            System.arraycopy(base, 0, inputs, row, width);
            for (int k = since; k <= until; k++) {
                normalise(vectors[r], k, row);
            }
            if (since > 0) {
                // Features are written in whole lanes, which may overwrite hidden units.
                System.arraycopy(base, finding, inputs, row + finding, layers[since - 1].columns);
            }
            System.arraycopy(baseAdded, 0, added, r * baseAdded.length, since);
        }
        multiplyRows(since, added);
    }

    private void multiplyRows(int since, float[] added) {
        int count = layers.length - 1;
        for (int k = since; k <= count; k++) {
            kernel.multiplyRows(layers[k], inputs, places[k], width, sums, stride);
            for (int r = 0; r < Kernel.ROWS; r++) {
                if (k > 0) {
                    added[r * count + k - 1] = sums[r * stride + hidden[k]];
                }
                if (k < count) {
                    int place = r * width + places[k + 1] + widths[k + 1];
                    kernel.relu(sums, r * stride, inputs, place, layers[k].columns);
                }
            }
        }
    }

    private void normalise(float[] vector, int layer, int at) {
        normalisation.apply(vector, from[layer], widths[layer], inputs, at + places[layer], kernel);
    }

    private void normalise(float[] vector, int at) {
        for (int k = 0; k + 1 < layers.length; k++) {
            normalise(vector, k, at);
        }
    }
}
