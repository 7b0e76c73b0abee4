package io.nacre.training.csv;

import io.nacre.payment.CardNumberDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the rows of a file. Every row is counted once: read, skipped or bad. */
public final class RowCount {

    private static final int EXAMPLES = 10;

    private final String file;
    private long read;
    private long skipped;
    private long bad;
    private final List<String> examples = new ArrayList<>();
    private final SuspiciousValues warnings = new SuspiciousValues();

    RowCount(String file) {
        this.file = file;
    }

    /** Rows that were read. */
    public long read() {
        return read;
    }

    /** Rows that the mapping skips, such as refunds. */
    public long skipped() {
        return skipped;
    }

    /** Rows that could not be read. */
    public long bad() {
        return bad;
    }

    /** The first bad rows, each with file, line, fault and remedy. */
    public List<String> examples() {
        return List.copyOf(examples);
    }

    /** Warnings about suspicious values in rows that were read. */
    public List<String> warnings() {
        return warnings.lines();
    }

    SuspiciousValues columns() {
        return warnings;
    }

    /** Reads a row and counts it; null if the row is skipped or bad. An ambiguous number ends the reading. */
    <T> @Nullable T attempt(Row row, Supplier<@Nullable T> reading) {
        try {
            if (row.parts().get(0).isEmpty()) {
                throw new BadRowException("row", "has more or fewer cells than the header: correct it");
            }
            T value = reading.get();
            if (value == null) {
                skipped++;
            } else {
                read++;
            }
            return value;
        } catch (BadRowException e) {
            bad++;
            if (examples.size() < EXAMPLES) {
                // A number in the wrong column may be a card number.
                examples.add(at(row) + CardNumberDetector.masked(String.valueOf(e.getMessage())));
            }
            return null;
        } catch (AmbiguousNumberException e) {
            throw new UncheckedIOException(
                    new IOException(at(row) + CardNumberDetector.masked(String.valueOf(e.getMessage())), e));
        }
    }

    /** Rejects a file with a larger share of bad rows. */
    void check(double maxBadShare) throws IOException {
        long rows = read + skipped + bad;
        if (bad > maxBadShare * rows) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%d of %d rows of %s cannot be read, more than max-bad-share %s; the first: %s",
                    bad,
                    rows,
                    file,
                    maxBadShare,
                    examples.get(0)));
        }
    }

    private String at(Row row) {
        return file + ", line " + row.line() + ", ";
    }
}
