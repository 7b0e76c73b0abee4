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
 * Asks the broker whether a transaction was committed before. After a restore the connector commits once more what its
 * checkpoint names. Since transactions of version 2 the broker gives a producer another epoch with each commit, and
 * refuses the second one as if the transaction were gone. Names of transactions are counted up and never used again, so
 * the last that became of a name is what became of its transaction.
 */
final class CommittedTransactions implements Predicate<KafkaCommittable> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The largest that a producer gets; then it has another id, and begins at 0. */
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
                    "asking what became of the transaction " + name);
            return isCommitted(ready, now);
        } catch (KafkaAccessException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                // It is so long ago that the broker has forgotten the name, and with it what became of it.
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
