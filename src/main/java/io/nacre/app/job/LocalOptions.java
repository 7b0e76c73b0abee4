package io.nacre.app.job;

import io.nacre.app.cli.CommandSupport;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a job in this process. */
final class LocalOptions {

    @Option(names = "--parallelism", defaultValue = "1", description = "Parallelism of the job; default 1.")
    private int parallelism;

    @Option(
            names = "--web-port",
            defaultValue = "0",
            description = "Port of Flink's web interface; default any free port.")
    private int webPort;

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description = "Folder for checkpoints; default 'checkpoints' in the work folder.")
    private Path checkpoints = CommandSupport.workFolder().resolve("checkpoints");

    @Option(
            names = "--from-savepoint",
            paramLabel = "URI",
            description = "Checkpoint or savepoint to restore; default the newest checkpoint of this job.")
    private @Nullable String fromState;

    int parallelism() {
        return parallelism;
    }

    int webPort() {
        return webPort;
    }

    Path checkpoints() {
        return checkpoints.toAbsolutePath();
    }

    @Nullable
    String fromState() {
        return fromState;
    }
}
