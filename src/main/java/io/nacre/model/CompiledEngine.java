package io.nacre.model;

/**
 * Plain loops over flat arrays, without a native library and without garbage beside the trail.
 *
 * <p>Every output is the bias plus the products in the order of the inputs, so the bits depend on nothing but the
 * vector.
 */
public final class CompiledEngine implements Engine {

    private final Normalisation normalisation;
    private final ClassicalModel classical;
    private final Calibration calibration;
    private final Stage[] stages;
    private final float[][] weights;
    private final float[] normalised;
    private final float[] basis;
    private float[] before;
    private float[] after;

    public CompiledEngine(Model model) {
        normalisation = model.normalisation();
        classical = model.classical();
        calibration = model.calibration();
        stages = model.cascade().stages().toArray(new Stage[0]);
        weights = new float[stages.length][];
        int widest = 0;
        for (int k = 0; k < stages.length; k++) {
            weights[k] = stages[k].packed();
            widest = Math.max(widest, stages[k].hidden());
        }
        normalised = new float[normalisation.width()];
        basis = new float[stages.length + 1];
        before = new float[widest];
        after = new float[widest];
    }

    @Override
    public Trail score(float[] vector) {
        if (vector.length != normalised.length) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " features, the network reads " + normalised.length);
        }
        double[] logits = new double[stages.length + 1];
        normalisation.apply(vector, normalised);
        classical.logits(vector, normalised, basis);
        logits[0] = calibration.apply(basis[0]);
        float added = 0;
        int offset = 0;
        for (int k = 0; k < stages.length; k++) {
            added += run(stages[k], weights[k], offset);
            logits[k + 1] = calibration.apply(basis[k + 1] + added);
            offset += stages[k].width();
        }
        return new Trail(logits);
    }

    /** Leaves the layer's finding in {@link #before}, and returns what it adds to the logit. */
    private float run(Stage stage, float[] packed, int offset) {
        int hidden = stage.hidden();
        int bias = (stage.previous() + stage.width()) * hidden;
        System.arraycopy(packed, bias, after, 0, hidden);
        accumulate(packed, 0, before, 0, stage.previous(), hidden);
        accumulate(packed, stage.previous() * hidden, normalised, offset, stage.width(), hidden);
        float sum = packed[packed.length - 1];
        for (int j = 0; j < hidden; j++) {
            after[j] = Math.max(after[j], 0);
            sum += packed[bias + hidden + j] * after[j];
        }
        float[] swapped = before;
        before = after;
        after = swapped;
        return sum;
    }

    private void accumulate(float[] packed, int at, float[] inputs, int from, int count, int hidden) {
        int row = at;
        for (int i = 0; i < count; i++) {
            float input = inputs[from + i];
            for (int j = 0; j < hidden; j++) {
                after[j] += packed[row + j] * input;
            }
            row += hidden;
        }
    }
}
