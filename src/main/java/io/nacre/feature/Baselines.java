package io.nacre.feature;

import io.nacre.payment.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For which features an account's own past says what is usual, and how a payment is told beside it. */
public final class Baselines {

    static final List<Baseline> TABLE = BaselineCatalogue.habits();

    private static final Map<String, Baseline> BY_FEATURE = byFeature();

    private final AccountBaseline.Places places;
    private final @Nullable Baseline[] habits;

    private Baselines(AccountBaseline.Places places, @Nullable Baseline[] habits) {
        this.places = places;
        this.habits = habits;
    }

    /** Those of a vector with these names; none for a vector that is not of this version's catalogue. */
    public static Baselines of(List<String> names) {
        Baseline[] habits = new Baseline[names.size()];
        for (int i = 0; names.equals(Layers.featureNames()) && i < habits.length; i++) {
            habits[i] = BY_FEATURE.get(names.get(i));
        }
        return new Baselines(new AccountBaseline.Places(names), habits);
    }

    /** What of the account a feature is compared with, in plain English; null where it is nothing of its own. */
    public static @Nullable String against(String feature) {
        Baseline baseline = BY_FEATURE.get(feature);
        return baseline == null ? null : baseline.against();
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
        Baseline baseline = habits[feature];
        return baseline == null || accountBaseline.payments() == 0
                ? Double.NaN
                : baseline.usual().applyAsDouble(accountBaseline);
    }

    /** The payment's value beside the account's, and on how many payments that rests; null: it cannot be told. */
    public @Nullable String words(int feature, AccountBaseline accountBaseline) {
        Baseline baseline = habits[feature];
        return baseline == null || accountBaseline.payments() == 0
                ? null
                : baseline.words().apply(accountBaseline);
    }

    private static Map<String, Baseline> byFeature() {
        Map<String, Baseline> habits = new HashMap<>();
        TABLE.forEach(baseline -> habits.put(baseline.feature(), baseline));
        return Map.copyOf(habits);
    }
}
