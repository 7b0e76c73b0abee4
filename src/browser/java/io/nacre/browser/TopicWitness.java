package io.nacre.browser;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sees on the topics what the console has done, and sends payments. */
final class TopicWitness implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaSettings kafka;
    private final TopicWriter<Transaction> transactions;

    TopicWitness(KafkaSettings kafka) {
        this.kafka = kafka;
        this.transactions = new TopicWriter<>(kafka, TopicCatalogue.TRANSACTIONS);
    }

    List<Verdict> verdicts() {
        return all(TopicCatalogue.VERDICTS);
    }

    List<AccountAction> actions() {
        return all(TopicCatalogue.ACCOUNT_ACTIONS);
    }

    private <T> List<T> all(Topic<T> topic) {
        List<T> values = new ArrayList<>();
        try (TopicReader<T> reader = new TopicReader<>(kafka, topic)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<T> read) {
                    values.add(read.value());
                }
            });
        }
        return values;
    }

    /** Sends a payment in the store of a merchant with any name. */
    void pay(String id, String accountId, long atMs, long amountMinor, String merchant) {
        transactions.write(new Transaction(
                id,
                atMs,
                accountId,
                null,
                new Money(amountMinor, "EUR"),
                Channel.CARD_NOT_PRESENT,
                "203.0.113.77",
                "check-device",
                new Merchant(merchant, merchant, "5732", "DE", null),
                null,
                null,
                null,
                null,
                Map.of()));
        transactions.flush();
    }

    /** The decision on a payment; null if there is none in time. */
    @Nullable
    Decision decision(String transactionId) {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        List<Decision> found = new ArrayList<>();
        Predicate<Decision> wanted = decision -> decision.transactionId().equals(transactionId);
        try (TopicReader<Decision> reader = new TopicReader<>(kafka, TopicCatalogue.DECISIONS)) {
            while (found.isEmpty() && System.nanoTime() < endNs) {
                reader.poll(POLL, record -> {
                    if (record.decoded() instanceof DecodeResult.Value<Decision> read && wanted.test(read.value())) {
                        found.add(read.value());
                    }
                });
            }
        }
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void close() {
        transactions.close();
    }
}
