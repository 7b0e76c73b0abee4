package io.nacre.model.kernel;

/**
 * The loops that all scoring comes down to. There are two kernels, and both give the same bits: every number comes from
 * the same additions in the same order, and products are rounded before they are added.
 */
public interface Kernel {

    /** How many vectors {@link #multiplyRows} takes at once. */
    int ROWS = 4;

    /** The columns of a layer are a multiple of it. */
    int lanes();

    /**
     * out = biases + inputs times weights. The inputs at even places add up from the bias, those at odd places from 0;
     * last come both together.
     *
     * @param at where the inputs begin
     * @param out length {@link DenseLayer#columns} or more
     */
    void multiply(DenseLayer layer, float[] inputs, int at, float[] out);

    /**
     * The same for {@link #ROWS} vectors, so that weights are read once for all.
     *
     * @param width how far the inputs of one vector lie from those of the next
     * @param stride the same for what comes out
     */
    void multiplyRows(DenseLayer layer, float[] inputs, int at, int width, float[] out, int stride);

    /** Copies numbers to a place in another array, 0 for those below; the length is a multiple of the lanes. */
    void relu(float[] from, int start, float[] to, int at, int length);

    /**
     * Some features as {@link Normalisation#apply} says, to a place in another array.
     *
     * @param from the first of them
     * @param count how many; up to the next multiple of the lanes, what comes after them may be overwritten
     */
    void normalise(float[] raw, float[] mean, float[] scale, int from, int count, float[] normalised, int at);

    /** A {@link #key} for each number. */
    void keys(float[] values, int[] keys);

    /** An integer in the order of the numbers: both zeros have the same, NaN comes last. */
    static int key(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    /** The next multiple of the lanes. */
    default int padded(int length) {
        return (length + lanes() - 1) / lanes() * lanes();
    }

    /** With vectors if this JVM was started with the module they need, else plain loops. */
    static Kernel fastest() {
        return KernelSelector.FASTEST;
    }
}
