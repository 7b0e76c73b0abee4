package io.nacre.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class TransactionFeedTest {

    @Test
    void writesLifecycleEventsOnceEventTimeReachesThem(@TempDir Path folder) throws Exception {
        List<LabelledTransaction> history = new ArrayList<>();
        World.of(WorldOptions.DEFAULT.withAccounts(60).withMerchants(80).withDays(20))
                .forEach(history::add);
        long endMs = history.get(history.size() - 1).transaction().eventTimeMs();
        List<LifecycleEvent> all = history.stream()
                .flatMap(labelled -> labelled.lifecycle().stream())
                .toList();
        List<LifecycleEvent> due =
                all.stream().filter(event -> event.occurredAtMs() <= endMs).toList();

        try (LocalBroker broker = LocalBroker.start(folder)) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            try (TransactionFeed transactionFeed = new TransactionFeed(kafka)) {
                history.forEach(transactionFeed::transaction);
            }

            List<Transaction> transactions = read(kafka, TopicCatalogue.TRANSACTIONS);
            assertThat(transactions)
                    .isEqualTo(history.stream()
                            .map(LabelledTransaction::transaction)
                            .toList());
            assertThat(due).hasSizeBetween(1_000, all.size() - 10);
            assertThat(read(kafka, TopicCatalogue.LIFECYCLE))
                    .containsExactlyInAnyOrderElementsOf(due)
                    .extracting(LifecycleEvent::occurredAtMs)
                    .isSorted();
        }
    }

    private static <T> List<T> read(KafkaSettings kafka, Topic<T> topic) {
        List<T> records = new ArrayList<>();
        TopicRecords.each(kafka, topic, records::add);
        return records;
    }
}
