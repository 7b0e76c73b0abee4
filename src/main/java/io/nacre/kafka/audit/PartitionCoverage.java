package io.nacre.kafka.audit;

import io.nacre.kafka.client.OffsetRange;
import org.apache.kafka.common.TopicPartition;

/** The coverage of one partition of an input topic: a few bits per offset. */
final class PartitionCoverage {

    final TopicPartition partition;
    final OffsetRange span;
    final OffsetSet records = new OffsetSet();
    final OffsetSet aborted = new OffsetSet();

    /** Records so old that their outputs may have been deleted. */
    final OffsetSet old = new OffsetSet();

    final OffsetSet decided = new OffsetSet();
    final OffsetSet repeats = new OffsetSet();
    final OffsetSet letters = new OffsetSet();

    /** Rejections, which belong to a dead letter. */
    final OffsetSet rejected = new OffsetSet();

    final OffsetSet examples = new OffsetSet();
    final long removed;
    long open;

    PartitionCoverage(TopicPartition partition, OffsetRange offsetRange, long removed) {
        this.partition = partition;
        this.span = offsetRange;
        this.removed = removed;
    }

    /** Offsets without a record at any isolation level. */
    long markers() {
        return span.length() - open - records.size() - aborted.size();
    }

    /** Records whose outputs, if any, have been deleted by retention. */
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
