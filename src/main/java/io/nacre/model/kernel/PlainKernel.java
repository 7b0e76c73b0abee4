package io.nacre.model.kernel;

/** Scalar loops for every JVM. They compute four outputs at a time, so that the sums stay in registers. */
public final class PlainKernel implements Kernel {

    private static final int LANES = 4;

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void multiply(DenseLayer layer, float[] inputs, int at, float[] out) {
        for (int column = 0; column < layer.columns; column += LANES) {
            strip(layer, column, inputs, at, out, column);
        }
    }

    @Override
    public void multiplyRows(DenseLayer layer, float[] inputs, int at, int width, float[] out, int stride) {
        for (int r = 0; r < ROWS; r++) {
            for (int column = 0; column < layer.columns; column += LANES) {
                strip(layer, column, inputs, at + r * width, out, r * stride + column);
            }
        }
    }

    /** Computes four columns, with separate sums over even and odd inputs. */
    private static void strip(DenseLayer layer, int column, float[] inputs, int from, float[] out, int to) {
        float[] weights = layer.weights;
        int columns = layer.columns;
        float even0 = weights[column];
        float even1 = weights[column + 1];
        float even2 = weights[column + 2];
        float even3 = weights[column + 3];
        float odd0 = 0;
        float odd1 = 0;
        float odd2 = 0;
        float odd3 = 0;
        int row = column + columns;
        for (int i = 0; i < layer.inputs; i += 2) {
            float even = inputs[from + i];
            float odd = inputs[from + i + 1];
            int next = row + columns;
            even0 += even * weights[row];
            even1 += even * weights[row + 1];
            even2 += even * weights[row + 2];
            even3 += even * weights[row + 3];
            odd0 += odd * weights[next];
            odd1 += odd * weights[next + 1];
            odd2 += odd * weights[next + 2];
            odd3 += odd * weights[next + 3];
            row = next + columns;
        }
        out[to] = even0 + odd0;
        out[to + 1] = even1 + odd1;
        out[to + 2] = even2 + odd2;
        out[to + 3] = even3 + odd3;
    }

    @Override
    public void relu(float[] from, int start, float[] to, int at, int length) {
        for (int j = 0; j < length; j++) {
            to[at + j] = Math.max(from[start + j], 0);
        }
    }

    @Override
    public void normalise(float[] raw, float[] mean, float[] scale, int from, int count, float[] normalised, int at) {
        for (int i = 0; i < count; i++) {
            normalised[at + i] = Normalisation.apply(raw[from + i], mean[from + i], scale[from + i]);
        }
    }

    @Override
    public void keys(float[] values, int[] keys) {
        for (int i = 0; i < values.length; i++) {
            keys[i] = Kernel.key(values[i]);
        }
    }
}
