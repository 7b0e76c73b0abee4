package io.nacre.app.webhook;

import static java.util.Objects.requireNonNull;

import io.nacre.webhook.WebhookEndpoint;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option for the file of endpoints. */
final class EndpointOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--endpoints",
            required = true,
            paramLabel = "FILE",
            description = "Endpoints in YAML: name, url, events and secrets. Secrets only as references:"
                    + " $${env:NAME}, $${file:/path}.")
    private Path file = Path.of("");

    /** The endpoints; an invalid file is an invalid command line. */
    List<WebhookEndpoint> read() {
        try {
            return WebhookConfigReader.read(file);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    requireNonNull(spec, "picocli sets it").commandLine(), "--endpoints: " + e.getMessage(), e);
        }
    }
}
