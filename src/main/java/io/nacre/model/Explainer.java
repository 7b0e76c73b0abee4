package io.nacre.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Puts a trail into reasons: which layers raised suspicion most, and the feature of each without which the score would
 * have fallen most.
 *
 * <p>A feature's weight is what the final logit loses when the feature is set to its training mean, an optional one
 * together with its indicator. Not thread-safe.
 */
public final class Explainer {

    private static final int REASONS_MAX = 3;

    private final Inputs inputs;
    private final List<String> names;
    private final Normalisation normalisation;
    private final Engine engine;

    public Explainer(Bundle bundle) {
        this(bundle.inputs(), bundle.model());
    }

    Explainer(Inputs inputs, Model model) {
        this.inputs = inputs;
        this.names = inputs.features();
        this.normalisation = model.normalisation();
        this.engine = new CompiledEngine(model);
    }

    /** The layers that raised the logit most, at most three, strongest first. */
    public List<Reason> reasons(float[] vector, Trail trail) {
        List<Integer> raised = IntStream.rangeClosed(1, trail.layers())
                .filter(k -> trail.contribution(k) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer k) -> -trail.contribution(k)))
                .limit(REASONS_MAX)
                .toList();
        List<Reason> reasons = new ArrayList<>();
        for (int k : raised) {
            int feature = heaviest(vector, trail, k - 1);
            String name = names.get(feature);
            reasons.add(new Reason(code(name), name, vector[feature], trail.contribution(k)));
        }
        return List.copyOf(reasons);
    }

    /** Names of the layers that have optional features and know none of them in this vector. */
    public List<String> degradedLayers(float[] vector) {
        return inputs.degraded(vector);
    }

    /** What the final logit loses without one feature; negative if the feature speaks for the transaction. */
    public double weight(float[] vector, Trail trail, int feature) {
        float[] without = vector.clone();
        without[feature] = normalisation.mean(feature);
        if (isOptional(feature)) {
            without[feature + 1] = normalisation.mean(feature + 1);
        }
        Trail other = engine.score(without);
        return trail.logits()[trail.layers()] - other.logits()[other.layers()];
    }

    /** Where the features stand that can be a reason: all but the indicators, which go with their values. */
    public int[] features() {
        return IntStream.range(0, inputs.width())
                .filter(i -> i == 0 || !isOptional(i - 1))
                .toArray();
    }

    /** The feature of a layer that weighs most; its indicator instead, if it is unknown: then that is the reason. */
    private int heaviest(float[] vector, Trail trail, int layer) {
        int from = inputs.offset(layer);
        int to = from + inputs.layers().get(layer).width();
        int heaviest = from;
        double most = Double.NEGATIVE_INFINITY;
        for (int feature : features()) {
            if (feature >= from && feature < to) {
                double weight = weight(vector, trail, feature);
                if (weight > most) {
                    most = weight;
                    heaviest = feature;
                }
            }
        }
        return isOptional(heaviest) && vector[heaviest + 1] == 0 ? heaviest + 1 : heaviest;
    }

    private boolean isOptional(int feature) {
        return feature + 1 < names.size() && names.get(feature + 1).equals(names.get(feature) + "?");
    }

    private static String code(String feature) {
        return feature.toUpperCase(Locale.ROOT).replace('.', '_').replace("?", "_UNKNOWN");
    }
}
