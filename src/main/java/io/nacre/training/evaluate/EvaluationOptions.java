package io.nacre.training.evaluate;

import static java.util.Objects.requireNonNull;

import io.nacre.training.tune.ReportingCurrency;
import java.time.Instant;

/**
 * Which transactions a bundle is judged by.
 *
 * @param from event time of the first
 * @param to event time, exclusive
 * @param compromisedFrom cards with an earlier fraud have been replaced since; from this moment on, a card counts as
 *     compromised from the day after its fraud became known
 * @param rates in what amounts are counted
 * @param leaveOutCompromised judge everything, not only card precision, without the cards known to be compromised
 */
public record EvaluationOptions(
        Instant from, Instant to, Instant compromisedFrom, ReportingCurrency rates, boolean leaveOutCompromised) {

    public EvaluationOptions {
        requireNonNull(compromisedFrom, "compromisedFrom is null");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "nothing lies between " + from + " and " + to + ": give the earlier moment first");
        }
    }

    /** All transactions between two moments; cards count as compromised from two weeks before. */
    public static EvaluationOptions between(Instant from, Instant to) {
        return new EvaluationOptions(from, to, from.minusSeconds(14 * 24 * 3600L), new ReportingCurrency(), false);
    }

    /** The same, with amounts counted so. */
    public EvaluationOptions with(ReportingCurrency counted) {
        return new EvaluationOptions(from, to, compromisedFrom, counted, leaveOutCompromised);
    }

    /** The same transactions, without those of cards known to be compromised. */
    public EvaluationOptions withoutCompromised() {
        return new EvaluationOptions(from, to, compromisedFrom, rates, true);
    }
}
