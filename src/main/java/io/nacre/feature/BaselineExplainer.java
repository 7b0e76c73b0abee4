package io.nacre.feature;

import io.nacre.feature.layer.Layers;
import io.nacre.payment.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Derives the account's usual value of a feature, and compares a transaction with it in words. */
public final class BaselineExplainer {

    static final List<BaselineDefinition> TABLE = BaselineCatalogue.habits();

    private static final Map<String, BaselineDefinition> BY_FEATURE = byFeature();

    private final AccountBaseline.Places places;
    private final @Nullable BaselineDefinition[] habits;

    private BaselineExplainer(AccountBaseline.Places places, @Nullable BaselineDefinition[] habits) {
        this.places = places;
        this.habits = habits;
    }

    /**
     * An explainer for vectors with these feature names. It explains nothing unless they are the names of this
     * version's catalogue.
     */
    public static BaselineExplainer of(List<String> names) {
        BaselineDefinition[] habits = new BaselineDefinition[names.size()];
        for (int i = 0; names.equals(Layers.featureNames()) && i < habits.length; i++) {
            habits[i] = BY_FEATURE.get(names.get(i));
        }
        return new BaselineExplainer(new AccountBaseline.Places(names), habits);
    }

    /** The account's value with which a feature is compared, in plain English; null if the account has none. */
    public static @Nullable String against(String feature) {
        BaselineDefinition baselineDefinition = BY_FEATURE.get(feature);
        return baselineDefinition == null ? null : baselineDefinition.against();
    }

    /**
     * The account's history, derived from a vector.
     *
     * @param transaction null if only the vector is available
     */
    public AccountBaseline past(float[] vector, @Nullable Transaction transaction, Facts facts) {
        return new AccountBaseline(places, vector, transaction, facts);
    }

    /** The feature's value in a usual transaction of the account; NaN if it cannot be derived. */
    public double usual(int feature, AccountBaseline accountBaseline) {
        BaselineDefinition baselineDefinition = habits[feature];
        return baselineDefinition == null || accountBaseline.payments() == 0
                ? Double.NaN
                : baselineDefinition.usual().applyAsDouble(accountBaseline);
    }

    /**
     * The transaction's value, the account's value and the number of transactions behind it; null if it cannot be
     * derived.
     */
    public @Nullable String words(int feature, AccountBaseline accountBaseline) {
        BaselineDefinition baselineDefinition = habits[feature];
        return baselineDefinition == null || accountBaseline.payments() == 0
                ? null
                : baselineDefinition.words().apply(accountBaseline);
    }

    private static Map<String, BaselineDefinition> byFeature() {
        Map<String, BaselineDefinition> habits = new HashMap<>();
        TABLE.forEach(baselineDefinition -> habits.put(baselineDefinition.feature(), baselineDefinition));
        return Map.copyOf(habits);
    }
}
