package io.nacre.training.history;

import io.nacre.feature.TransactionResolver;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Labelled transactions of the past. Can be read more than once, and is the same each time. */
public interface History {

    /** Hands over every transaction in order of event time; those of the same moment in the order of the source. */
    void forEach(Consumer<LabelledTransaction> reader) throws IOException;

    /** What is known of the accounts from the beginning; empty where the source has none. */
    List<AccountProfile> profiles() throws IOException;

    /** What makes vectors of it, in order: memories, unless the vectors were kept as they were served. */
    default Replay replay(TransactionResolver resolver) throws IOException {
        return new Replay(resolver, profiles());
    }

    /** How many transactions one stands for in training. */
    default double weight(String transactionId) {
        return 1;
    }
}
