package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.layer.TimeLayer;
import io.nacre.payment.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account did before one payment, read back from the vector that compares the payment with it. Nothing is kept
 * for that, and nothing computed until somebody asks.
 */
public final class AccountBaseline {

    private final Places places;
    private final float[] vector;
    private final @Nullable Transaction transaction;
    private final Facts facts;

    /** Where each number of a vector stands. */
    static final class Places {
        private final Map<String, Integer> places = new HashMap<>();

        Places(List<String> names) {
            names.forEach(name -> places.put(name, places.size()));
        }
    }

    /** @param transaction null where only the vector is known */
    AccountBaseline(Places places, float[] vector, @Nullable Transaction transaction, Facts facts) {
        this.places = places;
        this.vector = vector;
        this.transaction = transaction;
        this.facts = facts;
    }

    /** The number as it stands in the vector; NaN where it is not known. */
    double raw(String name) {
        Integer known = places.places.get(name + "?");
        return known != null && vector[known] == 0 ? Double.NaN : vector[requireNonNull(places.places.get(name), name)];
    }

    /** What stands in the vector as {@link FeatureScale#log}, in its own unit. */
    double inverse(String name) {
        return FeatureScale.inverse(raw(name));
    }

    /** The usual value behind a {@link FeatureScale#logRatio} of a payment's value to it. */
    double behind(double value, String ratio) {
        return FeatureScale.behind(value, raw(ratio));
    }

    /** What the payment is about, in major units. */
    public double amount() {
        return inverse("amount.log");
    }

    /** How many payments the account had made. */
    double payments() {
        return Math.rint(inverse("history.payments"));
    }

    /** The same in words: what the past rests on. */
    String count() {
        return DisplayNumbers.count(payments(), "payment");
    }

    /** For how many of the last days the account is known; NaN before its first payment. */
    double days(double most) {
        return Math.min(most, inverse("history.known_for_days"));
    }

    /** What the account's past amounts are in; null where they are of several currencies, or nobody knows. */
    @Nullable
    String currency() {
        return transaction == null || hasOtherCurrencies()
                ? null
                : transaction.amount().currency();
    }

    /** Whether past amounts are in another currency than the payment's: then they cannot stand beside it. */
    boolean hasOtherCurrencies() {
        return facts.usual().otherCurrencies();
    }

    /** Where the payment stands in a day or week, 0 to 1, by its time or else by two numbers; NaN: nobody knows. */
    double turn(String circle, long periodMs) {
        if (transaction != null) {
            return TimeLayer.turn(transaction.eventTimeMs(), periodMs);
        }
        if (!places.places.containsKey(circle + "_sin")) {
            return Double.NaN;
        }
        double angle = StrictMath.atan2(raw(circle + "_sin"), raw(circle + "_cos"));
        return (angle < 0 ? angle + 2 * Math.PI : angle) / (2 * Math.PI);
    }

    @Nullable
    Transaction transaction() {
        return transaction;
    }

    Facts facts() {
        return facts;
    }
}
