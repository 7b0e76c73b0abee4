package io.nacre.app;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.job.JobOptions;
import io.nacre.app.job.PreflightCheckResult;
import io.nacre.app.job.PreflightChecks;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Main class of {@code nacre-job.jar}: the job for a Flink cluster, with the options of {@code nacre run}. */
@Command(
        name = "nacre-job",
        mixinStandardHelpOptions = true,
        description = "Run the fraud detection job on a Flink cluster.")
public final class FraudDetectionJob implements Callable<Integer> {

    @Mixin
    private JobOptions job = new JobOptions();

    private FraudDetectionJob() {}

    public static void main(String[] args) {
        AtomicReference<@Nullable Exception> thrown = new AtomicReference<>();
        int code = commandLine()
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    thrown.set(failure);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(args);
        if (code != 0) {
            // Flink reports the exception to the client that submitted the job. An exit would stop the JobManager as
            // well.
            Exception cause = thrown.get();
            throw new CommandFailedException(
                    cause == null ? "invalid options, see above" : String.valueOf(cause.getMessage()), cause);
        }
    }

    /** The parser of the options, for the job and for tests. */
    static CommandLine commandLine() {
        return new CommandLine(new FraudDetectionJob()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws Exception {
        List<PreflightCheckResult> bad = PreflightChecks.of(job).bad();
        if (!bad.isEmpty()) {
            throw new CommandFailedException(bad.stream()
                    .map(PreflightCheckResult::sentence)
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        job.define(env);
        env.execute(JobOptions.NAME);
        return 0;
    }
}
