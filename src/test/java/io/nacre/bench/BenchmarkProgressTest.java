package io.nacre.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Result;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** A benchmark counts its runs on the error stream. */
class BenchmarkProgressTest {

    /** Two sides that cost the same. */
    @Command(name = "same")
    static final class SameCost extends Benchmark {

        private static final Cost COST = new Cost(1, 1, 1, 1, Map.of());

        @Override
        String question() {
            return "Are both sides the same?";
        }

        @Override
        void measure(Result result) throws Exception {
            assertThat(inTurn(() -> COST, () -> COST).ours()).hasSize(3);
        }
    }

    @Test
    void countsEachRunWithTheWarmUp(@TempDir Path folder) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new SameCost());
        command.setErr(new PrintWriter(err, true));
        command.setOut(new PrintWriter(new StringWriter()));
        System.setProperty("nacre.progress", "file");
        System.setProperty("nacre.progress.interval-ms", "0");
        try {
            command.execute("--pairs", "3", "--out", folder.toString());
        } finally {
            System.clearProperty("nacre.progress");
            System.clearProperty("nacre.progress.interval-ms");
        }

        assertThat(err.toString().lines().filter(line -> line.contains("runs measured")))
                .hasSize(8)
                .last()
                .asString()
                .startsWith("8 of 8 runs measured, ");
    }
}
