package io.nacre.stream;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metrics by their name, with the values of their labels before it. */
public final class RecordedMetrics extends UnregisteredMetricsGroup {

    private final Map<String, Metric> metrics;
    private final String labels;

    public RecordedMetrics() {
        this(new TreeMap<>(), "");
    }

    private RecordedMetrics(Map<String, Metric> metrics, String labels) {
        this.metrics = metrics;
        this.labels = labels;
    }

    Metric get(String name) {
        Metric metric = metrics.get(name);
        if (metric == null) {
            throw new AssertionError("there is no " + name + ", but " + metrics.keySet());
        }
        return metric;
    }

    Object gauged(String name) {
        return ((Gauge<?>) get(name)).getValue();
    }

    public Histogram histogram(String name) {
        return (Histogram) get(name);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new RecordedMetrics(metrics, labels + value + " ");
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        return recorded(name, counter);
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        return recorded(name, gauge);
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        return recorded(name, histogram);
    }

    private <M extends Metric> M recorded(String name, M metric) {
        if (metrics.put(labels + name, metric) != null) {
            throw new AssertionError(labels + name + " is registered twice");
        }
        return metric;
    }
}
