package io.nacre.app.gateway;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.gateway.http.ApiKeys;
import io.nacre.gateway.http.ApiKeys.Scope;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates a key for a client of the gateway. */
@Command(
        name = "api-key",
        description =
                "Create an API key for a client of the gateway. Prints the key for the client, and the line for the"
                        + " file of 'nacre gateway --api-keys'.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre api-key --name checkout", "  nacre api-key --name support --scope score,read --output json"})
public final class ApiKeyCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the client.")
    private String name = "";

    @Option(
            names = "--scope",
            split = ",",
            defaultValue = "score",
            paramLabel = "score|read",
            description = "What the key allows: score asks for decisions, read looks them up; default score.")
    private List<Scope> scopes = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        String key = ApiKeys.create();
        String line;
        try {
            line = ApiKeys.line(name, EnumSet.copyOf(scopes), key);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("--name: " + e.getMessage());
        }
        PrintWriter out = CommandSupport.out(spec);
        output.show(Map.of("key", key, "line", line), out, () -> {
            out.println("Key for the client, shown only now: " + key);
            out.println("Add this line to the file of --api-keys:");
            out.println(line);
        });
        return 0;
    }
}
