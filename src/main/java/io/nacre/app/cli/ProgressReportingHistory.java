package io.nacre.app.cli;

import io.nacre.payment.LabelledTransaction;
import io.nacre.training.history.History;
import io.nacre.training.history.HistoryDecorator;
import java.io.IOException;
import java.util.function.Consumer;

/** A history that reports its progress while it is read. */
public record ProgressReportingHistory(History history, ProgressLine progress) implements HistoryDecorator {

    @Override
    public void forEach(Consumer<LabelledTransaction> reader) throws IOException {
        history.forEach(labelled -> {
            progress.add();
            reader.accept(labelled);
        });
    }
}
