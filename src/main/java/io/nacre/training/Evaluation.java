package io.nacre.training;

import io.nacre.model.Thresholds;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How well a bundle did on transactions it had never seen: what each layer adds, which frauds were found, what the
 * thresholds cost.
 *
 * @param rows transactions judged
 * @param frauds how many of them were fraud
 * @param from event time of the first, {@code to} of the last
 * @param ladder the classical model, then the score after each layer, the last being the final one
 * @param typologies recall by kind of fraud, where the data names kinds
 * @param anomalies how well the anomaly score alone does; null for a bundle without it
 * @param thresholds from which score on a transaction is reviewed or declined
 */
public record Evaluation(
        long rows,
        long frauds,
        Instant from,
        Instant to,
        List<Rung> ladder,
        List<TypologyRecall> typologies,
        @Nullable AnomalyEvaluation anomalies,
        Thresholds thresholds,
        Band reviewed,
        Band declined,
        Curves curves) {

    /**
     * One step of the ladder.
     *
     * @param layer its name, "classical" for the first
     * @param cardPrecision at 100 cards a day
     */
    public record Rung(String layer, Metrics metrics, double cardPrecision) {}

    /** How much of one kind of fraud reached each threshold. */
    public record TypologyRecall(String typology, long frauds, double reviewedRecall, double declinedRecall) {}

    /**
     * All that scores at or above a threshold.
     *
     * @param transactions how many
     * @param frauds how many of them were fraud
     * @param recall share of all frauds
     */
    public record Band(long transactions, long frauds, double recall) {
        /** NaN if there are none. */
        public double precision() {
            return (double) frauds / transactions;
        }
    }

    /** What the report draws: rankings and probabilities of the classical model and of the final score. */
    record Curves(Scored classical, Scored last, List<Weight> heaviest) {
        Curves {
            heaviest = List.copyOf(heaviest);
        }
    }

    /** How much a feature moves the final logit of a fraud, in the mean. */
    record Weight(String feature, double logit) {}

    public Evaluation {
        ladder = List.copyOf(ladder);
        typologies = List.copyOf(typologies);
    }

    /** The ladder, the outcomes and the kinds of fraud as plain text. */
    public String table() {
        StringBuilder text = new StringBuilder();
        line(text, "%d transactions from %s to %s, %d of them fraud", rows, from, to, frauds);
        line(text, "");
        line(text, "%-14s %8s %8s %8s %8s %8s", "after layer", "AUC-ROC", "AP", "R@1%", "R@0.1%", "CP@100");
        for (Rung rung : ladder) {
            Metrics m = rung.metrics();
            line(
                    text,
                    "%-14s %8s %8s %8s %8s %8s",
                    rung.layer(),
                    number(m.aucRoc()),
                    number(m.averagePrecision()),
                    number(m.recallAtOnePercent()),
                    number(m.recallAtOnePerMille()),
                    number(rung.cardPrecision()));
        }
        Metrics last = last();
        line(text, "");
        line(text, "Brier %s, calibration error %s", number(last.brier()), number(last.calibrationError()));
        band(text, "review or decline", thresholds.review(), reviewed);
        band(text, "decline", thresholds.decline(), declined);
        for (TypologyRecall each : typologies) {
            line(
                    text,
                    "%-24s %6d frauds, %s reviewed or declined, %s declined",
                    each.typology(),
                    each.frauds(),
                    number(each.reviewedRecall()),
                    number(each.declinedRecall()));
        }
        return anomalies == null ? text.toString() : text + anomalies.table();
    }

    /** Of the final score. */
    public Metrics last() {
        return ladder.get(ladder.size() - 1).metrics();
    }

    private static void band(StringBuilder text, String name, double threshold, Band band) {
        line(
                text,
                "%-18s from %s: %d transactions, precision %s, recall %s",
                name,
                number(threshold),
                band.transactions(),
                number(band.precision()),
                number(band.recall()));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
