package io.nacre.model.kernel;

/**
 * The inner loops of scoring. Both kernels give identical bits. They sum the same terms in the same order, and round
 * products before the addition.
 */
public interface Kernel {

    /** The number of vectors per call of {@link #multiplyRows}. */
    int ROWS = 4;

    /** The number of columns of a layer is a multiple of this. */
    int lanes();

    /**
     * out = biases + inputs times weights. Even inputs are added to the bias, odd inputs to 0, and at the end both sums
     * are added.
     *
     * @param at index of the first input
     * @param out length {@link DenseLayer#columns} or more
     */
    void multiply(DenseLayer layer, float[] inputs, int at, float[] out);

    /**
     * The same for {@link #ROWS} vectors, so that weights are read once for all.
     *
     * @param width distance between the inputs of two vectors
     * @param stride distance between the outputs of two vectors
     */
    void multiplyRows(DenseLayer layer, float[] inputs, int at, int width, float[] out, int stride);

    /** Copies numbers to another array with negative ones as 0; the length is a multiple of the lanes. */
    void relu(float[] from, int start, float[] to, int at, int length);

    /**
     * Normalises some features into another array, see {@link Normalisation#apply}.
     *
     * @param from index of the first feature
     * @param count number of features; elements up to the next multiple of the lanes may be overwritten
     */
    void normalise(float[] raw, float[] mean, float[] scale, int from, int count, float[] normalised, int at);

    /** Computes a {@link #key} for each number. */
    void keys(float[] values, int[] keys);

    /** An integer with the same order as the number. Both zeros have the same key, and NaN has the highest. */
    static int key(float value) {
        int bits = Float.floatToIntBits(value + 0f);
        return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }

    /** The next multiple of the lanes. */
    default int padded(int length) {
        return (length + lanes() - 1) / lanes() * lanes();
    }

    /** The vector kernel if the JVM was started with its module, else the plain one. */
    static Kernel fastest() {
        return KernelSelector.FASTEST;
    }
}
