package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The outcome that the policy gives a transaction, and its cause.
 *
 * @param causeDetail the freeze, list entry or rule behind the cause; null if there is none, as for a score
 */
public record PolicyOutcome(
        Outcome outcome, Cause cause, @Nullable String causeDetail) {

    public PolicyOutcome {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(cause, "cause is null");
    }

    public PolicyOutcome(Outcome outcome, Cause cause) {
        this(outcome, cause, null);
    }
}
