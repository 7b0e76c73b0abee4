package io.nacre.model.engine;

import io.nacre.model.BoostedTrees;
import io.nacre.model.Calibration;
import io.nacre.model.ClassicalModel;
import io.nacre.model.Model;
import io.nacre.model.Trail;
import io.nacre.model.kernel.Kernel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores without a native library and without garbage except the trail, with weights in memory order.
 *
 * <p>The order of each sum depends only on the vector. So the bits are equal with and without SIMD, one at a time and
 * in batches.
 */
public final class CompiledEngine implements Engine {

    private final ClassicalModel classical;
    private final Calibration calibration;
    private final Kernel kernel;
    private final CompiledCascade cascade;
    private final @Nullable CompiledTrees trees;
    private final @Nullable BoostedTrees lastTrees;
    private final @Nullable CompiledTrees lastWalk;
    private final int width;
    private final int layers;
    private final int[][] places;
    private final float[] added;
    private final float[] basis;
    private final float[] last = new float[2];
    private final int[] keys;

    public CompiledEngine(Model model) {
        this(model, Kernel.fastest());
    }

    public CompiledEngine(Model model, Kernel kernel) {
        this.kernel = kernel;
        classical = model.classical();
        calibration = model.calibration();
        cascade = new CompiledCascade(model.normalisation(), model.cascade(), kernel);
        trees = CompiledTrees.of(classical.trees());
        lastTrees = classical.trees().stream()
                .filter(own -> own.size() > 0)
                .reduce((before, later) -> later)
                .orElse(null);
        lastWalk = lastTrees == null ? null : CompiledTrees.of(List.of(lastTrees));
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

    /** Sets the base vector for {@link #finalLogits}. */
    public void setBase(float[] vector) {
        requireWidth(vector);
        cascade.run(vector, added);
        cascade.setBase(added);
    }

    /**
     * The final logits of {@link Kernel#ROWS} variations of the base vector, bit for bit equal to {@link #score}.
     * Layers before the first change, and trees that depend only on them, are not recomputed.
     *
     * @param from first feature that may differ from the base
     * @param to last feature that may differ; its whole layer may
     * @param logits output
     */
    public void finalLogits(float[][] vectors, int from, int to, double[] logits) {
        cascade.runRows(vectors, cascade.layerOf(from), cascade.layerOf(to), added);
        for (int r = 0; r < Kernel.ROWS; r++) {
            float sum = 0;
            for (int k = 0; k < layers; k++) {
                sum += added[r * layers + k];
            }
            logits[r] = calibration.apply(lastBasis(vectors[r], r) + sum);
        }
    }

    private float lastBasis(float[] vector, int row) {
        float regression = classical.logit(cascade.inputs(), places[row]);
        if (lastTrees == null) {
            return regression;
        }
        if (lastWalk == null) {
            return lastTrees.addTo(regression, vector);
        }
        last[0] = regression;
        kernel.keys(vector, keys);
        lastWalk.addTo(last, keys);
        return last[1];
    }

    /** @param row index of the vector in the batch */
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
                    "a vector of " + vector.length + " features, but the network reads " + width);
        }
    }
}
