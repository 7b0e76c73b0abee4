package io.nacre.decision;

import io.nacre.secret.KeyedHash;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How much is decided against the model's advice, so that labels are not only those of alerts: else a model learns only
 * from what the one before it suspected. Which transactions it meets, their ids decide and a key: without the key a
 * payer could look for ids that are let pass.
 */
public final class Exploration implements Serializable {

    private static final long serialVersionUID = 1;

    public static final Exploration NONE = new Exploration(0, 0, null);

    private final double approved;
    private final double reviewed;
    private final @Nullable Key key;
    private transient @Nullable KeyedHash hash;

    /** Where the key of the lots is had from; only the reference travels with the job. */
    @FunctionalInterface
    public interface Key extends Serializable {
        KeyedHash open();
    }

    /**
     * How much is explored.
     *
     * @param approved share of would-be reviews that are approved unseen, 0 to 1
     * @param reviewed share of would-be approvals that are sent to review, 0 to 1
     * @param key null where nothing is explored
     */
    public Exploration(double approved, double reviewed, @Nullable Key key) {
        if (!(approved >= 0 && approved <= 1 && reviewed >= 0 && reviewed <= 1)) {
            throw new IllegalArgumentException(
                    "shares to explore are " + approved + " and " + reviewed + "; give both from 0 to 1");
        }
        if (approved + reviewed > 0 && key == null) {
            throw new IllegalArgumentException(
                    "what is explored is drawn by lot, and without a key payers could look for"
                            + " ids that are let pass: give a file with one as --explore-key");
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

    /** Evenly from 0 to 1 over ids, the same for an id as long as the key is the same. */
    private double uniform(String transactionId) {
        KeyedHash keyed = hash;
        if (keyed == null) {
            if (key == null) {
                throw new IllegalStateException("nothing is explored without a key");
            }
            keyed = key.open();
            hash = keyed;
        }
        return keyed.uniform(transactionId);
    }
}
