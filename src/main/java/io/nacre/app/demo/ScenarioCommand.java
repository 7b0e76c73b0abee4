package io.nacre.app.demo;

import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an account takeover from the first alert to the next model; shows and checks each step. */
@Command(
        name = "scenario",
        description = {
            "Follow an account takeover from the first alert to the next model, on simulated data.",
            "A broker and a job run in this process. The steps are alert, automatic freeze, verdict, freeze,"
                    + " release of an account frozen by mistake, label, retraining, challenger and promotion. Every step is"
                    + " read from the topics and checked. Analysts and engineers act through the public commands."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre scenario", "  nacre scenario --short --seed 2", "  nacre scenario --output json"})
public final class ScenarioCommand implements Callable<Integer> {

    private final Supplier<CommandLine> nacre;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the simulation; default 1.")
    private long seed;

    @Option(names = "--short", description = "End after the release of the account, before the retraining.")
    private boolean shortened;

    @Mixin
    private OutputOptions output = new OutputOptions();

    /** @param nacre creates the command line whose commands the scenario runs */
    public ScenarioCommand(Supplier<CommandLine> nacre) {
        this.nacre = nacre;
    }

    @Override
    public Integer call() throws Exception {
        Path work = CommandSupport.workFolder().toAbsolutePath();
        // Not a long number: a bundle's address must not look like a card number.
        Path folder = Files.createDirectory(Files.createDirectories(work).resolve("story-" + UUID.randomUUID()));
        ScenarioTranscript transcript = new ScenarioTranscript(output.messages(spec));
        try {
            new TakeoverScenario(seed, !shortened, folder, nacre, transcript).run();
            transcript.list(output, CommandSupport.out(spec));
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
        return 0;
    }
}
