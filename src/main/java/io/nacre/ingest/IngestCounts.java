package io.nacre.ingest;

import java.util.Map;
import java.util.TreeMap;

/** What became of the messages so far. Not thread-safe. */
public final class IngestCounts {

    private final Map<String, Long> skipped = new TreeMap<>();
    private long messages;
    private long transactions;
    private long lifecycleEvents;
    private long rejected;

    void addMessage() {
        messages++;
    }

    void addTransaction() {
        transactions++;
    }

    void addLifecycleEvent() {
        lifecycleEvents++;
    }

    void addRejected() {
        rejected++;
    }

    void addSkipped(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    public long messages() {
        return messages;
    }

    public long transactions() {
        return transactions;
    }

    public long lifecycleEvents() {
        return lifecycleEvents;
    }

    /** The number of messages, or of their parts, that were rejected. */
    public long rejected() {
        return rejected;
    }

    /** The number of messages, or of their parts, that are no payments, by reason. */
    public Map<String, Long> skipped() {
        return Map.copyOf(skipped);
    }
}
