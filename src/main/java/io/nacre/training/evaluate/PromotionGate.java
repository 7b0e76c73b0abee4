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
 * Whether a challenger may decide: both bundles score the same vectors, and the challenger must not rank worse. What
 * neither has learned from is the fair ground; whoever feeds the gate sees to that.
 */
public final class PromotionGate {

    /** With fewer frauds, the difference is chance. */
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

    /** One transaction whose truth is known. */
    public void add(float[] vector, boolean fraud, String account, long atMs) {
        double[] both = {
            champion.score(vector).score(), challenger.score(vector).score()
        };
        scores.add(new HoldoutTransaction(atMs, account, 0, fraud, "", 0), both);
        frauds += fraud ? 1 : 0;
    }

    /**
     * What the gate saw.
     *
     * @param champion the champion's average precision; {@code challenger} the challenger's
     * @param championRecall recall at one honest payment in a hundred disturbed; {@code challengerRecall} likewise
     * @param lead by how much the challenger's average precision is higher, 95 % confidence from accounts drawn anew,
     *     both bundles on the same draws
     * @param tolerance by how much the challenger may rank worse, where that may be chance
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

        /** Whether there is enough to say anything. */
        public boolean isJudged() {
            return frauds >= MIN_FRAUDS && rows > frauds;
        }

        /** Not lower by more than the tolerance; and where it is certain, not lower at all. */
        public boolean passes() {
            return isJudged() && challenger >= champion - tolerance && !isSurelyWorse();
        }

        private boolean isSurelyWorse() {
            return lead.high() < 0;
        }

        @Override
        public String toString() {
            if (!isJudged()) {
                return String.format(
                        Locale.ROOT,
                        "%d transactions with %d frauds are too few to judge by: it takes %d frauds",
                        rows,
                        frauds,
                        MIN_FRAUDS);
            }
            return String.format(
                    Locale.ROOT,
                    "average precision %.4f instead of %.4f (%+.4f, with 95 %% confidence %+.4f to %+.4f), recall at 1 %%"
                            + " disturbed %.4f instead of %.4f, on %d transactions with %d frauds",
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

    /** By all that was added. */
    public GateResult ruling(double tolerance) {
        ThresholdCurve first = ThresholdCurve.of(scores.column(CHAMPION));
        ThresholdCurve second = ThresholdCurve.of(scores.column(CHALLENGER));
        boolean judged = frauds >= MIN_FRAUDS && first.isJudgeable();
        if (!judged) {
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
