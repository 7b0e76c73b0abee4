package io.nacre.training.evaluate;

import static java.util.Objects.requireNonNull;

import io.nacre.training.tune.ReportingCurrencyConverter;
import java.time.Instant;

/**
 * The transactions on which a bundle is evaluated.
 *
 * @param from event time of the first transaction
 * @param to event time, exclusive
 * @param compromisedFrom cards with an earlier fraud have been replaced already; later, a card counts as compromised
 *     from the day after its fraud became known
 * @param rates the reporting currency
 * @param leaveOutCompromised exclude cards known to be compromised from all metrics, not only from card precision
 */
public record EvaluationOptions(
        Instant from,
        Instant to,
        Instant compromisedFrom,
        ReportingCurrencyConverter rates,
        boolean leaveOutCompromised) {

    public EvaluationOptions {
        requireNonNull(compromisedFrom, "compromisedFrom is null");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "the period from " + from + " to " + to + " is empty: set the earlier time first");
        }
    }

    /** All transactions between two times; cards count as compromised from two weeks before. */
    public static EvaluationOptions between(Instant from, Instant to) {
        return new EvaluationOptions(
                from, to, from.minusSeconds(14 * 24 * 3600L), new ReportingCurrencyConverter(), false);
    }

    /** With another reporting currency. */
    public EvaluationOptions with(ReportingCurrencyConverter counted) {
        return new EvaluationOptions(from, to, compromisedFrom, counted, leaveOutCompromised);
    }

    /** Without cards known to be compromised. */
    public EvaluationOptions withoutCompromised() {
        return new EvaluationOptions(from, to, compromisedFrom, rates, true);
    }
}
