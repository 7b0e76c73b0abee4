package io.nacre.guarantee;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a run left on the topics.
 *
 * @param inputs every record of the transactions topic
 * @param frozen ids of transactions sent after their account's freeze took effect and before its release was ordered
 */
public record Evidence(
        List<Input> inputs,
        List<Decision> decisions,
        List<Alert> alerts,
        List<DeadLetter> deadLetters,
        List<RejectedTransaction> rejected,
        Set<String> frozen) {

    /**
     * A record of the transactions topic.
     *
     * @param source its topic, partition and offset
     * @param transactionId null where it cannot be read
     */
    public record Input(String source, @Nullable String transactionId) {}

    public Evidence {
        inputs = List.copyOf(inputs);
        decisions = List.copyOf(decisions);
        alerts = List.copyOf(alerts);
        deadLetters = List.copyOf(deadLetters);
        rejected = List.copyOf(rejected);
        frozen = Set.copyOf(frozen);
    }

    /** Reads the topics to their ends. */
    public static Evidence read(KafkaSettings kafka, Set<String> frozen) {
        List<Input> inputs = new ArrayList<>();
        each(kafka, TopicCatalogue.TRANSACTIONS, (record, value) -> {
            String id = value == null ? null : value.id();
            inputs.add(new Input(SourceHeader.text(record.origin()), id));
        });
        List<RejectedTransaction> rejected = new ArrayList<>();
        Set<RecordOrigin> rejections = new HashSet<>();
        each(kafka, TopicCatalogue.REJECTED_TRANSACTIONS, (record, value) -> {
            if (value != null) {
                rejected.add(value);
                rejections.add(record.origin());
            }
        });
        List<Decision> decisions = new ArrayList<>();
        each(kafka, TopicCatalogue.DECISIONS, (record, value) -> {
            if (value != null) {
                decisions.add(value);
            } else if (!rejections.contains(record.origin())) {
                throw unreadable(record);
            }
        });
        return new Evidence(
                inputs,
                decisions,
                values(kafka, TopicCatalogue.ALERTS),
                values(kafka, TopicCatalogue.DEAD_LETTERS),
                rejected,
                frozen);
    }

    private static <T> List<T> values(KafkaSettings kafka, Topic<T> topic) {
        List<T> values = new ArrayList<>();
        each(kafka, topic, (record, value) -> {
            if (value == null) {
                throw unreadable(record);
            }
            values.add(value);
        });
        return values;
    }

    private static AssertionError unreadable(TopicRecord<?> record) {
        return new AssertionError("the job wrote what it cannot read, to " + record.origin());
    }

    private static <T> void each(
            KafkaSettings kafka, Topic<T> topic, BiConsumer<TopicRecord<T>, @Nullable T> consumer) {
        try (TopicReader<T> reader = new TopicReader<>(kafka, topic)) {
            reader.readToEnd(record -> consumer.accept(
                    record, record.decoded() instanceof DecodeResult.Value<T> read ? read.value() : null));
        }
    }
}
