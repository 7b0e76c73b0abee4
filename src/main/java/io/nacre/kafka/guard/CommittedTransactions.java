package io.nacre.kafka.guard;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Checks with the broker whether a transaction was committed. After a restore the connector commits the transactions of
 * its checkpoint again. With transactions of version 2 the broker increments the producer epoch at each commit, and
 * rejects a second commit as if the transaction were lost. Transactional ids are numbered and never reused, so the last
 * state of an id is the state of its transaction.
 */
final class CommittedTransactions implements Predicate<KafkaCommittable> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The maximum epoch. After it a producer gets a new id and starts at epoch 0. */
    private static final int LAST_EPOCH = Short.MAX_VALUE - 1;

    private final KafkaSettings settings;

    CommittedTransactions(KafkaSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean test(KafkaCommittable ready) {
        String name = ready.getTransactionalId();
        try (Admin admin = settings.admin(PATIENCE)) {
            TransactionDescription now = KafkaFutures.of(
                    admin.describeTransactions(List.of(name)).description(name),
                    settings,
                    "querying the state of the transaction " + name);
            return isCommitted(ready, now);
        } catch (KafkaAccessException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                // The broker has already expired the transactional id and its state.
                return false;
            }
            throw e;
        }
    }

    static boolean isCommitted(KafkaCommittable ready, TransactionDescription now) {
        boolean committed =
                now.state() == TransactionState.COMPLETE_COMMIT || now.state() == TransactionState.PREPARE_COMMIT;
        boolean nextEpoch = now.producerId() == ready.getProducerId()
                && (now.producerEpoch() == ready.getEpoch() || now.producerEpoch() == ready.getEpoch() + 1);
        boolean nextProducer =
                ready.getEpoch() == LAST_EPOCH && now.producerId() != ready.getProducerId() && now.producerEpoch() == 0;
        return committed && (nextEpoch || nextProducer);
    }
}
