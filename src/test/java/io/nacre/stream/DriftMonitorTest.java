package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.feature.layer.Layers;
import io.nacre.model.TestBundles;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.drift.DecileHistogram;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.drift.DriftStatistics;
import io.nacre.model.engine.EngineKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftMonitorTest {

    private static final int FULL = DriftMonitor.EVERY * DriftMonitor.ROWS;

    private final RecordedMetrics gauges = new RecordedMetrics();
    private final Random random = new Random(5);
    private final DriftMonitor watch = new DriftMonitor(gauges);

    @Test
    void reportsNothingUntilASampleIsFull() {
        BundleScorer bundleScorer = scorer(true);
        observe(bundleScorer, FULL - DriftMonitor.EVERY, 0);

        assertThat(value("score_psi")).isNaN();
        assertThat(gauges.gauged("features_drifted")).isEqualTo(-1);

        observe(bundleScorer, DriftMonitor.EVERY, 0);
        assertThat(value("score_psi")).isLessThan(DriftStatistics.NOTABLE);
        assertThat(value("amount feature_psi_max")).isLessThan(DriftStatistics.NOTABLE);
        assertThat(gauges.gauged("features_drifted")).isEqualTo(0);
        assertThat(value("alert_rate")).isCloseTo(0.7, within(0.02));
        assertThat(value("alert_rate_training")).isEqualTo(0.5);
        assertThat(value("score_mean_ratio")).isCloseTo(1, within(0.05));
    }

    @Test
    void reportsTheDriftedLayerOfEachSample() {
        BundleScorer bundleScorer = scorer(true);

        observe(bundleScorer, FULL, 3);
        assertThat(value("amount feature_psi_max")).isGreaterThan(DriftStatistics.GRAVE);
        assertThat(value("ip feature_psi_max")).isLessThan(DriftStatistics.NOTABLE);
        assertThat(gauges.gauged("features_drifted")).isEqualTo(1);

        observe(bundleScorer, FULL, 0);
        assertThat(value("amount feature_psi_max")).isLessThan(DriftStatistics.NOTABLE);
    }

    @Test
    void restartsWithANewChampionAndReportsNothingWithoutABaseline() {
        observe(scorer(true), FULL, 3);

        observe(scorer(false), FULL, 3);

        assertThat(value("score_psi")).isNaN();
        assertThat(value("amount feature_psi_max")).isNaN();
    }

    /** Numbers from 0 to 1, all but the amount as the reference has them. */
    private void observe(BundleScorer bundleScorer, int count, float shift) {
        float[] vector = new float[Layers.width()];
        for (int i = 0; i < count; i++) {
            float value = random.nextFloat();
            Arrays.fill(vector, value);
            vector[0] += shift;
            watch.observe(bundleScorer, vector, random.nextDouble());
        }
    }

    private double value(String name) {
        return (Double) gauges.gauged(name);
    }

    private static BundleScorer scorer(boolean withReference) {
        Bundle bundle = TestBundles.catalogueBundle();
        return BundleScorer.of((withReference ? bundle.with(reference()) : bundle).zip(), EngineKind.COMPILED);
    }

    private static DriftBaseline reference() {
        float[] values = new float[1000];
        double[] weights = new double[1000];
        IntStream.range(0, 1000).forEach(i -> {
            values[i] = i / 1000f;
            weights[i] = 1;
        });
        DecileHistogram even = DecileHistogram.of(values, weights);
        List<DecileHistogram> features = new ArrayList<>(Collections.nCopies(Layers.width(), even));
        return new DriftBaseline(features, even, 0.5, 0.5, 0.5);
    }
}
