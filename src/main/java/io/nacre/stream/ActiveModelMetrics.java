package io.nacre.stream;

import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.stream.metrics.JobMetric;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** The bundles and rule versions in use, as info metrics: 1 while in use, 0 afterwards. */
final class ActiveModelMetrics {

    private final MetricGroup nacre;
    private final Set<Info> registered = new HashSet<>();

    /** Written by the subtask, read by metric reporters. */
    private volatile Set<Info> inUse = Set.of();

    /** One time series: a metric and the values of its labels. */
    private record Info(JobMetric metric, List<String> values) {}

    ActiveModelMetrics(MetricGroup nacre) {
        this.nacre = nacre;
    }

    void update(ActiveModels activeModels) {
        Set<Info> current = new HashSet<>();
        add(Role.CHAMPION, activeModels.champion(), current);
        add(Role.CHALLENGER, activeModels.challenger(), current);
        activeModels
                .evaluatedRules()
                .forEach(rule -> current.add(new Info(
                        JobMetric.RULE_INFO,
                        List.of(
                                rule.id(),
                                String.valueOf(rule.version()),
                                rule.stage().name()))));
        current.stream().filter(registered::add).forEach(this::register);
        inUse = Set.copyOf(current);
    }

    private static void add(Role role, @Nullable BundleScorer bundle, Set<Info> infos) {
        if (bundle != null) {
            infos.add(new Info(JobMetric.BUNDLE_INFO, List.of(role.name(), bundle.id())));
        }
    }

    private void register(Info info) {
        info.metric()
                .gauge(nacre, () -> inUse.contains(info) ? 1 : 0, info.values().toArray(String[]::new));
    }
}
