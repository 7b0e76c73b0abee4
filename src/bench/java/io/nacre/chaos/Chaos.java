package io.nacre.chaos;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command behind {@code scripts/chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Runs the job on a Flink cluster and a broker, each process in its own JVM, while payments and invalid records"
                    + " arrive and random faults are injected. Then reconciles inputs and outputs.",
            "Prints a line for each seed; exits with 1 if a target is missed: nothing missing, no incident opened"
                    + " twice, 30 s from a killed TaskManager to the next decision, 12 restarts during a broker outage."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all targets are met",
            "1:one is missed, or a planned fault did not take effect",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  scripts/chaos --seed 1 --minutes 4",
            "  scripts/chaos --seed 1,2,3,4,5",
            "  scripts/chaos --faults kill_taskmanager,disk_full_broker",
            "",
            "Full disks are small in-memory file systems and need root. Without it they are skipped with"
                    + " a message.",
            "Times are wall-clock times: other load increases them."
        })
public final class Chaos implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", split = ",", defaultValue = "1", description = "Seeds of the faults; default 1.")
    private List<Long> seeds = List.of();

    @Option(names = "--minutes", defaultValue = "4", description = "Approximate duration of the faults; default 4.")
    private int minutes;

    @Option(names = "--rate", defaultValue = "150", description = "Payments a second; default 150.")
    private int rate;

    @Option(names = "--parallelism", defaultValue = "2", description = "Of the job; default 2.")
    private int parallelism;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "FAULT",
            description = "These faults, instead of random ones.")
    private List<Fault> faults = List.of();

    @Option(names = "--folder", paramLabel = "DIR", description = "For logs; default 'chaos' in the work folder.")
    private Path folder = Path.of(System.getProperty("nacre.work", ".nacre"), "chaos");

    private Chaos() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Chaos())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = requireNonNull(spec, "picocli sets it").commandLine().getOut();
        int seconds = minutes * 60;
        boolean met = true;
        for (long seed : seeds) {
            List<Fault> plan = faults.isEmpty() ? Plan.drawn(seed, seconds) : faults;
            Path own = folder.toAbsolutePath().resolve("seed-" + seed + "-" + System.currentTimeMillis());
            RunResult runResult =
                    ChaosRun.of(seed, plan, seconds, new Pace(rate, parallelism), own, line -> say(out, line));
            RunResult.head(out);
            runResult.line(out);
            runResult.missed().forEach(missed -> out.println("seed " + seed + " misses a target: " + missed));
            out.flush();
            met &= runResult.missed().isEmpty();
        }
        return met ? 0 : 1;
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
