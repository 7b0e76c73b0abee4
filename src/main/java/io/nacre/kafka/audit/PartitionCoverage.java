package io.nacre.kafka.audit;

import io.nacre.kafka.client.OffsetRange;
import org.apache.kafka.common.TopicPartition;

/** The account of one partition of an input topic: a few bits for each offset. */
final class PartitionCoverage {

    final TopicPartition partition;
    final OffsetRange span;
    final OffsetSet records = new OffsetSet();
    final OffsetSet aborted = new OffsetSet();

    /** Records so old that their answers may have been removed. */
    final OffsetSet old = new OffsetSet();

    final OffsetSet decided = new OffsetSet();
    final OffsetSet repeats = new OffsetSet();
    final OffsetSet letters = new OffsetSet();

    /** Answers that go with a dead letter: no answers of their own. */
    final OffsetSet rejected = new OffsetSet();

    final OffsetSet examples = new OffsetSet();
    final long removed;
    long open;

    PartitionCoverage(TopicPartition partition, OffsetRange offsetRange, long removed) {
        this.partition = partition;
        this.span = offsetRange;
        this.removed = removed;
    }

    /** Offsets that hold no record, whoever reads. */
    long markers() {
        return span.length() - open - records.size() - aborted.size();
    }

    /** Records whose answers, if there were any, have been removed since. */
    long unprovable() {
        long count = 0;
        for (long offset = span.from(); old.size() > 0 && offset < span.to(); offset++) {
            count += old.has(offset) && !decided.has(offset) && !letters.has(offset) ? 1 : 0;
        }
        return count;
    }

    String name(long offset) {
        return partition.topic() + ":" + partition.partition() + ":" + offset;
    }
}
