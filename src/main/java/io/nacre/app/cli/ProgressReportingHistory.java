package io.nacre.app.cli;

import io.nacre.feature.TransactionResolver;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import io.nacre.training.history.History;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** A history that reports its progress while it is read. */
public record ProgressReportingHistory(History history, ProgressLine progress) implements History {

    @Override
    public void forEach(Consumer<LabelledTransaction> reader) throws IOException {
        history.forEach(labelled -> {
            progress.add();
            reader.accept(labelled);
        });
    }

    @Override
    public List<AccountProfile> profiles() throws IOException {
        return history.profiles();
    }

    @Override
    public Replay replay(TransactionResolver resolver) throws IOException {
        return history.replay(resolver);
    }

    @Override
    public double weight(String transactionId) {
        return history.weight(transactionId);
    }
}
