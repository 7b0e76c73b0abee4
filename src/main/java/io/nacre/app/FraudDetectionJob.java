package io.nacre.app;

import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Main class of {@code nacre-job.jar}: the job as a Flink cluster runs it, with the options of {@code nacre run}. */
@Command(name = "nacre-job", mixinStandardHelpOptions = true, description = "The fraud-detection job, on a cluster.")
public final class FraudDetectionJob implements Callable<Integer> {

    @Mixin
    private JobOptions job = new JobOptions();

    private FraudDetectionJob() {}

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new FraudDetectionJob())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    throw failure;
                });
        int code = command.execute(args);
        if (code != 0) {
            // Flink shows the exception to whoever submitted the job; an exit would take the JobManager along.
            throw new Failure("the job was not submitted, see above (exit code " + code + ")");
        }
    }

    @Override
    public Integer call() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        job.define(env);
        env.execute(JobOptions.NAME);
        return 0;
    }
}
