package io.nacre.training.history;

import io.nacre.feature.TransactionResolver;
import io.nacre.payment.AccountProfile;
import java.io.IOException;
import java.util.List;

/** A history that changes only how another one is read. Everything else is that history's. */
public interface HistoryDecorator extends History {

    History history();

    @Override
    default List<AccountProfile> profiles() throws IOException {
        return history().profiles();
    }

    @Override
    default Replay replay(TransactionResolver resolver) throws IOException {
        return history().replay(resolver);
    }

    @Override
    default double weight(String transactionId) {
        return history().weight(transactionId);
    }
}
