package io.nacre.rules;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Facts;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What rules look at: one transaction, and what is known of it. The same scene is set again for the next one, so that
 * nothing is copied. Not thread-safe.
 */
public final class RuleContext {

    private final ExchangeRates rates;
    private @Nullable Transaction transaction;
    private Facts facts = Facts.UNKNOWN;
    private float[] vector = {};
    private @Nullable Trail trail;
    private @Nullable Anomaly anomaly;

    /** @param rates what amounts are worth */
    public RuleContext(ExchangeRates rates) {
        this.rates = rates;
    }

    /**
     * The next transaction.
     *
     * @param vector as scored; looked at, not copied
     */
    public void set(Transaction about, Facts known, float[] vector, Trail said, @Nullable Anomaly unusual) {
        this.transaction = about;
        this.facts = known;
        this.vector = vector;
        this.trail = said;
        this.anomaly = unusual;
    }

    Transaction transaction() {
        return requireNonNull(transaction, "nothing is set");
    }

    /** What the amount is worth in the job's currency: more than any bound where nobody knows it. */
    double worth() {
        double worth = rates.convert(transaction().amount());
        return Double.isNaN(worth) ? Double.POSITIVE_INFINITY : worth;
    }

    Facts facts() {
        return facts;
    }

    float feature(int index) {
        return vector[index];
    }

    Trail trail() {
        return requireNonNull(trail, "nothing is set");
    }

    @Nullable
    Anomaly anomaly() {
        return anomaly;
    }
}
