package io.nacre.console.analysis;

import io.nacre.decision.Cause;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.rate.ScoreBand;
import io.nacre.decision.rate.ScoreBandTally;
import io.nacre.rules.WilsonInterval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the bundle in use does on the payments of the last weeks. */
public final class ModelMetrics {

    private ModelMetrics() {}

    /** The decisions of a bundle, and those without the input of a layer. */
    public record Decisions(long decisions, long degraded) {}

    /** Counts the decisions of a bundle. */
    public static Decisions decisions(PaymentHistory history, String bundleId) {
        long decisions = 0;
        long degraded = 0;
        for (DecidedPayment payment : history.payments()) {
            if (payment.bundleId().equals(bundleId)) {
                decisions++;
                degraded += payment.degraded() ? 1 : 0;
            }
        }
        return new Decisions(decisions, degraded);
    }

    /**
     * The payments with a label and a score in one band.
     *
     * @param predicted their mean score
     * @param observed the share of frauds among them, with its 95 % interval
     */
    public record CalibrationBin(
            ScoreBand band, long payments, long frauds, double predicted, double observed, WilsonInterval interval) {}

    /**
     * Compares the scores of a bundle with what became of the payments. An approved payment that nobody reported counts
     * as legitimate. One that was challenged, reviewed or declined without a verdict is left out, so high bands stand
     * for what analysts have looked at.
     */
    public static List<CalibrationBin> calibration(PaymentHistory history, String bundleId) {
        ScoreBandTally tally = new ScoreBandTally();
        for (DecidedPayment payment : history.payments()) {
            if (payment.label().isLabelled() && payment.bundleId().equals(bundleId)) {
                tally.add(payment.score(), payment.isFraud());
            }
        }
        return tally.counts().stream()
                .map(count -> new CalibrationBin(
                        count.band(),
                        count.transactions(),
                        count.frauds(),
                        count.meanScore(),
                        count.fraudShare(),
                        WilsonInterval.of(count.fraudShare(), (double) count.transactions())))
                .toList();
    }

    /**
     * The champion and the latest challenger on the payments that the score alone decided and both scored.
     *
     * @param agreement the share with the same outcome
     * @param championFrauds known frauds that it reviews or declines; {@code championFalseAlarms} payments that count
     *     as legitimate among its alerts
     */
    public record Challenge(
            String bundleId,
            long decisions,
            double agreement,
            long championFrauds,
            long challengerFrauds,
            long championFalseAlarms,
            long challengerFalseAlarms) {}

    /** Compares both; null if no challenger has scored. */
    public static @Nullable Challenge challenge(PaymentHistory history) {
        String bundle = null;
        long decisions = 0;
        long agreed = 0;
        long[] frauds = new long[2];
        long[] falseAlarms = new long[2];
        for (DecidedPayment payment : history.payments()) {
            ChallengerScore challenger = payment.challenger();
            if (challenger == null || payment.cause() != Cause.SCORE) {
                continue;
            }
            // The latest payment comes first.
            bundle = bundle == null ? challenger.bundleId() : bundle;
            if (!challenger.bundleId().equals(bundle)) {
                continue;
            }
            decisions++;
            agreed += payment.outcome() == challenger.outcome() ? 1 : 0;
            Outcome[] outcomes = {payment.outcome(), challenger.outcome()};
            for (int k = 0; k < outcomes.length; k++) {
                if (outcomes[k].isAlert()) {
                    frauds[k] += payment.isFraud() ? 1 : 0;
                    falseAlarms[k] += payment.label().isLegitimate() ? 1 : 0;
                }
            }
        }
        return bundle == null
                ? null
                : new Challenge(
                        bundle,
                        decisions,
                        (double) agreed / decisions,
                        frauds[0],
                        frauds[1],
                        falseAlarms[0],
                        falseAlarms[1]);
    }
}
