package io.nacre.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.decision.Cause;
import io.nacre.decision.Outcome;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class JobMetricTest {

    @Test
    void namesAreThoseOfPrometheus() {
        assertThat(JobMetric.values()).allSatisfy(metric -> {
            assertThat(metric.metric()).matches("[a-z]+(_[a-z]+)*");
            assertThat(metric.metric().endsWith("_total"))
                    .as(metric.metric())
                    .isEqualTo(metric.type().equals("counter"));
            assertThat(metric.labels()).matches("(`[a-z_]+`(, )?)*");
            assertThat(metric.meaning()).matches("[A-Z0-9].*\\.");
        });
    }

    @Test
    void aLabelIsNeverForgotten() {
        assertThatThrownBy(() -> JobMetric.DECISIONS.counter(new UnregisteredMetricsGroup(), Outcome.APPROVE))
                .hasMessageContaining("decisions_total has the labels [outcome, cause], but got the values [APPROVE]");
    }

    @Test
    void aMetricIsRegisteredWithItsTypeAndLabels() {
        assertThatThrownBy(() ->
                        JobMetric.BUNDLE_INFO.counter(new UnregisteredMetricsGroup(), Outcome.APPROVE, Cause.SCORE))
                .hasMessageContaining("bundle_info is a GAUGE, but was registered as a COUNTER");
    }

    @Test
    void aHistogramReportsSeconds() {
        SecondsHistogram histogram = new SecondsHistogram(TimeUnit.SECONDS.toMillis(1));
        histogram.update(100);
        histogram.update(1_700);

        assertThat(histogram.getCount()).isEqualTo(2);
        assertThat(histogram.getStatistics().getMean()).isEqualTo(0.9);
        assertThat(histogram.getStatistics().getQuantile(1)).isEqualTo(1.7);
        assertThat(histogram.getStatistics().getMax()).isEqualTo(2);
        assertThat(histogram.getStatistics().getValues()).containsExactlyInAnyOrder(0, 2);
    }
}
