package io.nacre.training.history;

import io.nacre.feature.TransactionResolver;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Labelled past transactions. Each reading returns the same transactions. */
public interface History {

    /** Passes every transaction in event-time order; transactions of the same time in source order. */
    void forEach(Consumer<LabelledTransaction> reader) throws IOException;

    /** The account profiles that are valid from the start; empty if the source has none. */
    List<AccountProfile> profiles() throws IOException;

    /** Creates the replay that computes the vectors, or returns them as they were served. */
    default Replay replay(TransactionResolver resolver) throws IOException {
        return new Replay(resolver, profiles());
    }

    /** The number of transactions that one represents in training. */
    default double weight(String transactionId) {
        return 1;
    }
}
