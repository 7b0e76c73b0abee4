package io.nacre.stream;

import static io.nacre.docs.MarkdownTable.code;

import io.nacre.docs.MarkdownTable;
import io.nacre.docs.ReferencePage;
import io.nacre.stream.metrics.JobMetric;

/** Every metric of the job. */
public final class MetricsPage {

    private MetricsPage() {}

    public static ReferencePage page() {
        MarkdownTable table = new MarkdownTable("metric", "type", "labels", "meaning");
        for (JobMetric metric : JobMetric.values()) {
            table.row(code(metric.metric()), metric.type(), metric.labels(), metric.meaning());
        }
        return ReferencePage.of("metrics", "metrics", table.lines());
    }
}
