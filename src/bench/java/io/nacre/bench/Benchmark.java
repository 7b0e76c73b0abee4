package io.nacre.bench;

import static java.util.Objects.requireNonNull;

import io.nacre.app.cli.ProgressLine;
import io.nacre.bench.load.ServedWorld;
import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Pairs;
import io.nacre.bench.measure.Result;
import io.nacre.training.TrainingOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The common part of all benchmarks: progress, the output folder, and the exit code. */
abstract class Benchmark implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the JSON file, the page and cached data; default 'bench' in the work folder.")
    private Path out = Path.of(System.getProperty("nacre.work", ".nacre"), "bench");

    @Option(
            names = "--pairs",
            defaultValue = "5",
            description = "Number of pairs of alternating runs after a warm-up pair; default 5.")
    private int pairs;

    @Option(
            names = "--smoke",
            description = "Test the benchmark with a tiny run in this process. Its figures mean nothing.")
    private boolean trial;

    @Option(names = "--smoke-brokers", hidden = true, description = "The broker of a tiny run; default its own.")
    private @Nullable String trialBrokers;

    /** The question of the benchmark, in one sentence. */
    abstract String question();

    /** Measures; throws if the compared sides compute different results. */
    abstract void measure(Result result) throws Exception;

    @Override
    public Integer call() throws Exception {
        CommandSpec command = requireNonNull(spec, "picocli sets it");
        say(question());
        Result result = new Result(command.name(), question(), options(command));
        measure(result);
        if (trial) {
            result.note("A trial: the figures mean nothing.");
        }
        result.write(out);
        result.lines().forEach(line -> say("%s", line));
        say("Written to %s", out.resolve(command.name() + ".html"));
        String reason = result.voidBecause();
        if (reason == null || trial) {
            return 0;
        }
        command.commandLine().getErr().println("nacre: the run is invalid: " + reason);
        return 1;
    }

    boolean trial() {
        return trial;
    }

    /** The broker of a trial; null for one of its own. */
    @Nullable
    String trialBrokers() {
        return trialBrokers;
    }

    /** Runs both sides alternately, as often as configured. */
    Pairs inTurn(Pairs.Run ours, Pairs.Run theirs) throws Exception {
        int runs = trial ? 2 : 2 + 2 * pairs();
        try (ProgressLine progress = ProgressLine.start(spec, "of " + runs + " runs measured")) {
            Pairs.Run first = counted(ours, progress);
            Pairs.Run second = counted(theirs, progress);
            return trial ? Pairs.once(first, second) : Pairs.of(pairs(), first, second);
        }
    }

    private static Pairs.Run counted(Pairs.Run run, ProgressLine progress) {
        return () -> {
            Cost cost = run.run();
            progress.add();
            return cost;
        };
    }

    /** The number of pairs of alternating runs. */
    int pairs() {
        return count(pairs, 1);
    }

    Path folder() {
        return out.toAbsolutePath();
    }

    /** The given number, or that of a trial. */
    int count(int given, int ofTrial) {
        return trial ? Math.min(given, ofTrial) : given;
    }

    /** The training options of simulated worlds. */
    TrainingOptions training() {
        return ServedWorld.training(count(40, 4));
    }

    void say(String format, Object... values) {
        PrintWriter writer =
                requireNonNull(spec, "picocli sets it").commandLine().getOut();
        writer.printf(Locale.ROOT, format + "%n", values);
        writer.flush();
    }

    private static Map<String, Object> options(CommandSpec command) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (OptionSpec option : command.options()) {
            Object value = option.getValue();
            if (value != null && !option.usageHelp() && !option.versionHelp()) {
                options.put(option.longestName().replaceFirst("^-+", ""), value);
            }
        }
        options.remove("out");
        return options;
    }
}
