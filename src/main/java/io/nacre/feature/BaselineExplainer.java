package io.nacre.feature;

import io.nacre.feature.layer.Layers;
import io.nacre.payment.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which features have a usual value of the account, and how an alert compares a transaction with it. */
public final class BaselineExplainer {

    static final List<BaselineDefinition> TABLE = BaselineCatalogue.habits();

    private static final Map<String, BaselineDefinition> BY_FEATURE = byFeature();

    private final AccountBaseline.Places places;
    private final @Nullable BaselineDefinition[] habits;

    private BaselineExplainer(AccountBaseline.Places places, @Nullable BaselineDefinition[] habits) {
        this.places = places;
        this.habits = habits;
    }

    /** Those of a vector with these names; none for a vector that is not of this version's catalogue. */
    public static BaselineExplainer of(List<String> names) {
        BaselineDefinition[] habits = new BaselineDefinition[names.size()];
        for (int i = 0; names.equals(Layers.featureNames()) && i < habits.length; i++) {
            habits[i] = BY_FEATURE.get(names.get(i));
        }
        return new BaselineExplainer(new AccountBaseline.Places(names), habits);
    }

    /** What of the account a feature is compared with, in plain English; null where it is nothing of its own. */
    public static @Nullable String against(String feature) {
        BaselineDefinition baselineDefinition = BY_FEATURE.get(feature);
        return baselineDefinition == null ? null : baselineDefinition.against();
    }

    /**
     * What can be read back from a vector.
     *
     * @param transaction null where only the vector is known
     */
    public AccountBaseline past(float[] vector, @Nullable Transaction transaction, Facts facts) {
        return new AccountBaseline(places, vector, transaction, facts);
    }

    /** The value the feature would have if the payment were as the account's usually are; NaN: it cannot be told. */
    public double usual(int feature, AccountBaseline accountBaseline) {
        BaselineDefinition baselineDefinition = habits[feature];
        return baselineDefinition == null || accountBaseline.payments() == 0
                ? Double.NaN
                : baselineDefinition.usual().applyAsDouble(accountBaseline);
    }

    /** The payment's value beside the account's, and on how many payments that rests; null: it cannot be told. */
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
