package io.nacre.console.analysis;

import io.nacre.decision.Cause;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleHit;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What other thresholds, or one rule less, would have done to the payments of the past. Scores are those of the bundle
 * that decided at the time.
 */
public final class WhatIf {

    /** The curve has a point for each hundredth. */
    private static final int STEPS = 100;

    private final PaymentHistory history;
    private final ObservedThresholds thresholds;
    private final ExchangeRates rates;

    public WhatIf(PaymentHistory history, ObservedThresholds thresholds, ExchangeRates rates) {
        this.history = history;
        this.thresholds = thresholds;
        this.rates = rates;
    }

    /**
     * What happens to the payments of the period.
     *
     * @param alertsPerDay payments that analysts see; {@code declinedPerDay} those declined, also by freezes and lists
     * @param fraudsCaught known frauds that are reviewed or declined
     * @param recall the share of known frauds that is caught; null without a fraud
     * @param labelledAlerts alerts with a label; {@code precision} the share of frauds among them; null if there is
     *     none
     * @param saved the amount of the frauds caught, in major units of the reporting currency
     * @param legitimateDeclined declined payments that count as legitimate
     */
    public record Figures(
            double alertsPerDay,
            double declinedPerDay,
            long fraudsCaught,
            @Nullable Double recall,
            long labelledAlerts,
            @Nullable Double precision,
            double saved,
            long legitimateDeclined) {}

    /** A point of the curve over review thresholds. */
    public record Point(
            double threshold,
            double alertsPerDay,
            @Nullable Double recall,
            @Nullable Double precision) {}

    /** What was decided. */
    public Figures recorded() {
        Sums sums = new Sums();
        history.payments().forEach(payment -> sums.add(payment, payment.outcome(), 1));
        return sums.figures();
    }

    /**
     * What the policy would have decided.
     *
     * @param review at most {@code decline}
     * @param ruleOff a rule that is not enforced; null for none
     */
    public Figures with(double review, double decline, @Nullable String ruleOff) {
        PolicyReplay replay = new PolicyReplay(ruleOff);
        Sums sums = new Sums();
        for (DecidedPayment payment : history.payments()) {
            sums.add(payment, replay.outcome(payment, thresholds.band(payment, review, decline)), 1);
        }
        return sums.figures();
    }

    /**
     * The figures for each hundredth as review threshold. The decline threshold stays, and is the review threshold
     * where that is higher. A payment changes at most once along the curve, where the threshold passes its score. So
     * one pass and a sum from above are enough.
     */
    public List<Point> curve(double decline, @Nullable String ruleOff) {
        PolicyReplay replay = new PolicyReplay(ruleOff);
        Sums below = new Sums();
        Sums[] reached = new Sums[STEPS + 1];
        for (int step = 0; step <= STEPS; step++) {
            reached[step] = new Sums();
        }
        for (DecidedPayment payment : history.payments()) {
            Outcome under = replay.outcome(payment, thresholds.band(payment, 1, 1));
            Outcome over = replay.outcome(payment, payment.score() >= decline ? Outcome.DECLINE : Outcome.REVIEW);
            below.add(payment, under, 1);
            Sums changed = reached[highestReached(payment.score())];
            changed.add(payment, under, -1);
            changed.add(payment, over, 1);
        }
        List<Point> points = new ArrayList<>();
        for (int step = STEPS; step >= 0; step--) {
            below.add(reached[step]);
            Figures figures = below.figures();
            points.add(
                    0, new Point((double) step / STEPS, figures.alertsPerDay(), figures.recall(), figures.precision()));
        }
        return points;
    }

    /** The last step whose threshold the score reaches. */
    private static int highestReached(double score) {
        int step = (int) (score * STEPS);
        // Thresholds are compared as numbers, so 0.29 must be reached by 0.29.
        return step < STEPS && score >= (step + 1) / (double) STEPS ? step + 1 : step;
    }

    /** The live rules that matched, with the number of payments. */
    public Map<String, Long> rules() {
        Map<String, Long> rules = new TreeMap<>();
        for (DecidedPayment payment : history.payments()) {
            if (!payment.rules().isEmpty()) {
                TreeSet<String> ids = new TreeSet<>();
                payment.rules().stream().filter(RuleHit::isEnforced).forEach(hit -> ids.add(hit.ruleId()));
                ids.forEach(id -> rules.merge(id, 1L, Long::sum));
            }
        }
        return rules;
    }

    /** Whether analysts see a payment; what a freeze or the block list declines they do not. */
    private static boolean isAlert(DecidedPayment payment, Outcome outcome) {
        Cause cause = payment.cause();
        return outcome.isAlert() && cause != Cause.FROZEN && cause != Cause.PAYEE_FROZEN && cause != Cause.BLOCKED;
    }

    /** Adds up payments with their outcomes. */
    private final class Sums {
        private long alerts;
        private long declined;
        private long frauds;
        private long fraudsCaught;
        private long fraudAlerts;
        private long labelledAlerts;
        private double saved;
        private long legitimateDeclined;

        void add(DecidedPayment payment, Outcome outcome, int count) {
            boolean fraud = payment.isFraud();
            frauds += fraud ? count : 0;
            if (isAlert(payment, outcome)) {
                alerts += count;
                fraudAlerts += fraud ? count : 0;
                labelledAlerts += payment.label().isLabelled() ? count : 0;
            }
            if (outcome.isAlert() && fraud) {
                fraudsCaught += count;
                Money amount = payment.amount();
                double value = amount == null ? Double.NaN : rates.convert(amount);
                saved += Double.isNaN(value) ? 0 : count * value;
            }
            if (outcome == Outcome.DECLINE) {
                declined += count;
                legitimateDeclined += payment.label().isLegitimate() ? count : 0;
            }
        }

        void add(Sums other) {
            alerts += other.alerts;
            declined += other.declined;
            frauds += other.frauds;
            fraudsCaught += other.fraudsCaught;
            fraudAlerts += other.fraudAlerts;
            labelledAlerts += other.labelledAlerts;
            saved += other.saved;
            legitimateDeclined += other.legitimateDeclined;
        }

        Figures figures() {
            return new Figures(
                    alerts / history.days(),
                    declined / history.days(),
                    fraudsCaught,
                    frauds == 0 ? null : (Double) ((double) fraudsCaught / frauds),
                    labelledAlerts,
                    labelledAlerts == 0 ? null : (Double) ((double) fraudAlerts / labelledAlerts),
                    saved,
                    legitimateDeclined);
        }
    }
}
