package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class JobMetricTest {

    @Test
    void theReferencePageIsTheList() throws IOException {
        String rows = Arrays.stream(JobMetric.values()).map(JobMetric::row).collect(Collectors.joining("\n"));

        String page = Files.readString(Path.of("src/docs/METRICS.md"));
        assertThat(page.lines().filter(line -> line.startsWith("| `")).collect(Collectors.joining("\n")))
                .isEqualTo(rows);
    }

    @Test
    void namesAreThoseOfPrometheus() {
        assertThat(JobMetric.values())
                .allSatisfy(metric -> assertThat(metric.row())
                        .matches("\\| `[a-z]+(_[a-z]+)*` \\| (`[a-z]+`)? \\| [A-Z0-9].*\\. \\|"));
    }

    @Test
    void aLabelIsNeverForgotten() {
        assertThatThrownBy(() -> JobMetric.DECISIONS.counter(new UnregisteredMetricsGroup()))
                .hasMessageContaining("decisions_total has the label 'outcome'");
    }
}
