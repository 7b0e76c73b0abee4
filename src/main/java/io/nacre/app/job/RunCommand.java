package io.nacre.app.job;

import io.nacre.app.cli.CommandErrorHandler;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.kafka.admin.BrokerHealthCheck;
import io.nacre.kafka.admin.FolderLock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
            "  nacre run --bootstrap-servers localhost:9092 --bundle my-bundle",
            "  nacre run --bootstrap-servers kafka:9093 --client-config tls.properties --bundle b.zip --parallelism 2",
            "  nacre run --bootstrap-servers localhost:9092 --bundle b.zip --from-savepoint"
                    + " file:///var/nacre/checkpoints/.../chk-42",
            "  nacre run --bootstrap-servers localhost:9092 --bundle b.zip --fresh",
            "",
            "After a restart, the job continues from its newest checkpoint in the folder of --checkpoints.",
            "A job is identified by --group, --topic-prefix and the Kafka cluster.",
            "Failed checkpoints and restarts are reported on standard error.",
            "A job that has lost its state ends with an error; --fresh lets it start without state.",
            "",
            "On a Flink cluster, submit target/nacre-job.jar with the same options."
        })
public final class RunCommand implements Callable<Integer> {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private JobOptions job = new JobOptions();

    @Mixin
    private LocalOptions local = new LocalOptions();

    @Override
    public Integer call() throws Exception {
        // Otherwise problems would only appear as endless restarts.
        List<PreflightCheckResult> bad = PreflightChecks.of(job, local).bad();
        if (!bad.isEmpty()) {
            PrintWriter err = CommandSupport.err(spec);
            bad.forEach(preflightCheckResult -> err.println("nacre: " + preflightCheckResult.sentence()));
            return 1;
        }
        String clusterId;
        try (BrokerHealthCheck broker = new BrokerHealthCheck(job.kafka())) {
            clusterId = broker.clusterId();
        }
        JobCheckpoints folder = JobCheckpoints.of(local.checkpoints(), job.kafka(), clusterId);
        try (FolderLock lock = FolderLock.acquire(folder.path())) {
            if (lock == null) {
                throw new CommandFailedException(
                        "another 'nacre run' of this job uses " + folder.path() + ": stop that one first");
            }
            return run(JobStartPlan.plan(job, local, clusterId));
        }
    }

    private int run(JobStartPlan jobStartPlan) throws Exception {
        jobStartPlan.folder().deleteOld();
        LocalFlink flink = LocalFlink.local(
                jobStartPlan.folder().next(), local.webPort(), local.parallelism(), jobStartPlan.restore());
        job.define(flink.env());
        JobClient running = flink.env().executeAsync(JobOptions.NAME);
        PrintWriter out = CommandSupport.out(spec);
        out.println("The job " + jobStartPlan.summary() + ".");
        out.println("Running. Flink's web interface: " + flink.webUi() + "   Stop with Ctrl-C.");
        out.flush();
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running, jobStartPlan, stopping), "stop"));
        Duration interval = Duration.ofMillis(flink.env().getCheckpointInterval());
        try (JobMonitor watch =
                new JobMonitor(flink.webUi(), running.getJobID().toString(), interval, line -> print(line, stopping))) {
            running.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            if (stopping.getAndSet(true)) {
                // The process is shutting down.
                new CountDownLatch(1).await();
            }
            throw CommandErrorHandler.ofJob(e);
        }
        stopping.set(true);
        return 0;
    }

    private void print(String line, AtomicBoolean stopping) {
        if (!stopping.get()) {
            PrintWriter err = CommandSupport.err(spec);
            err.println("nacre: " + CommandErrorHandler.oneLine(line));
            err.flush();
        }
    }

    /** Stops the job in the JVM's shutdown hook. If it cannot finish, the next start is as after a crash. */
    private void stop(JobClient running, JobStartPlan jobStartPlan, AtomicBoolean stopping) {
        if (stopping.getAndSet(true)) {
            // The job has ended by itself.
            return;
        }
        PrintWriter out = CommandSupport.out(spec);
        try {
            running.cancel().get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            running.getJobExecutionResult()
                    .handle((result, cancelled) -> result)
                    .get(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            Path newest = jobStartPlan.folder().newest();
            out.println(
                    newest == null
                            ? "Stopped before the first checkpoint was completed."
                            : "Stopped. The same command continues from " + newest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IOException e) {
            out.println("Stopped without waiting for the job: " + CommandErrorHandler.inOneLine(e));
        }
        out.flush();
    }
}
