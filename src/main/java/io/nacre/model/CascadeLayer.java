package io.nacre.model;

import java.util.Arrays;

/**
 * The weights of one layer of the network: h = relu(W [h of the layer before, own features] + b), z increases by v·h +
 * c.
 *
 * <p>All weights are in one array, in the order of use. W comes first, input by input, so that a loop over outputs
 * reads adjacent weights; then b, v and c.
 */
public final class CascadeLayer {

    public static final int MAX_HIDDEN = 1024;

    private final int previous;
    private final int width;
    private final int hidden;
    private final float[] packed;

    /**
     * @param previous hidden width of the layer before; 0 for the first
     * @param width number of features of this layer
     * @param hidden hidden width of this layer
     * @param packed W [previous + width][hidden], b [hidden], v [hidden], c
     */
    public CascadeLayer(int previous, int width, int hidden, float[] packed) {
        if (previous < 0 || width < 1 || hidden < 1 || hidden > MAX_HIDDEN) {
            throw new IllegalArgumentException(
                    "the layer sizes are invalid: " + previous + "+" + width + " to " + hidden);
        }
        if (packed.length != length(previous, width, hidden)) {
            throw new IllegalArgumentException("a layer of " + previous + "+" + width + " to " + hidden + " has "
                    + length(previous, width, hidden) + " weights, not " + packed.length);
        }
        this.previous = previous;
        this.width = width;
        this.hidden = hidden;
        this.packed = FloatArrayCodec.requireFinite("weights", packed.clone());
    }

    /** The number of weights of a layer. */
    public static int length(int previous, int width, int hidden) {
        return (previous + width) * hidden + 2 * hidden + 1;
    }

    public int previous() {
        return previous;
    }

    public int width() {
        return width;
    }

    public int hidden() {
        return hidden;
    }

    /** The same layer with its logit contribution multiplied by a factor. */
    CascadeLayer scaled(float factor) {
        float[] scaled = packed.clone();
        for (int i = readoutAt(); i < scaled.length; i++) {
            scaled[i] *= factor;
        }
        return new CascadeLayer(previous, width, hidden, scaled);
    }

    /** W, input-major. */
    public float[] weights() {
        return Arrays.copyOfRange(packed, 0, biasAt());
    }

    public float[] bias() {
        return Arrays.copyOfRange(packed, biasAt(), readoutAt());
    }

    public float[] readout() {
        return Arrays.copyOfRange(packed, readoutAt(), packed.length - 1);
    }

    /** The constant contribution of the layer to the logit. */
    public float readoutBias() {
        return packed[packed.length - 1];
    }

    public float[] packed() {
        return packed.clone();
    }

    private int biasAt() {
        return (previous + width) * hidden;
    }

    private int readoutAt() {
        return biasAt() + hidden;
    }
}
