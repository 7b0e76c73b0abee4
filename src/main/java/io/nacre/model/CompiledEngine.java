package io.nacre.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The weights laid out in the order they are read, without a native library and without garbage beside the trail.
 *
 * <p>Every sum adds up in an order of its own that depends on nothing but the vector: the bits are the same with
 * vectors and without, one at a time and several at once.
 */
public final class CompiledEngine implements Engine {

    private final ClassicalModel classical;
    private final Calibration calibration;
    private final Kernel kernel;
    private final CompiledCascade cascade;
    private final @Nullable TreeWalk trees;
    private final int width;
    private final int layers;
    private final int[][] places;
    private final float[] added;
    private final float[] basis;
    private final int[] keys;

    public CompiledEngine(Model model) {
        this(model, Kernel.fastest());
    }

    CompiledEngine(Model model, Kernel kernel) {
        this.kernel = kernel;
        classical = model.classical();
        calibration = model.calibration();
        cascade = new CompiledCascade(model.normalisation(), model.cascade(), kernel);
        trees = TreeWalk.of(classical.trees());
        width = model.normalisation().width();
        layers = model.cascade().stages().size();
        places = new int[Kernel.ROWS][];
        for (int r = 0; r < Kernel.ROWS; r++) {
            int row = r;
            places[r] = Arrays.stream(classical.features())
                    .map(feature -> cascade.place(feature, row))
                    .toArray();
        }
        added = new float[Kernel.ROWS * layers];
        basis = new float[layers + 1];
        keys = new int[width];
    }

    @Override
    public Trail score(float[] vector) {
        requireWidth(vector);
        cascade.run(vector, added);
        return trail(vector, 0);
    }

    @Override
    public void score(float[][] vectors, int count, Trail[] trails) {
        for (int i = 0; i < count; i++) {
            requireWidth(vectors[i]);
        }
        int i = 0;
        for (; i + Kernel.ROWS <= count; i += Kernel.ROWS) {
            cascade.runRows(vectors, i, added);
            for (int r = 0; r < Kernel.ROWS; r++) {
                trails[i + r] = trail(vectors[i + r], r);
            }
        }
        for (; i < count; i++) {
            trails[i] = score(vectors[i]);
        }
    }

    /** @param row which of the vectors that the network has run on */
    private Trail trail(float[] vector, int row) {
        float[] inputs = cascade.inputs();
        basis[0] = classical.logit(inputs, places[row]);
        if (trees == null) {
            classical.addTrees(vector, basis);
        } else {
            kernel.keys(vector, keys);
            trees.addTo(basis, keys);
        }
        double[] logits = new double[layers + 1];
        logits[0] = calibration.apply(basis[0]);
        float sum = 0;
        for (int k = 0; k < layers; k++) {
            sum += added[row * layers + k];
            logits[k + 1] = calibration.apply(basis[k + 1] + sum);
        }
        return new Trail(logits);
    }

    private void requireWidth(float[] vector) {
        if (vector.length != width) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " features, the network reads " + width);
        }
    }
}
