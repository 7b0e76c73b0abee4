package io.nacre.training;

import io.nacre.model.Bundle;
import io.nacre.model.Engine;
import io.nacre.model.EngineKind;
import java.util.Locale;

/**
 * Whether a challenger may decide: both bundles score the same vectors, and the challenger must not rank worse. What
 * neither has learned from is the fair ground; whoever feeds the gate sees to that.
 */
public final class Gate {

    /** With fewer frauds, the difference is chance. */
    public static final int FRAUDS_LEAST = 20;

    private final Engine champion;
    private final Engine challenger;
    private final Scored byChampion = new Scored();
    private final Scored byChallenger = new Scored();
    private long frauds;

    public Gate(Bundle champion, Bundle challenger) {
        this.champion = champion.engine(EngineKind.COMPILED);
        this.challenger = challenger.engine(EngineKind.COMPILED);
    }

    /**
     * One transaction whose truth is known.
     *
     * @param weight how many transactions it stands for
     */
    public void add(float[] vector, boolean fraud, double weight) {
        byChampion.add(champion.score(vector).score(), fraud, weight);
        byChallenger.add(challenger.score(vector).score(), fraud, weight);
        frauds += fraud ? 1 : 0;
    }

    /**
     * What the gate saw.
     *
     * @param champion the champion's average precision; {@code challenger} the challenger's
     * @param championRecall recall at one honest payment in a hundred disturbed; {@code challengerRecall} likewise
     * @param tolerance by how much the challenger may rank worse
     */
    public record Ruling(
            long rows,
            long frauds,
            double champion,
            double challenger,
            double championRecall,
            double challengerRecall,
            double tolerance) {

        /** Whether there is enough to say anything. */
        public boolean isJudged() {
            return frauds >= FRAUDS_LEAST && rows > frauds;
        }

        public boolean passes() {
            return isJudged() && challenger >= champion - tolerance;
        }

        @Override
        public String toString() {
            if (!isJudged()) {
                return String.format(
                        Locale.ROOT,
                        "%d transactions with %d frauds are too few to judge by: it takes %d frauds",
                        rows,
                        frauds,
                        FRAUDS_LEAST);
            }
            return String.format(
                    Locale.ROOT,
                    "average precision %.4f instead of %.4f (%+.4f), recall at 1 %% disturbed %.4f instead of %.4f, on %d"
                            + " transactions with %d frauds",
                    challenger,
                    champion,
                    challenger - champion,
                    challengerRecall,
                    championRecall,
                    rows,
                    frauds);
        }
    }

    /** By all that was added. */
    public Ruling ruling(double tolerance) {
        Ranking first = Ranking.of(byChampion);
        Ranking second = Ranking.of(byChallenger);
        boolean judged = frauds >= FRAUDS_LEAST && first.isJudgeable();
        return new Ruling(
                byChampion.size(),
                frauds,
                judged ? first.averagePrecision() : Double.NaN,
                judged ? second.averagePrecision() : Double.NaN,
                judged ? first.recallAt(0.01) : Double.NaN,
                judged ? second.recallAt(0.01) : Double.NaN,
                tolerance);
    }
}
