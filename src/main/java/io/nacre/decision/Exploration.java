package io.nacre.decision;

import io.nacre.secret.KeyedHash;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The shares of transactions that are decided against the model's outcome. Without them analysts label only alerts, and
 * a model learns only from transactions that its predecessor suspected. A keyed hash of the transaction id selects
 * them. Without a key a payer could search for ids that are approved.
 */
public final class Exploration implements Serializable {

    private static final long serialVersionUID = 1;

    public static final Exploration NONE = new Exploration(0, 0, null);

    private final double approved;
    private final double reviewed;
    private final @Nullable Key key;
    private transient @Nullable KeyedHash hash;

    /** Reads the key of the hash. The job is serialized with this reference, never with the key itself. */
    @FunctionalInterface
    public interface Key extends Serializable {
        KeyedHash open();
    }

    /**
     * Sets the shares.
     *
     * @param approved share of would-be reviews that are approved without a review, 0 to 1
     * @param reviewed share of would-be approvals that are sent to review, 0 to 1
     * @param key null if both shares are 0
     */
    public Exploration(double approved, double reviewed, @Nullable Key key) {
        if (!(approved >= 0 && approved <= 1 && reviewed >= 0 && reviewed <= 1)) {
            throw new IllegalArgumentException(
                    "the exploration shares are " + approved + " and " + reviewed + ": set both from 0 to 1");
        }
        if (approved + reviewed > 0 && key == null) {
            throw new IllegalArgumentException(
                    "the key for exploration is missing: set its file with --explore-key, so that payers cannot"
                            + " search for ids that are approved");
        }
        this.approved = approved;
        this.reviewed = reviewed;
        this.key = key;
    }

    public double approved() {
        return approved;
    }

    public double reviewed() {
        return reviewed;
    }

    boolean approves(String transactionId) {
        return approved > 0 && uniform(transactionId) < approved;
    }

    boolean reviews(String transactionId) {
        return reviewed > 0 && uniform(transactionId) < reviewed;
    }

    /** A number from 0 to 1, uniformly distributed over ids. One id always has the same number under one key. */
    private double uniform(String transactionId) {
        KeyedHash keyed = hash;
        if (keyed == null) {
            if (key == null) {
                throw new IllegalStateException("the key for exploration is missing");
            }
            keyed = key.open();
            hash = keyed;
        }
        return keyed.uniform(transactionId);
    }
}
