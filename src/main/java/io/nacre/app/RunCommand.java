package io.nacre.app;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the job in this JVM against a given broker. */
@Command(
        name = "run",
        description = "Run the job in this process against a broker, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre run --brokers localhost:9092 --bundle my-bundle",
            "  nacre run --brokers kafka:9093 --client-config tls.properties --bundle b.zip --parallelism 2",
            "  nacre run --brokers localhost:9092 --bundle b.zip --from-state file:///var/nacre/checkpoints/.../chk-42",
            "",
            "On a Flink cluster, submit target/nacre-job.jar with the same options instead."
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private JobOptions job = new JobOptions();

    @Mixin
    private LocalOptions local = new LocalOptions();

    @Override
    public Integer call() throws Exception {
        // What is amiss would else show as endless restarts.
        List<Finding> bad = Checkup.of(job, local).bad();
        if (!bad.isEmpty()) {
            PrintWriter err = Commands.err(spec);
            bad.forEach(finding -> err.println("nacre: " + finding.sentence()));
            return 1;
        }
        FlinkRuntime flink =
                FlinkRuntime.local(local.checkpoints(), local.webPort(), local.parallelism(), local.fromState());
        job.define(flink.env());
        JobClient running = flink.env().executeAsync(JobOptions.NAME);
        PrintWriter out = Commands.out(spec);
        out.println("Running. Flink's web interface: " + flink.webUi() + "   Stop with Ctrl-C.");
        out.flush();
        Thread stop = new Thread(() -> cancel(running), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        running.getJobExecutionResult().get();
        return 0;
    }

    private static void cancel(JobClient running) {
        try {
            running.cancel().get(20, java.util.concurrent.TimeUnit.SECONDS);
        } catch (Exception e) {
            // The JVM is going down; there is nobody left to tell.
            Thread.currentThread().interrupt();
        }
    }
}
