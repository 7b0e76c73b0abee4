package io.nacre.kafka.client;

import io.nacre.codec.ContractReader;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Transaction;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Finds the transactions behind decisions, on the topic where the job read them. Not thread-safe. */
public final class TransactionLookup implements AutoCloseable {

    private final String topic;
    private final TopicIds now;
    private final ContractReader<Transaction> contract;
    private final SignatureVerifier signatureVerifier;
    private final OffsetRangeReader records;

    /** Opens the lookup; throws {@link KafkaAccessException} if the topic does not exist or cannot be read. */
    public TransactionLookup(KafkaSettings settings) {
        this.topic = settings.nameOf(TopicCatalogue.TRANSACTIONS);
        this.now = TopicIds.of(settings, List.of(TopicCatalogue.TRANSACTIONS));
        this.contract = TopicCatalogue.TRANSACTIONS.contract().reader(settings.framing());
        this.signatureVerifier = SignatureVerifier.of(TopicCatalogue.TRANSACTIONS, settings);
        this.records = new OffsetRangeReader(settings, Isolation.READ_COMMITTED);
    }

    /** The decided transaction; null if the topic no longer retains it, or its record does not match the decision. */
    public @Nullable Transaction find(Decision decision) {
        if (!decision.origin().topic().equals(topic)) {
            return null;
        }
        ConsumerRecord<byte[], byte[]> record = records.find(decision.origin(), now);
        if (record == null || signatureVerifier.refusal(record, decision.origin()) != null) {
            return null;
        }
        return contract.read(decision.origin(), record.value()) instanceof DecodeResult.Value<Transaction> read
                        && read.value().id().equals(decision.transactionId())
                        && read.value().accountId().equals(decision.accountId())
                ? read.value()
                : null;
    }

    @Override
    public void close() {
        records.close();
    }
}
