package io.nacre.model.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Vector loops: one addition does the work of several in {@link PlainKernel}, one per lane. */
final class VectorKernel implements Kernel {

    /**
     * At most eight lanes: with sixteen, padding would add half to a usual layer, and loads would cross cache lines.
     */
    private static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() > 8 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_PREFERRED;

    private static final int LANES = FLOATS.length();
    private static final float LIMIT = Normalisation.LIMIT;

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public void multiply(DenseLayer layer, float[] inputs, int at, float[] out) {
        int column = 0;
        for (; column + 3 * LANES <= layer.columns; column += 3 * LANES) {
            three(layer, column, inputs, at, out);
        }
        if (column + 2 * LANES <= layer.columns) {
            two(layer, column, inputs, at, out);
        } else if (column < layer.columns) {
            one(layer, column, inputs, at, out);
        }
    }

    /** Computes three vectors of columns, with separate sums over even and odd inputs. */
    private static void three(DenseLayer layer, int column, float[] inputs, int at, float[] out) {
        float[] weights = layer.weights;
        int columns = layer.columns;
        FloatVector even0 = FloatVector.fromArray(FLOATS, weights, column);
        FloatVector even1 = FloatVector.fromArray(FLOATS, weights, column + LANES);
        FloatVector even2 = FloatVector.fromArray(FLOATS, weights, column + 2 * LANES);
        FloatVector odd0 = FloatVector.zero(FLOATS);
        FloatVector odd1 = FloatVector.zero(FLOATS);
        FloatVector odd2 = FloatVector.zero(FLOATS);
        int row = column + columns;
        for (int i = at; i < at + layer.inputs; i += 2) {
            int next = row + columns;
            FloatVector even = FloatVector.broadcast(FLOATS, inputs[i]);
            FloatVector odd = FloatVector.broadcast(FLOATS, inputs[i + 1]);
            even0 = even0.add(even.mul(FloatVector.fromArray(FLOATS, weights, row)));
            even1 = even1.add(even.mul(FloatVector.fromArray(FLOATS, weights, row + LANES)));
            even2 = even2.add(even.mul(FloatVector.fromArray(FLOATS, weights, row + 2 * LANES)));
            odd0 = odd0.add(odd.mul(FloatVector.fromArray(FLOATS, weights, next)));
            odd1 = odd1.add(odd.mul(FloatVector.fromArray(FLOATS, weights, next + LANES)));
            odd2 = odd2.add(odd.mul(FloatVector.fromArray(FLOATS, weights, next + 2 * LANES)));
            row = next + columns;
        }
        even0.add(odd0).intoArray(out, column);
        even1.add(odd1).intoArray(out, column + LANES);
        even2.add(odd2).intoArray(out, column + 2 * LANES);
    }

    private static void two(DenseLayer layer, int column, float[] inputs, int at, float[] out) {
        float[] weights = layer.weights;
        int columns = layer.columns;
        FloatVector even0 = FloatVector.fromArray(FLOATS, weights, column);
        FloatVector even1 = FloatVector.fromArray(FLOATS, weights, column + LANES);
        FloatVector odd0 = FloatVector.zero(FLOATS);
        FloatVector odd1 = FloatVector.zero(FLOATS);
        int row = column + columns;
        for (int i = at; i < at + layer.inputs; i += 2) {
            int next = row + columns;
            FloatVector even = FloatVector.broadcast(FLOATS, inputs[i]);
            FloatVector odd = FloatVector.broadcast(FLOATS, inputs[i + 1]);
            even0 = even0.add(even.mul(FloatVector.fromArray(FLOATS, weights, row)));
            even1 = even1.add(even.mul(FloatVector.fromArray(FLOATS, weights, row + LANES)));
            odd0 = odd0.add(odd.mul(FloatVector.fromArray(FLOATS, weights, next)));
            odd1 = odd1.add(odd.mul(FloatVector.fromArray(FLOATS, weights, next + LANES)));
            row = next + columns;
        }
        even0.add(odd0).intoArray(out, column);
        even1.add(odd1).intoArray(out, column + LANES);
    }

    private static void one(DenseLayer layer, int column, float[] inputs, int at, float[] out) {
        float[] weights = layer.weights;
        int columns = layer.columns;
        FloatVector even = FloatVector.fromArray(FLOATS, weights, column);
        FloatVector odd = FloatVector.zero(FLOATS);
        int row = column + columns;
        for (int i = at; i < at + layer.inputs; i += 2) {
            int next = row + columns;
            even = even.add(FloatVector.fromArray(FLOATS, weights, row).mul(inputs[i]));
            odd = odd.add(FloatVector.fromArray(FLOATS, weights, next).mul(inputs[i + 1]));
            row = next + columns;
        }
        even.add(odd).intoArray(out, column);
    }

    /** Computes one vector of columns at a time for four rows of inputs. */
    @Override
    public void multiplyRows(DenseLayer layer, float[] inputs, int at, int width, float[] out, int stride) {
        for (int column = 0; column < layer.columns; column += LANES) {
            rows(layer, column, inputs, at, width, out, stride);
        }
    }

    private static void rows(DenseLayer layer, int column, float[] inputs, int at, int width, float[] out, int stride) {
        float[] weights = layer.weights;
        int columns = layer.columns;
        FloatVector even0 = FloatVector.fromArray(FLOATS, weights, column);
        FloatVector even1 = even0;
        FloatVector even2 = even0;
        FloatVector even3 = even0;
        FloatVector odd0 = FloatVector.zero(FLOATS);
        FloatVector odd1 = odd0;
        FloatVector odd2 = odd0;
        FloatVector odd3 = odd0;
        int row = column + columns;
        for (int i = at; i < at + layer.inputs; i += 2) {
            FloatVector even = FloatVector.fromArray(FLOATS, weights, row);
            FloatVector odd = FloatVector.fromArray(FLOATS, weights, row + columns);
            even0 = even0.add(even.mul(inputs[i]));
            odd0 = odd0.add(odd.mul(inputs[i + 1]));
            even1 = even1.add(even.mul(inputs[i + width]));
            odd1 = odd1.add(odd.mul(inputs[i + width + 1]));
            even2 = even2.add(even.mul(inputs[i + 2 * width]));
            odd2 = odd2.add(odd.mul(inputs[i + 2 * width + 1]));
            even3 = even3.add(even.mul(inputs[i + 3 * width]));
            odd3 = odd3.add(odd.mul(inputs[i + 3 * width + 1]));
            row += 2 * columns;
        }
        even0.add(odd0).intoArray(out, column);
        even1.add(odd1).intoArray(out, column + stride);
        even2.add(odd2).intoArray(out, column + 2 * stride);
        even3.add(odd3).intoArray(out, column + 3 * stride);
    }

    @Override
    public void relu(float[] from, int start, float[] to, int at, int length) {
        FloatVector zero = FloatVector.zero(FLOATS);
        for (int j = 0; j < length; j += LANES) {
            FloatVector.fromArray(FLOATS, from, start + j).max(zero).intoArray(to, at + j);
        }
    }

    @Override
    public void normalise(float[] raw, float[] mean, float[] scale, int from, int count, float[] normalised, int at) {
        int i = 0;
        for (; i < count && from + i + LANES <= raw.length; i += LANES) {
            FloatVector scaled = FloatVector.fromArray(FLOATS, raw, from + i)
                    .sub(FloatVector.fromArray(FLOATS, mean, from + i))
                    .mul(FloatVector.fromArray(FLOATS, scale, from + i));
            VectorMask<Float> none = scaled.compare(VectorOperators.NE, scaled);
            scaled.max(-LIMIT).min(LIMIT).blend(0, none).intoArray(normalised, at + i);
        }
        for (; i < count; i++) {
            normalised[at + i] = Normalisation.apply(raw[from + i], mean[from + i], scale[from + i]);
        }
    }

    @Override
    public void keys(float[] values, int[] keys) {
        int i = 0;
        for (; i + LANES <= values.length; i += LANES) {
            FloatVector plain = FloatVector.fromArray(FLOATS, values, i).add(0f);
            VectorMask<Float> none = plain.compare(VectorOperators.NE, plain);
            IntVector bits = plain.blend(Float.NaN, none).reinterpretAsInts();
            bits.lanewise(VectorOperators.ASHR, 31)
                    .and(Integer.MAX_VALUE)
                    .lanewise(VectorOperators.XOR, bits)
                    .intoArray(keys, i);
        }
        for (; i < values.length; i++) {
            keys[i] = Kernel.key(values[i]);
        }
    }
}
