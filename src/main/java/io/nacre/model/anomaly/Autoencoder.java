package io.nacre.model.anomaly;

import io.nacre.model.FloatArrayCodec;
import java.util.Arrays;

/**
 * An autoencoder with a narrow bottleneck: normalised features to tanh(hidden), to the code, to tanh(hidden), to
 * features. A high reconstruction error means an unusual transaction.
 *
 * <p>All weights are in one array, layer after layer: input by input the weights to every output, then one bias per
 * output.
 */
public final class Autoencoder {

    static final int MAX_HIDDEN = 1024;

    static final int LAYERS = 4;

    private final int[] sizes;
    private final float[] packed;

    /**
     * @param width of the vector
     * @param hidden width of the layers before and after the code, 1 to 1024
     * @param code width of the bottleneck, 1 to 1024
     * @param packed {@link #length} weights
     */
    public Autoencoder(int width, int hidden, int code, float[] packed) {
        requireSizes(hidden, code);
        if (packed.length != length(width, hidden, code)) {
            throw new IllegalArgumentException("an autoencoder of " + width + " to " + hidden + " to " + code + " has "
                    + length(width, hidden, code) + " weights, not " + packed.length);
        }
        this.sizes = new int[] {width, hidden, code, hidden, width};
        this.packed = FloatArrayCodec.requireFinite("weights", packed.clone());
    }

    /** The number of weights. */
    public static int length(int width, int hidden, int code) {
        return 2 * hidden * (width + code + 1) + width + code;
    }

    public int width() {
        return sizes[0];
    }

    public int hidden() {
        return sizes[1];
    }

    public int code() {
        return sizes[2];
    }

    /** The number of inputs of layer 0 to 3; for 4, the number of outputs of the last layer. */
    int size(int layer) {
        return sizes[layer];
    }

    public float[] packed() {
        return packed.clone();
    }

    /** The weights of layer 0 to 3, input-major. */
    float[] weights(int layer) {
        int from = offset(layer);
        return Arrays.copyOfRange(packed, from, from + sizes[layer] * sizes[layer + 1]);
    }

    /** The biases of layer 0 to 3. */
    float[] biases(int layer) {
        int from = offset(layer) + sizes[layer] * sizes[layer + 1];
        return Arrays.copyOfRange(packed, from, from + sizes[layer + 1]);
    }

    /** Reconstructs a vector with a temporary {@link CompiledAutoencoder}. */
    public float[] reconstruct(float[] normalised) {
        return Arrays.copyOf(
                new CompiledAutoencoder(this).reconstruct(Arrays.copyOf(normalised, width() + 1)), width());
    }

    private int offset(int layer) {
        int offset = 0;
        for (int l = 0; l < layer; l++) {
            offset += (sizes[l] + 1) * sizes[l + 1];
        }
        return offset;
    }

    /** Rejects excessive sizes before any array is allocated. */
    public static void requireSizes(int hidden, int code) {
        requireSize("hidden", hidden);
        requireSize("code", code);
    }

    private static void requireSize(String name, int size) {
        if (size < 1 || size > MAX_HIDDEN) {
            throw new IllegalArgumentException(name + " width " + size + " is not 1 to " + MAX_HIDDEN);
        }
    }
}
