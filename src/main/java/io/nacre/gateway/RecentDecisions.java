package io.nacre.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.ContractReader;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.SignatureVerifier;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.BodyHash;
import io.nacre.payment.TransactionReference;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of the latest decisions, by transaction id. They are decoded only for a repeated request. The hash in the
 * decision says whether the request has the decided transaction: an id alone does not make two requests the same.
 */
final class RecentDecisions {

    static final int MAX_DECISIONS = 20_000;

    private final Map<String, ConsumerRecord<byte[], byte[]>> byTransactionId = new BoundedMap<>(MAX_DECISIONS);
    private final Object decoding = new Object();
    private final ContractReader<Decision> decisions;
    private final SignatureVerifier signatures;

    RecentDecisions(KafkaSettings settings) {
        this.decisions = TopicCatalogue.DECISIONS.contract().reader(settings.framing());
        this.signatures = SignatureVerifier.of(TopicCatalogue.DECISIONS, settings);
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null) {
            synchronized (byTransactionId) {
                // The first decision counts. Those after it are on repeats.
                byTransactionId.putIfAbsent(new String(record.key(), UTF_8), record);
            }
        }
    }

    /** Decodes a record, so that no request waits for its schema. */
    void loadSchema(ConsumerRecord<byte[], byte[]> record) {
        Decision unused = decode(record);
    }

    /** The decision on the transaction with this hash, as a repeat; null if none is known, or it has no hash. */
    @Nullable
    Decision find(TransactionReference key, String bodyHash) {
        ConsumerRecord<byte[], byte[]> record;
        synchronized (byTransactionId) {
            record = byTransactionId.get(key.transactionId());
        }
        Decision decision = record == null ? null : decode(record);
        return decision != null
                        && decision.accountId().equals(key.accountId())
                        && decision.cause() != Cause.ID_CONFLICT
                        && bodyHash.equals(BodyHash.of(decision.origin()))
                ? asRepeat(decision)
                : null;
    }

    private @Nullable Decision decode(ConsumerRecord<byte[], byte[]> record) {
        synchronized (decoding) {
            return DecisionLookup.decision(record, decisions, signatures);
        }
    }

    private static Decision asRepeat(Decision decision) {
        return new Decision(
                decision.transactionId(),
                decision.accountId(),
                decision.eventTimeMs(),
                decision.policy(),
                decision.scoring(),
                true,
                decision.decidedAtMs(),
                decision.origin());
    }
}
