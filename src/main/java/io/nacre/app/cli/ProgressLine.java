package io.nacre.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Shows the progress of a long command on the error output. A terminal shows one line that is updated; any other output
 * gets a line every few seconds. A short command prints nothing.
 */
public final class ProgressLine implements AutoCloseable {

    /** The kind of error output, set by the launcher; without it nothing is printed. */
    static final String PROPERTY = "nacre.progress";

    /** The interval between lines in ms, for tests; 0 prints a line for each count. */
    static final String INTERVAL_PROPERTY = "nacre.progress.interval-ms";

    private static final String BEGINNING_OF_LINE = "\r";
    private static final long TERMINAL_NS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LINES_NS = TimeUnit.SECONDS.toNanos(5);

    /** The destination of the lines. */
    enum Destination {
        NOWHERE,
        TERMINAL,
        FILE
    }

    private final String what;
    private final PrintWriter err;
    private final Destination destination;
    private final LongSupplier clockNs;
    private final long intervalNs;
    private final long startNs;
    private long printedNs;
    private long count;
    private int width;

    ProgressLine(String what, PrintWriter err, Destination destination, LongSupplier clockNs) {
        this.what = what;
        this.err = err;
        this.destination = destination;
        this.clockNs = clockNs;
        Long intervalMs = Long.getLong(INTERVAL_PROPERTY);
        this.intervalNs = intervalMs != null
                ? TimeUnit.MILLISECONDS.toNanos(intervalMs)
                : destination == Destination.TERMINAL ? TERMINAL_NS : LINES_NS;
        this.startNs = clockNs.getAsLong();
        this.printedNs = startNs;
    }

    /**
     * Starts to count.
     *
     * @param what is counted, such as "transactions read"
     */
    public static ProgressLine start(@Nullable CommandSpec spec, String what) {
        Destination destination = switch (System.getProperty(PROPERTY, "")) {
            case "terminal" -> Destination.TERMINAL;
            case "file" -> Destination.FILE;
            default -> Destination.NOWHERE;
        };
        return new ProgressLine(what, CommandSupport.progress(spec), destination, System::nanoTime);
    }

    /** Counts one more. */
    public void add() {
        count++;
        if (destination == Destination.NOWHERE) {
            return;
        }
        long nowNs = clockNs.getAsLong();
        if (nowNs - printedNs >= intervalNs) {
            printedNs = nowNs;
            print(TimeUnit.NANOSECONDS.toSeconds(nowNs - startNs));
        }
    }

    /** Clears the line of a terminal. */
    @Override
    public void close() {
        clear();
    }

    /** Clears the line of a terminal, so that another one can be printed. */
    public void clear() {
        if (width > 0) {
            err.print(BEGINNING_OF_LINE + " ".repeat(width) + BEGINNING_OF_LINE);
            err.flush();
            width = 0;
        }
    }

    private void print(long seconds) {
        String line = String.format(Locale.ROOT, "%,d %s, %d s", count, what, seconds);
        if (destination == Destination.TERMINAL) {
            err.print(BEGINNING_OF_LINE + line);
            width = line.length();
        } else {
            err.println(line);
        }
        err.flush();
    }
}
