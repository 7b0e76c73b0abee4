package io.nacre.model.kernel;

/**
 * A dense layer in the memory layout of a {@link Kernel}: one row of biases, then one row of weights per input. Rows
 * are padded with zeros to a multiple of the kernel's lanes, and their number to an even number of inputs.
 */
public final class DenseLayer {

    public final float[] weights;
    public final int columns;
    public final int inputs;

    public DenseLayer(Kernel kernel, int inputs, int outputs) {
        this.columns = kernel.padded(outputs);
        this.inputs = inputs + inputs % 2;
        this.weights = new float[(1 + this.inputs) * columns];
    }

    /** Sets the biases. */
    public void biases(float[] values) {
        System.arraycopy(values, 0, weights, 0, values.length);
    }

    /** Sets the weights of one input to a range of outputs. */
    public void row(int input, float[] values, int at, int length) {
        System.arraycopy(values, at, weights, (1 + input) * columns, length);
    }

    /** Sets the bias of one output, and its weights from one input on. */
    public void column(int output, float bias, int input, float[] values) {
        weights[output] = bias;
        for (int i = 0; i < values.length; i++) {
            weights[(1 + input + i) * columns + output] = values[i];
        }
    }
}
