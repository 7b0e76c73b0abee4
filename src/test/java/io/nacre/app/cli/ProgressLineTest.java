package io.nacre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.cli.ProgressLine.Destination;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringWriter err = new StringWriter();
    private long nowNs;

    @Test
    void isOneLineOnATerminalAndLeavesItEmpty() {
        try (ProgressLine progress = progress(Destination.TERMINAL)) {
            progress.add();
            nowNs = TimeUnit.SECONDS.toNanos(2);
            progress.add();
        }

        assertThat(err.toString()).isEqualTo("\r2 rows, 2 s\r" + " ".repeat(11) + "\r");
    }

    @Test
    void isALineEveryFewSecondsElsewhere() {
        try (ProgressLine progress = progress(Destination.FILE)) {
            for (int second = 1; second <= 12; second++) {
                nowNs = TimeUnit.SECONDS.toNanos(second);
                progress.add();
            }
        }

        assertThat(err.toString().lines()).containsExactly("5 rows, 5 s", "10 rows, 10 s");
    }

    @Test
    void printsNothingWithoutATerminal() {
        ProgressLine progress = progress(Destination.NOWHERE);
        nowNs = TimeUnit.HOURS.toNanos(1);
        progress.add();
        progress.close();

        assertThat(err.toString()).isEmpty();
    }

    private ProgressLine progress(Destination destination) {
        return new ProgressLine("rows", new PrintWriter(err), destination, () -> nowNs);
    }
}
