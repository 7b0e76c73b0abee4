package io.nacre.app;

import static java.util.Objects.requireNonNull;

import io.nacre.app.cli.CommandSupport;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the shell script that completes commands and options. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre completion > nacre_completion", "  source nacre_completion"})
final class CompletionCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = CommandSupport.out(spec);
        out.print(AutoComplete.bash("nacre", requireNonNull(spec).root().commandLine()));
        out.flush();
    }
}
