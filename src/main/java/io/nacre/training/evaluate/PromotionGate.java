package io.nacre.training.evaluate;

import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.training.metrics.Bootstrap;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.HoldoutTransaction;
import io.nacre.training.metrics.Interval;
import io.nacre.training.metrics.MetricIntervals;
import io.nacre.training.metrics.ThresholdCurve;
import java.util.List;
import java.util.Locale;

/**
 * Decides whether a challenger may become the champion. Both bundles score the same vectors, and the challenger must
 * not rank worse. The caller must only add transactions on which neither bundle was trained.
 */
public final class PromotionGate {

    /** With fewer frauds the comparison is not significant. */
    public static final int MIN_FRAUDS = 20;

    private static final int CHAMPION = 0;
    private static final int CHALLENGER = 1;

    private final Engine champion;
    private final Engine challenger;
    private final HoldoutScores scores = new HoldoutScores(2);
    private long frauds;

    public PromotionGate(Bundle champion, Bundle challenger) {
        this.champion = champion.engine(EngineKind.COMPILED);
        this.challenger = challenger.engine(EngineKind.COMPILED);
    }

    /** Adds a labelled transaction. */
    public void add(float[] vector, boolean fraud, String account, long atMs) {
        double[] both = {
            champion.score(vector).score(), challenger.score(vector).score()
        };
        scores.add(new HoldoutTransaction(atMs, account, 0, fraud, "", 0), both);
        frauds += fraud ? 1 : 0;
    }

    /**
     * The result of the comparison.
     *
     * @param champion the champion's average precision; {@code challenger} the challenger's
     * @param championRecall the champion's recall at a false positive rate of 1 %; {@code challengerRecall} the
     *     challenger's
     * @param lead the challenger's average precision minus the champion's, with its 95 % confidence interval over
     *     resampled accounts; both bundles use the same resamples
     * @param tolerance the accepted loss of average precision if it is not significant
     */
    public record GateResult(
            long rows,
            long frauds,
            double champion,
            double challenger,
            double championRecall,
            double challengerRecall,
            Interval lead,
            double tolerance) {

        /** Whether there are enough frauds to compare. */
        public boolean isConclusive() {
            return frauds >= MIN_FRAUDS && rows > frauds;
        }

        /** The loss must not exceed the tolerance, and must not be significant. */
        public boolean passes() {
            return isConclusive() && challenger >= champion - tolerance && !isSurelyWorse();
        }

        private boolean isSurelyWorse() {
            return lead.high() < 0;
        }

        @Override
        public String toString() {
            if (!isConclusive()) {
                return String.format(
                        Locale.ROOT,
                        "%d transactions with %d frauds are too few to compare: at least %d frauds are needed",
                        rows,
                        frauds,
                        MIN_FRAUDS);
            }
            return String.format(
                    Locale.ROOT,
                    "average precision %.4f instead of %.4f (%+.4f, with 95 %% confidence %+.4f to %+.4f), recall at 1 %%"
                            + " false positives %.4f instead of %.4f, on %d transactions with %d frauds",
                    challenger,
                    champion,
                    challenger - champion,
                    lead.low(),
                    lead.high(),
                    challengerRecall,
                    championRecall,
                    rows,
                    frauds);
        }
    }

    /** Compares both bundles on all added transactions. */
    public GateResult result(double tolerance) {
        ThresholdCurve first = ThresholdCurve.of(scores.column(CHAMPION));
        ThresholdCurve second = ThresholdCurve.of(scores.column(CHALLENGER));
        boolean conclusive = frauds >= MIN_FRAUDS && first.hasBothLabels();
        if (!conclusive) {
            Interval nothing = new Interval(Double.NaN, Double.NaN);
            return new GateResult(
                    scores.size(), frauds, Double.NaN, Double.NaN, Double.NaN, Double.NaN, nothing, tolerance);
        }
        List<MetricIntervals> intervals = Bootstrap.of(scores, CHALLENGER);
        return new GateResult(
                scores.size(),
                frauds,
                first.averagePrecision(),
                second.averagePrecision(),
                first.recallAt(0.01),
                second.recallAt(0.01),
                intervals.get(CHAMPION).lead(),
                tolerance);
    }
}
