package io.nacre.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.stream.RecordedMetrics;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Histogram;
import org.junit.jupiter.api.Test;

class StageTimerTest {

    private static final long SECOND_NS = 1_000_000_000L;

    private final AtomicLong clockNs = new AtomicLong();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final RecordedMetrics chainedMetrics = new RecordedMetrics();
    private final StageTimer stage = new StageTimer(metrics, clockNs::get);
    private final StageTimer chained = new StageTimer(chainedMetrics, clockNs::get);

    @Test
    void oneElementInSixtyFourIsTimed() {
        for (int i = 0; i < 3 * StageTimer.SAMPLE; i++) {
            element(0);
        }

        assertThat(times(metrics).getCount()).isEqualTo(3);
        assertThat(times(chainedMetrics).getCount()).isZero();
    }

    @Test
    void theTimeOfChainedStagesIsTheirOwn() {
        for (int i = 0; i < StageTimer.SAMPLE; i++) {
            element(2);
        }

        assertThat(times(metrics).getCount()).isOne();
        assertThat(times(metrics).getStatistics().getMean()).isEqualTo(5);
        assertThat(times(chainedMetrics).getCount()).isEqualTo(2);
        assertThat(times(chainedMetrics).getStatistics().getMean()).isEqualTo(7);
    }

    /** Two seconds, so many elements emitted, of seven seconds each, and three seconds. */
    private void element(int emitted) {
        stage.start();
        clockNs.addAndGet(2 * SECOND_NS);
        for (int i = 0; i < emitted; i++) {
            chained.start();
            clockNs.addAndGet(7 * SECOND_NS);
            chained.stop();
        }
        clockNs.addAndGet(3 * SECOND_NS);
        stage.stop();
    }

    private static Histogram times(RecordedMetrics metrics) {
        return metrics.histogram("stage_time_seconds");
    }
}
