package io.nacre.model.explain;

import io.nacre.feature.AccountBaseline;
import io.nacre.feature.BaselineExplainer;
import io.nacre.feature.Facts;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Model;
import io.nacre.model.Trail;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.kernel.Kernel;
import io.nacre.model.kernel.Normalisation;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Explains a score by its reasons: the features that raise it most.
 *
 * <p>The contribution of a feature is the loss of the final logit when the feature is replaced by its baseline. The
 * baseline is the account's own value if its history has one ({@link BaselineExplainer}), else the training mean. An
 * optional feature is replaced together with its indicator. The trail shows the layers; reasons show the features, in
 * whichever layer they took effect. Not thread-safe.
 */
public final class Explainer {

    private static final int MAX_REASONS = 5;

    /** The minimum number of reasons, if there are so many, even from one layer. */
    private static final int MIN_REASONS = 3;

    /** Features of one layer are often correlated. */
    private static final int REASONS_PER_LAYER = 2;

    private final FeatureLayout featureLayout;
    private final List<String> names;
    private final boolean[] optional;
    private final Normalisation normalisation;
    private final CompiledEngine engine;
    private final BaselineExplainer baselineExplainer;

    /** Indexes of the indicators of each layer's optional features. */
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

    public Explainer(FeatureLayout featureLayout, Model model) {
        this.featureLayout = featureLayout;
        this.names = featureLayout.features();
        this.optional = featureLayout.optional();
        this.normalisation = model.normalisation();
        this.engine = new CompiledEngine(model);
        this.baselineExplainer = BaselineExplainer.of(names);
        this.indicators = new int[featureLayout.layers().size()][];
        Arrays.setAll(indicators, featureLayout::indicators);
        this.features = IntStream.range(0, featureLayout.width())
                .filter(i -> i == 0 || !optional[i - 1])
                .toArray();
        this.changed = new float[Kernel.ROWS][featureLayout.width()];
    }

    /** The reasons of a vector without its transaction. */
    public List<Reason> reasons(float[] vector, Trail trail) {
        return reasons(vector, trail, null, Facts.UNKNOWN);
    }

    /**
     * The features with the highest contribution: at most five, and two per layer, strongest first; at least three if
     * so many contribute.
     *
     * @param transaction used to name new values; null if only its vector is known
     * @param facts the account profile and IP facts
     */
    public List<Reason> reasons(float[] vector, Trail trail, @Nullable Transaction transaction, Facts facts) {
        AccountBaseline accountBaseline = baselineExplainer.past(vector, transaction, facts);
        List<Attribution> weighed = weighed(vector, accountBaseline, trail);
        weighed.sort(Comparator.comparingDouble(Attribution::weight).reversed());
        return chosen(weighed).stream()
                .map(each -> reason(each, vector, accountBaseline))
                .toList();
    }

    /** If the limit per layer leaves too few, adds the strongest of the others. */
    private List<Attribution> chosen(List<Attribution> weighed) {
        List<Attribution> chosen = new ArrayList<>();
        List<Attribution> others = new ArrayList<>();
        int[] perLayer = new int[featureLayout.layers().size()];
        for (Attribution each : weighed) {
            boolean belowLimit = perLayer[layerOf(each.feature())]++ < REASONS_PER_LAYER;
            (belowLimit && chosen.size() < MAX_REASONS ? chosen : others).add(each);
        }
        for (int i = 0; chosen.size() < MIN_REASONS && i < others.size(); i++) {
            chosen.add(others.get(i));
        }
        chosen.sort(Comparator.comparingDouble(Attribution::weight).reversed());
        return chosen;
    }

    /** Names of the layers whose optional features are all unknown in this vector. */
    public List<String> degradedLayers(float[] vector) {
        long degraded = 0;
        for (int layer = 0; layer < indicators.length; layer++) {
            if (indicators[layer].length > 0 && noneKnown(indicators[layer], vector)) {
                degraded |= 1L << layer;
            }
        }
        // Fields that a platform does not supply are always missing, so the result is usually the same as before.
        if (degraded != lastDegraded) {
            lastDegraded = degraded;
            lastDegradedNames = names(degraded);
        }
        return lastDegradedNames;
    }

    private List<String> names(long layers) {
        return IntStream.range(0, indicators.length)
                .filter(layer -> (layers >> layer & 1) == 1)
                .mapToObj(layer -> featureLayout.layers().get(layer).name())
                .toList();
    }

    /** The loss of the final logit without one feature; negative if the feature lowers the score. */
    public double weight(float[] vector, Trail trail, int feature) {
        float[] other = vector.clone();
        without(feature, other, baselineExplainer.past(vector, null, Facts.UNKNOWN));
        return loss(trail, engine.score(other));
    }

    /** The features that raise the score, computed in batches for speed. */
    private List<Attribution> weighed(float[] vector, AccountBaseline accountBaseline, Trail trail) {
        List<Attribution> weighed = new ArrayList<>();
        engine.setBase(vector);
        int count = 0;
        for (int feature : features) {
            System.arraycopy(vector, 0, changed[count], 0, vector.length);
            if (without(feature, changed[count], accountBaseline)) {
                missing[count++] = feature;
            }
            if (count == Kernel.ROWS) {
                addAttributions(count, trail, weighed);
                count = 0;
            }
        }
        if (count > 0) {
            addAttributions(count, trail, weighed);
        }
        return weighed;
    }

    /** Rows at or after the count have old data and are ignored. */
    private void addAttributions(int count, Trail trail, List<Attribution> weighed) {
        engine.finalLogits(changed, missing[0], missing[count - 1], logits);
        for (int i = 0; i < count; i++) {
            double weight = trail.logits()[trail.layers()] - logits[i];
            if (weight > 0) {
                weighed.add(new Attribution(missing[i], weight));
            }
        }
    }

    /**
     * Replaces a feature by its baseline. Its indicator is unchanged if the baseline is the account's own.
     *
     * @return false if nothing changed
     */
    private boolean without(int feature, float[] other, AccountBaseline accountBaseline) {
        float value = other[feature];
        double own = baselineExplainer.usual(feature, accountBaseline);
        if (!Double.isNaN(own)) {
            other[feature] = (float) own;
            return other[feature] != value;
        }
        other[feature] = normalisation.mean(feature);
        if (!optional[feature]) {
            return other[feature] != value;
        }
        float known = other[feature + 1];
        other[feature + 1] = normalisation.mean(feature + 1);
        return other[feature] != value || other[feature + 1] != known;
    }

    private static double loss(Trail trail, Trail other) {
        return trail.logits()[trail.layers()] - other.logits()[other.layers()];
    }

    /** Indexes of the features that can be a reason: all except indicators, which belong to their values. */
    public int[] features() {
        return features.clone();
    }

    private record Attribution(int feature, double weight) {}

    /** Uses the indicator instead of an unknown feature: then the missing value is the reason. */
    private Reason reason(Attribution attribution, float[] vector, AccountBaseline accountBaseline) {
        int feature = attribution.feature();
        int named = optional[feature] && vector[feature + 1] == 0 ? feature + 1 : feature;
        String name = names.get(named);
        double own = baselineExplainer.usual(named, accountBaseline);
        double usual = Double.isNaN(own) ? normalisation.mean(named) : own;
        String words = baselineExplainer.words(named, accountBaseline);
        String sentence = words == null
                ? ReasonCodes.sentence(name, vector[named], typical(named), accountBaseline)
                : ReasonCodes.sentence(name, words);
        return new Reason(ReasonCodes.of(name), name, vector[named], usual, attribution.weight(), sentence);
    }

    /** The training mean over transactions in which the feature is known, because an unknown feature is 0. */
    private double typical(int feature) {
        double mean = normalisation.mean(feature);
        double known = optional[feature] ? normalisation.mean(feature + 1) : 1;
        return known > 0 ? mean / known : Double.NaN;
    }

    private int layerOf(int feature) {
        int layer = 0;
        while (layer + 1 < featureLayout.layers().size() && featureLayout.offset(layer + 1) <= feature) {
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
