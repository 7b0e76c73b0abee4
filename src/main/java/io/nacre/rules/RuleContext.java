package io.nacre.rules;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Facts;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * The input of the rules: one transaction with its facts, vector and scores. One instance is reused for all
 * transactions. Not thread-safe.
 */
public final class RuleContext {

    private final ExchangeRates rates;
    private @Nullable Transaction transaction;
    private Facts facts = Facts.UNKNOWN;
    private float[] vector = {};
    private @Nullable Trail trail;
    private @Nullable Anomaly anomaly;

    /** @param rates exchange rates for {@code tx.converted} */
    public RuleContext(ExchangeRates rates) {
        this.rates = rates;
    }

    /**
     * Sets the next transaction.
     *
     * @param vector the scored vector; used without a copy
     */
    public void set(Transaction transaction, Facts facts, float[] vector, Trail trail, @Nullable Anomaly anomaly) {
        this.transaction = transaction;
        this.facts = facts;
        this.vector = vector;
        this.trail = trail;
        this.anomaly = anomaly;
    }

    Transaction transaction() {
        return requireNonNull(transaction, "no transaction is set");
    }

    /** The amount in the job's currency; infinite without an exchange rate. */
    double convertedAmount() {
        double converted = rates.convert(transaction().amount());
        return Double.isNaN(converted) ? Double.POSITIVE_INFINITY : converted;
    }

    Facts facts() {
        return facts;
    }

    float feature(int index) {
        return vector[index];
    }

    Trail trail() {
        return requireNonNull(trail, "no transaction is set");
    }

    @Nullable
    Anomaly anomaly() {
        return anomaly;
    }
}
