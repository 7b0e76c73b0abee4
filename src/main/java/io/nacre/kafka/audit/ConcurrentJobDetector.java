package io.nacre.kafka.audit;

import io.nacre.kafka.guard.JobInstance;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Distinguishes successive starts of the job from concurrent ones. In each partition all records of one start precede
 * those of the next. If an earlier start writes after a later one, both ran at the same time.
 */
final class ConcurrentJobDetector {

    private final Map<Integer, String> latest = new HashMap<>();
    private final Map<Integer, Set<String>> before = new HashMap<>();

    /** False if another job has already followed the record's job; true without a job id. */
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
