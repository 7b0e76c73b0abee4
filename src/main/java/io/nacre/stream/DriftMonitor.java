package io.nacre.stream;

import io.nacre.feature.Layer;
import io.nacre.feature.layer.Layers;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.drift.DriftStatistics;
import io.nacre.stream.metrics.JobMetric;
import java.util.Arrays;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Compares the scored transactions of one subtask with its champion's training data, and reports drift as metrics. It
 * samples one of {@value #EVERY} transactions. After {@value #ROWS} samples it updates the metrics and starts a new
 * sample. Nothing is stored in state: a restart begins a new sample.
 */
final class DriftMonitor {

    static final int EVERY = 32;
    static final int ROWS = 1024;

    /** Before the first sample is full, and for a bundle without a drift baseline. */
    private static final DriftSnapshot NOTHING =
            new DriftSnapshot(Double.NaN, filled(), -1, Double.NaN, Double.NaN, Double.NaN);

    private @Nullable BundleScorer watched;
    private @Nullable DriftStatistics driftStatistics;
    private long transactions;
    private long alerts;

    /** Written by the subtask, read by metric reporters. */
    private volatile DriftSnapshot driftSnapshot = NOTHING;

    /**
     * The result of the last full sample.
     *
     * @param score population stability index of the score
     * @param layers highest population stability index of each layer's features
     * @param drifted number of features with an index above {@link DriftStatistics#GRAVE}
     * @param alertShare share of all transactions that reached the review threshold
     * @param usualAlertShare the same share in training
     * @param expectedFrauds mean score divided by the mean score in training
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record DriftSnapshot(
            double score,
            double[] layers,
            int drifted,
            double alertShare,
            double usualAlertShare,
            double expectedFrauds) {}

    DriftMonitor(MetricGroup group) {
        JobMetric.SCORE_PSI.gauge(group, () -> driftSnapshot.score());
        JobMetric.SCORE_MEAN.gauge(group, () -> driftSnapshot.expectedFrauds());
        JobMetric.ALERT_RATE.gauge(group, () -> driftSnapshot.alertShare());
        JobMetric.ALERT_RATE_TRAINING.gauge(group, () -> driftSnapshot.usualAlertShare());
        JobMetric.FEATURES_DRIFTED.gauge(group, () -> driftSnapshot.drifted());
        for (int i = 0; i < Layers.CASCADE.size(); i++) {
            int layer = i;
            JobMetric.FEATURE_PSI.gauge(
                    group,
                    () -> driftSnapshot.layers()[layer],
                    Layers.CASCADE.get(i).name());
        }
    }

    void observe(BundleScorer champion, float[] vector, double score) {
        if (champion != watched) {
            watch(champion);
        }
        DriftStatistics current = driftStatistics;
        if (current == null) {
            return;
        }
        alerts += score >= champion.thresholds().review() ? 1 : 0;
        if (transactions++ % EVERY == 0) {
            current.add(vector, score);
            if (current.rows() == ROWS) {
                tell(current, champion.reference());
            }
        }
    }

    /** Starts a new sample, because another champion has another baseline. */
    private void watch(BundleScorer champion) {
        DriftBaseline driftBaseline = champion.reference();
        watched = champion;
        driftStatistics = driftBaseline == null ? null : new DriftStatistics(driftBaseline);
        driftSnapshot = NOTHING;
        transactions = 0;
        alerts = 0;
    }

    private void tell(DriftStatistics full, @Nullable DriftBaseline driftBaseline) {
        if (driftBaseline == null) {
            return;
        }
        double[] layers = new double[Layers.CASCADE.size()];
        int drifted = 0;
        int feature = 0;
        for (int i = 0; i < layers.length; i++) {
            Layer layer = Layers.CASCADE.get(i);
            for (int end = feature + layer.width(); feature < end; feature++) {
                double index = full.index(feature);
                layers[i] = Math.max(layers[i], index);
                drifted += index > DriftStatistics.GRAVE ? 1 : 0;
            }
        }
        driftSnapshot = new DriftSnapshot(
                full.scoreIndex(),
                layers,
                drifted,
                (double) alerts / transactions,
                driftBaseline.alertShare(),
                full.meanScore() / driftBaseline.meanScore());
        full.clear();
        transactions = 0;
        alerts = 0;
    }

    private static double[] filled() {
        double[] unknown = new double[Layers.CASCADE.size()];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }
}
