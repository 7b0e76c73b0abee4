package io.nacre.kafka.audit;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.OffsetRange;
import io.nacre.kafka.client.OffsetRangeReader;
import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import io.nacre.kafka.guard.CommittedOffsets;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The inputs of a reconciliation: the offsets, and the kind of record at each. */
final class ReconciliationInputs {

    /** The input topics of the job. Only records of the first one each need an output. */
    static final List<Topic<?>> TOPICS = List.of(
            TopicCatalogue.TRANSACTIONS,
            TopicCatalogue.ACCOUNT_PROFILES,
            TopicCatalogue.VERDICTS,
            TopicCatalogue.CHARGEBACKS,
            TopicCatalogue.ACCOUNT_ACTIONS,
            TopicCatalogue.LISTS,
            TopicCatalogue.BUNDLES,
            TopicCatalogue.RULES);

    private final KafkaSettings settings;
    private final ReconciliationOptions options;
    private final Runnable each;
    private final Map<TopicPartition, PartitionCoverage> partitions = new HashMap<>();

    private ReconciliationInputs(KafkaSettings settings, ReconciliationOptions options, Runnable each) {
        this.each = each;
        this.settings = settings;
        this.options = options;
    }

    /**
     * @param answersSinceMs the time from which all outputs are available
     * @param each is run for each record that is read
     */
    static ReconciliationInputs read(
            KafkaSettings settings, ReconciliationOptions options, long answersSinceMs, Runnable each) {
        ReconciliationInputs inputs = new ReconciliationInputs(settings, options, each);
        inputs.bound();
        inputs.read(answersSinceMs);
        return inputs;
    }

    /** Null for a partition or topic that is not reconciled. */
    @Nullable
    PartitionCoverage of(TopicPartition partition) {
        return partitions.get(partition);
    }

    List<PartitionCoverage> of(Topic<?> topic) {
        String name = settings.nameOf(topic);
        return partitions.values().stream()
                .filter(account -> account.partition.topic().equals(name))
                .sorted(Comparator.comparingInt(account -> account.partition.partition()))
                .toList();
    }

    private PartitionCoverage of(ConsumerRecord<?, ?> record) {
        return requireNonNull(
                partitions.get(new TopicPartition(record.topic(), record.partition())),
                "partition is not part of the reconciliation");
    }

    private void bound() {
        try (OffsetRangeReader all = new OffsetRangeReader(settings, Isolation.READ_UNCOMMITTED)) {
            boolean committed = false;
            for (Topic<?> topic : TOPICS) {
                List<TopicPartition> found = all.partitions(settings.nameOf(topic));
                Map<TopicPartition, Long> reached = options.toEnd() ? all.ends(found) : all.committed(found);
                CommittedOffsets.requireWithin(settings, reached, all.ends(found));
                committed |= !reached.isEmpty();
                bound(all, found, reached);
            }
            if (partitions.isEmpty()) {
                throw new KafkaAccessException("there is no topic " + settings.nameOf(TopicCatalogue.TRANSACTIONS)
                        + ": create it with 'nacre topics create', or correct --topic-prefix");
            }
            if (!committed) {
                throw new KafkaAccessException("the consumer group " + settings.groupId()
                        + " has committed nothing: set the job's group with --group, or use --until-latest");
            }
        }
    }

    private void bound(OffsetRangeReader all, List<TopicPartition> found, Map<TopicPartition, Long> reached) {
        Map<TopicPartition, Long> begins = all.begins(found);
        Map<TopicPartition, Long> ends = all.ends(found);
        Map<TopicPartition, Long> since = at(all, found, options.since());
        Map<TopicPartition, Long> before = at(all, found, options.before());
        for (TopicPartition partition : found) {
            long begin = requireNonNull(begins.get(partition));
            long end = requireNonNull(ends.get(partition));
            long from = options.since() == null ? begin : Math.max(begin, since.getOrDefault(partition, end));
            long to = Math.min(reached.getOrDefault(partition, begin), before.getOrDefault(partition, end));
            long removed = options.since() == null || from == begin ? begin : 0;
            partitions.put(partition, new PartitionCoverage(partition, new OffsetRange(from, to), removed));
        }
    }

    private static Map<TopicPartition, Long> at(
            OffsetRangeReader all, List<TopicPartition> found, @Nullable Instant time) {
        return time == null ? Map.of() : all.at(found, time);
    }

    private void read(long answersSinceMs) {
        try (OffsetRangeReader committed = new OffsetRangeReader(settings, Isolation.READ_COMMITTED, each)) {
            Map<TopicPartition, Long> ends = committed.ends(partitions.keySet());
            Map<TopicPartition, OffsetRange> readable = new HashMap<>();
            for (PartitionCoverage account : partitions.values()) {
                long to = Math.min(account.span.to(), requireNonNull(ends.get(account.partition)));
                readable.put(account.partition, new OffsetRange(account.span.from(), to));
                account.open =
                        account.span.length() - readable.get(account.partition).length();
            }
            committed.read(readable, record -> {
                PartitionCoverage account = of(record);
                account.records.add(record.offset());
                if (record.timestamp() < answersSinceMs) {
                    account.old.add(record.offset());
                }
            });
            readAborted(readable);
        }
    }

    /** Only if offsets were skipped: at read_uncommitted, the records there are aborted. */
    private void readAborted(Map<TopicPartition, OffsetRange> readable) {
        Map<TopicPartition, OffsetRange> gaps = readable.entrySet().stream()
                .filter(entry -> entry.getValue().length()
                        > requireNonNull(partitions.get(entry.getKey())).records.size())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (gaps.isEmpty()) {
            return;
        }
        try (OffsetRangeReader all = new OffsetRangeReader(settings, Isolation.READ_UNCOMMITTED)) {
            all.read(gaps, record -> {
                PartitionCoverage account = of(record);
                if (!account.records.has(record.offset())) {
                    account.aborted.add(record.offset());
                }
            });
        }
    }
}
