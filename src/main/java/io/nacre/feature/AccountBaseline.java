package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.layer.TimeLayer;
import io.nacre.payment.Channel;
import io.nacre.payment.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account's history before one transaction, derived from the transaction's feature vector. No state is stored for
 * it, and values are computed only on request.
 */
public final class AccountBaseline {

    private final Places places;
    private final float[] vector;
    private final @Nullable Transaction transaction;
    private final Facts facts;

    /** The index of each feature in a vector. */
    static final class Places {
        private final Map<String, Integer> places = new HashMap<>();

        Places(List<String> names) {
            names.forEach(name -> places.put(name, places.size()));
        }
    }

    /** @param transaction null if only the vector is available */
    AccountBaseline(Places places, float[] vector, @Nullable Transaction transaction, Facts facts) {
        this.places = places;
        this.vector = vector;
        this.transaction = transaction;
        this.facts = facts;
    }

    /** The number in the vector; NaN if the feature is unknown. */
    double raw(String name) {
        Integer knownIndex = places.places.get(name + "?");
        return knownIndex != null && vector[knownIndex] == 0
                ? Double.NaN
                : vector[requireNonNull(places.places.get(name), name)];
    }

    /** A feature that is stored as {@link FeatureScale#log}, converted back to its unit. */
    double inverse(String name) {
        return FeatureScale.inverse(raw(name));
    }

    /** The usual value, derived from a value and its {@link FeatureScale#logRatio} to the usual value. */
    double behind(double value, String ratio) {
        return FeatureScale.behind(value, raw(ratio));
    }

    /** The amount of the transaction, in major units. */
    public double amount() {
        return inverse("amount.log");
    }

    /** The channel of the transaction. */
    public Channel channel() {
        for (Channel channel : Channel.values()) {
            if (raw("merchant." + channel.name().toLowerCase(Locale.ROOT)) > 0) {
                return channel;
            }
        }
        throw new IllegalArgumentException("the vector has no channel");
    }

    /** The number of earlier transactions of the account. */
    double payments() {
        return Math.rint(inverse("history.payments"));
    }

    /** The number of earlier transactions as text, such as "12 payments". */
    String count() {
        return DisplayNumbers.count(payments(), "payment");
    }

    /** The age of the account in days, limited to {@code most}; NaN before its first transaction. */
    double days(double most) {
        return Math.min(most, inverse("history.known_for_days"));
    }

    /**
     * The currency of the account's earlier amounts; null if they have several currencies or the currency is unknown.
     */
    @Nullable
    String currency() {
        return transaction == null || hasOtherCurrencies()
                ? null
                : transaction.amount().currency();
    }

    /**
     * Whether the account also paid in other currencies. If so, its earlier amounts are not comparable with this one.
     */
    boolean hasOtherCurrencies() {
        return facts.usual().otherCurrencies();
    }

    /**
     * The position of the transaction in its day or week, 0 to 1. It is computed from the event time, else from the
     * sine and cosine features; NaN if both are missing.
     */
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
