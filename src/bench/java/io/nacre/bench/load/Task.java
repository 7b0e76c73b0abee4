package io.nacre.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A task for a worker: a kind of work, and its settings.
 *
 * @param settings as texts, because they are sent to another process
 */
public record Task(WorkloadType work, Map<String, String> settings) {

    public Task {
        settings = Map.copyOf(settings);
    }

    public static Task of(WorkloadType workloadType) {
        return new Task(workloadType, Map.of());
    }

    public Task with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(settings);
        more.put(name, String.valueOf(value));
        return new Task(work, more);
    }

    public String text(String name) {
        String value = settings.get(name);
        if (value == null) {
            throw new IllegalArgumentException(work + " needs the setting " + name);
        }
        return value;
    }

    public String text(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise);
    }

    public long number(String name, long otherwise) {
        return Long.parseLong(text(name, Long.toString(otherwise)));
    }
}
