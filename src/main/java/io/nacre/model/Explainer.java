package io.nacre.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts a score into reasons: the features without which it would fall most.
 *
 * <p>A feature's weight is what the final logit loses when the feature is set to its training mean, an optional one
 * together with its indicator. The trail says where suspicion grew; this says by what, wherever in the cascade the
 * feature took effect. Not thread-safe.
 */
public final class Explainer {

    private static final int REASONS_MAX = 4;

    /** Features of one layer often tell the same story. */
    private static final int REASONS_PER_LAYER = 2;

    private final Inputs inputs;
    private final List<String> names;
    private final boolean[] optional;
    private final Normalisation normalisation;
    private final CompiledEngine engine;

    /** For each layer, where the indicators of its optional features stand. */
    private final int[][] indicators;

    private final int[] features;
    private final float[][] changed;
    private final int[] missing = new int[Kernel.ROWS];
    private final double[] logits = new double[Kernel.ROWS];
    private long lastDegraded;
    private List<String> lastDegradedNames = List.of();

    public Explainer(Bundle bundle) {
        this(bundle.inputs(), bundle.model());
    }

    Explainer(Inputs inputs, Model model) {
        this.inputs = inputs;
        this.names = inputs.features();
        this.optional = inputs.optional();
        this.normalisation = model.normalisation();
        this.engine = new CompiledEngine(model);
        this.indicators = new int[inputs.layers().size()][];
        Arrays.setAll(indicators, inputs::indicators);
        this.features = IntStream.range(0, inputs.width())
                .filter(i -> i == 0 || !optional[i - 1])
                .toArray();
        this.changed = new float[Kernel.ROWS][inputs.width()];
    }

    /** The features that weigh most, at most four and two of one layer, strongest first. */
    public List<Reason> reasons(float[] vector, Trail trail) {
        List<Weighed> weighed = weighed(vector, trail);
        weighed.sort(Comparator.comparingDouble(Weighed::weight).reversed());
        List<Reason> reasons = new ArrayList<>();
        int[] perLayer = new int[inputs.layers().size()];
        for (Weighed each : weighed) {
            if (reasons.size() < REASONS_MAX && perLayer[layerOf(each.feature())]++ < REASONS_PER_LAYER) {
                reasons.add(reason(each, vector));
            }
        }
        return List.copyOf(reasons);
    }

    /** Names of the layers that have optional features and know none of them in this vector. */
    public List<String> degradedLayers(float[] vector) {
        long degraded = 0;
        for (int layer = 0; layer < indicators.length; layer++) {
            if (indicators[layer].length > 0 && noneKnown(indicators[layer], vector)) {
                degraded |= 1L << layer;
            }
        }
        // What a platform does not supply is missing every time, so the answer is mostly the one before.
        if (degraded != lastDegraded) {
            lastDegraded = degraded;
            lastDegradedNames = names(degraded);
        }
        return lastDegradedNames;
    }

    private List<String> names(long layers) {
        return IntStream.range(0, indicators.length)
                .filter(layer -> (layers >> layer & 1) == 1)
                .mapToObj(layer -> inputs.layers().get(layer).name())
                .toList();
    }

    /** What the final logit loses without one feature; negative if the feature speaks for the transaction. */
    public double weight(float[] vector, Trail trail, int feature) {
        return loss(trail, engine.score(without(feature, vector.clone())));
    }

    /** The features that speak against a transaction; a few at once, which the engine does faster. */
    private List<Weighed> weighed(float[] vector, Trail trail) {
        List<Weighed> weighed = new ArrayList<>();
        engine.ground(vector);
        int count = 0;
        for (int feature : features) {
            if (!isUsual(feature, vector)) {
                System.arraycopy(vector, 0, changed[count], 0, vector.length);
                without(feature, changed[count]);
                missing[count++] = feature;
            }
            if (count == Kernel.ROWS) {
                weigh(count, trail, weighed);
                count = 0;
            }
        }
        if (count > 0) {
            weigh(count, trail, weighed);
        }
        return weighed;
    }

    /** Rows beyond the count are left from before, and of no concern. */
    private void weigh(int count, Trail trail, List<Weighed> weighed) {
        engine.finalLogits(changed, missing[0], missing[count - 1], logits);
        for (int i = 0; i < count; i++) {
            double weight = trail.logits()[trail.layers()] - logits[i];
            if (weight > 0) {
                weighed.add(new Weighed(missing[i], weight));
            }
        }
    }

    /** Nothing would change without it. */
    private boolean isUsual(int feature, float[] vector) {
        return vector[feature] == normalisation.mean(feature)
                && (!optional[feature] || vector[feature + 1] == normalisation.mean(feature + 1));
    }

    private float[] without(int feature, float[] vector) {
        vector[feature] = normalisation.mean(feature);
        if (optional[feature]) {
            vector[feature + 1] = normalisation.mean(feature + 1);
        }
        return vector;
    }

    private static double loss(Trail trail, Trail other) {
        return trail.logits()[trail.layers()] - other.logits()[other.layers()];
    }

    /** Where the features stand that can be a reason: all but the indicators, which go with their values. */
    public int[] features() {
        return features.clone();
    }

    private record Weighed(int feature, double weight) {}

    /** Names the indicator instead of an unknown feature: then that is the reason. */
    private Reason reason(Weighed weighed, float[] vector) {
        int feature = weighed.feature();
        int named = optional[feature] && vector[feature + 1] == 0 ? feature + 1 : feature;
        return new Reason(
                ReasonCodes.of(names.get(named)),
                names.get(named),
                vector[named],
                normalisation.mean(named),
                weighed.weight());
    }

    private int layerOf(int feature) {
        int layer = 0;
        while (layer + 1 < inputs.layers().size() && inputs.offset(layer + 1) <= feature) {
            layer++;
        }
        return layer;
    }

    private static boolean noneKnown(int[] indicators, float[] vector) {
        for (int indicator : indicators) {
            if (vector[indicator] != 0) {
                return false;
            }
        }
        return true;
    }
}
