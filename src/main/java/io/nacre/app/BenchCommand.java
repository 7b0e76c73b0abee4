package io.nacre.app;

import io.nacre.app.cli.CommandFailedException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stands for the benchmarks on a class path without them, so that the help names them. */
@Command(
        name = "bench",
        description = "Compare Nacre with alternatives on this machine.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench --help", "  nacre bench floor --help"})
final class BenchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "BENCH", description = "Benchmark to run; 'scripts/nacre bench --help' lists them.")
    private List<String> benches = List.of();

    @Override
    public Integer call() {
        throw new CommandFailedException("benchmarks are built with the tests: in the sources, run scripts/nacre bench "
                + String.join(" ", benches));
    }
}
