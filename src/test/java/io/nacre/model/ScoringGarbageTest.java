package io.nacre.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.Engine;
import io.nacre.model.explain.Explainer;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a scored transaction leaves for the garbage collector, counted by the JVM itself. */
final class ScoringGarbageTest {

    private static final int WARM = 60_000;
    private static final int COUNTED = 5_000;

    private final FeatureLayout featureLayout = FeatureLayout.catalogue();
    private final List<float[]> vectors = TestBundles.vectors(featureLayout.width(), 64, 3);

    @Test
    void aScoreLeavesNothingButItsTrail() {
        Engine engine = new CompiledEngine(TestBundles.model(featureLayout, 20, 3));
        int trail = 16 + 16 + Double.BYTES * (featureLayout.layers().size() + 1);

        assertThat(bytesEach(engine::score)).isLessThanOrEqualTo(trail + 16);
    }

    @Test
    void anAnomalyLeavesNothingButItself() {
        AnomalyDetector detector =
                new AnomalyDetector(featureLayout, TestBundles.anomaly(featureLayout.width(), 16, 3));

        assertThat(bytesEach(vector -> detector.detect(vector, null))).isLessThanOrEqualTo(64);
    }

    @Test
    void degradedLayersLeaveNothing() {
        Explainer explainer = new Explainer(featureLayout, TestBundles.model(featureLayout, 20, 3));
        float[] unknown = new float[featureLayout.width()];

        assertThat(explainer.degradedLayers(unknown)).isNotEmpty();
        assertThat(bytesEach(vector -> explainer.degradedLayers(unknown))).isZero();
    }

    /** At least, over some rounds: the compiler may still be at work in the first. */
    private long bytesEach(Consumer<float[]> use) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        run(use, WARM);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            run(use, COUNTED);
            least = Math.min(least, (threads.getThreadAllocatedBytes(thread) - before) / COUNTED);
        }
        return least;
    }

    private void run(Consumer<float[]> use, int count) {
        for (int i = 0; i < count; i++) {
            use.accept(vectors.get(i % vectors.size()));
        }
    }
}
