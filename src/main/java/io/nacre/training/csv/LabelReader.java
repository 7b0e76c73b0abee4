package io.nacre.training.csv;

import io.nacre.codec.mapping.UnvalidatedTransaction;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds the label of a row to its transaction. */
public final class LabelReader {

    /** The purpose of the label column, for messages. */
    public static final String USE = "label";

    private final CsvMapping.LabelColumns columns;
    private final CellReader<String> outcome;
    private final CellReader<Long> knownAt;
    private final CellReader<String> source;
    private final CellReader<String> typology;
    private final RecordOrigin origin;

    /** @param origin the origin for the checks; its timestamp is the time of reading */
    LabelReader(CsvMapping.LabelColumns columns, CsvColumns csvColumns, RecordOrigin origin) {
        this.columns = columns;
        this.origin = origin;
        outcome = csvColumns.column(columns.column(), USE);
        knownAt = csvColumns.time(columns.knownAt(), "label.known-at");
        source = csvColumns.text(columns.source(), "label.source");
        typology = csvColumns.text(columns.typology(), "label.typology");
    }

    /**
     * @param endMs event time of the last transaction; an empty label after {@code endMs} minus the label-maturity
     *     window is unknown
     */
    LabelledTransaction read(Transaction transaction, Row row, long endMs) {
        String text = outcome.from(row);
        if (text == null) {
            return new LabelledTransaction(transaction, undisputed(transaction, endMs), null);
        }
        if (contains(columns.unknown(), text)) {
            return new LabelledTransaction(transaction, null, null);
        }
        boolean fraud = contains(columns.fraud(), text);
        if (!fraud && columns.legitimate() != null && !contains(columns.legitimate(), text)) {
            throw new BadRowException("label", text + " is not listed as fraud, legitimate or unknown: list it");
        }
        Label label = new Label(
                transaction.id(), transaction.accountId(), fraud, knownAtMs(transaction, row), source(fraud, row));
        return new LabelledTransaction(transaction, label, fraud ? typology.from(row) : null);
    }

    /** An empty label counts as legitimate once the label-maturity window has passed. */
    private @Nullable Label undisputed(Transaction transaction, long endMs) {
        long matureMs = transaction.eventTimeMs() + (long) (columns.maturity() * Millis.DAY_MS);
        boolean legitimate = columns.isEmptyLegitimate() && matureMs <= endMs;
        return legitimate
                ? new Label(transaction.id(), transaction.accountId(), false, matureMs, Label.Source.CHARGEBACK)
                : null;
    }

    private long knownAtMs(Transaction transaction, Row row) {
        if (columns.delay() == CsvMapping.Delay.NEXT_MIDNIGHT) {
            return (Math.floorDiv(transaction.eventTimeMs(), Millis.DAY_MS) + 1) * Millis.DAY_MS;
        }
        if (columns.knownAt() == null) {
            double days = Objects.requireNonNull(columns.delayDays());
            return transaction.eventTimeMs() + (long) (days * Millis.DAY_MS);
        }
        Long knownAtMs = knownAt.from(row);
        if (knownAtMs == null) {
            throw new BadRowException("label.known-at", "is empty: fill it in, or empty the label");
        }
        try {
            return UnvalidatedTransaction.time("known_at", knownAtMs, origin);
        } catch (RecordRejectedException e) {
            throw BadRowException.of(e, "", "");
        }
    }

    private Label.Source source(boolean fraud, Row row) {
        String name = source.from(row);
        if (name == null) {
            return fraud ? Label.Source.CHARGEBACK : Label.Source.VERDICT;
        }
        try {
            return Label.Source.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new BadRowException("label.source", name + " is neither VERDICT nor CHARGEBACK: correct it");
        }
    }

    private static boolean contains(@Nullable List<String> texts, String text) {
        return texts != null && texts.contains(text);
    }
}
