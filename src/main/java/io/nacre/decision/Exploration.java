package io.nacre.decision;

import java.io.Serializable;

/**
 * How much is decided against the model's advice, so that labels are not only those of alerts: else a model learns only
 * from what the one before it suspected. Which transactions it meets, their ids decide and nothing else.
 *
 * @param approved share of would-be reviews that are approved unseen, 0 to 1
 * @param reviewed share of would-be approvals that are sent to review, 0 to 1
 */
public record Exploration(double approved, double reviewed) implements Serializable {

    public static final Exploration NONE = new Exploration(0, 0);

    public Exploration {
        if (!(approved >= 0 && approved <= 1 && reviewed >= 0 && reviewed <= 1)) {
            throw new IllegalArgumentException(
                    "shares to explore are " + approved + " and " + reviewed + "; give both from 0 to 1");
        }
    }

    boolean approves(String transactionId) {
        return approved > 0 && draw(transactionId) < approved;
    }

    boolean reviews(String transactionId) {
        return reviewed > 0 && draw(transactionId) < reviewed;
    }

    /** Evenly from 0 to 1 over ids, the same for an id for ever: FNV-1a, finished as SplitMix64 is. */
    private static double draw(String transactionId) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < transactionId.length(); i++) {
            hash = (hash ^ transactionId.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return ((hash ^ (hash >>> 31)) >>> 11) * 0x1p-53;
    }
}
