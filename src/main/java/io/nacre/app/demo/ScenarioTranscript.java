package io.nacre.app.demo;

import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The steps of a scenario with their commands and results. It prints them while the scenario runs. */
final class ScenarioTranscript {

    private static final OutputTable<Step> STEPS = OutputTable.of(Step.class)
            .column("step", Step::number)
            .column("title", Step::title)
            .column("commands", Step::commands)
            .column("results", Step::results);

    private final PrintWriter out;
    private final List<Step> steps = new ArrayList<>();

    /** A step; its commands and results are added while it runs. */
    private record Step(int number, String title, List<String> commands, List<String> results) {}

    ScenarioTranscript(PrintWriter out) {
        this.out = out;
    }

    /** Where commands of the scenario print. */
    PrintWriter out() {
        return out;
    }

    /** Prints a line that belongs to no step. */
    void say(String line) {
        out.println(line);
        out.flush();
    }

    void begin(String title) {
        steps.add(new Step(steps.size() + 1, title, new ArrayList<>(), new ArrayList<>()));
        out.println();
        say(current());
    }

    /** Adds the command line of a command to the current step. */
    void command(String line) {
        last().commands().add(line);
        say("  $ " + line);
    }

    /** Adds a result to the current step. */
    void result(String line) {
        last().results().add(line);
        say("  " + line);
    }

    /** The number and the title of the current step. */
    String current() {
        return last().number() + ". " + last().title();
    }

    /** Prints the list of the steps for programs; the text format is already printed. */
    void list(OutputOptions output, PrintWriter to) {
        output.list(STEPS, steps, to, () -> {});
    }

    private Step last() {
        return steps.get(steps.size() - 1);
    }
}
