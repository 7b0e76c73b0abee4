package io.nacre.app;

import io.nacre.app.cli.CommandFailedException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the benchmark command in the help if the benchmarks are not on the class path. */
@Command(
        name = "bench",
        description = "Compare Nacre with alternatives on this machine.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench --help", "  nacre bench floor --help"})
final class UnavailableBenchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "BENCH", description = "Benchmark to run; 'scripts/nacre bench --help' lists them.")
    private List<String> benches = List.of();

    @Override
    public Integer call() {
        throw new CommandFailedException("benchmarks are built with the tests: in the sources, run scripts/nacre bench "
                + String.join(" ", benches));
    }
}
