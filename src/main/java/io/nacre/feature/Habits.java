package io.nacre.feature;

import io.nacre.payment.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For which features an account's own past says what is usual, and how a payment is told beside it. */
public final class Habits {

    static final List<Habit> TABLE = HabitTable.habits();

    private static final Map<String, Habit> BY_FEATURE = byFeature();

    private final Past.Places places;
    private final @Nullable Habit[] habits;

    private Habits(Past.Places places, @Nullable Habit[] habits) {
        this.places = places;
        this.habits = habits;
    }

    /** Those of a vector with these names; none for a vector that is not of this version's catalogue. */
    public static Habits of(List<String> names) {
        Habit[] habits = new Habit[names.size()];
        for (int i = 0; names.equals(Layers.featureNames()) && i < habits.length; i++) {
            habits[i] = BY_FEATURE.get(names.get(i));
        }
        return new Habits(new Past.Places(names), habits);
    }

    /** What of the account a feature is compared with, in plain English; null where it is nothing of its own. */
    public static @Nullable String against(String feature) {
        Habit habit = BY_FEATURE.get(feature);
        return habit == null ? null : habit.against();
    }

    /**
     * What can be read back from a vector.
     *
     * @param transaction null where only the vector is known
     */
    public Past past(float[] vector, @Nullable Transaction transaction, Facts facts) {
        return new Past(places, vector, transaction, facts);
    }

    /** The value the feature would have if the payment were as the account's usually are; NaN: it cannot be told. */
    public double usual(int feature, Past past) {
        Habit habit = habits[feature];
        return habit == null || past.payments() == 0
                ? Double.NaN
                : habit.usual().applyAsDouble(past);
    }

    /** The payment's value beside the account's, and on how many payments that rests; null: it cannot be told. */
    public @Nullable String words(int feature, Past past) {
        Habit habit = habits[feature];
        return habit == null || past.payments() == 0 ? null : habit.words().apply(past);
    }

    private static Map<String, Habit> byFeature() {
        Map<String, Habit> habits = new HashMap<>();
        TABLE.forEach(habit -> habits.put(habit.feature(), habit));
        return Map.copyOf(habits);
    }
}
