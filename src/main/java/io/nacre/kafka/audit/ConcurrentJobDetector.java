package io.nacre.kafka.audit;

import io.nacre.kafka.guard.JobInstance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Tells starts of the job that follow each other from two jobs at once. What one start writes comes before all that the
 * next one writes, in each partition; where an earlier one writes again after a later one, both ran.
 */
final class ConcurrentJobDetector {

    private final Map<Integer, String> latest = new HashMap<>();
    private final Map<Integer, Set<String>> before = new HashMap<>();

    /** False where the record's job had been followed by another one already; true where it names none. */
    boolean isInTurn(ConsumerRecord<?, ?> record) {
        String job = JobInstance.of(record.headers());
        if (job == null) {
            return true;
        }
        String last = latest.put(record.partition(), job);
        if (last == null || last.equals(job)) {
            return true;
        }
        Set<String> earlier = before.computeIfAbsent(record.partition(), partition -> new HashSet<>());
        earlier.add(last);
        return !earlier.contains(job);
    }
}
