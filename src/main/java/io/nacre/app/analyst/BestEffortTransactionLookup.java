package io.nacre.app.analyst;

import io.nacre.decision.Decision;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TransactionLookup;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/** Finds the transactions behind decisions if their topic is readable and still retains them. */
final class BestEffortTransactionLookup implements AutoCloseable {

    private static final String REMOVED = "it is no longer on its topic";

    private @Nullable TransactionLookup lookup;
    private String failure = REMOVED;

    BestEffortTransactionLookup(KafkaSettings settings) {
        try {
            lookup = new TransactionLookup(settings);
        } catch (KafkaAccessException e) {
            failure = String.valueOf(e.getMessage());
        }
    }

    @Nullable
    Transaction find(Decision decision) {
        try {
            return lookup == null ? null : lookup.find(decision);
        } catch (KafkaAccessException e) {
            close();
            failure = String.valueOf(e.getMessage());
            return null;
        }
    }

    /** The reason why a transaction was not found. */
    String failure() {
        return failure;
    }

    @Override
    public void close() {
        if (lookup != null) {
            lookup.close();
            lookup = null;
        }
    }
}
