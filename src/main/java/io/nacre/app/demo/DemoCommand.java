package io.nacre.app.demo;

import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.DurationConverter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything in one process: broker, Flink, a trained bundle and a simulated world. */
@Command(
        name = "demo",
        description = "Try Nacre in one process: a Kafka broker, Flink, a trained bundle, simulated live traffic"
                + " with alerts, and the analysts' console.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre demo", "  nacre demo --for 60s", "  nacre demo --rate 1000 --web-port 8081 --seed 7"})
public final class DemoCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--for",
            converter = DurationConverter.class,
            paramLabel = "60s",
            description = "Length of the live traffic; default until Ctrl-C.")
    private @Nullable Duration length;

    @Option(names = "--rate", defaultValue = "200", description = "Live transactions per second; default 200.")
    private double rate;

    @Option(names = "--accounts", defaultValue = "1500", description = "Number of accounts; default 1500.")
    private int accounts;

    @Option(names = "--history-days", defaultValue = "60", description = "Days of history for training; default 60.")
    private int historyDays;

    @Option(names = "--epochs", defaultValue = "12", description = "Maximum number of training epochs; default 12.")
    private int epochs;

    @Option(
            names = "--max-legitimate",
            defaultValue = "30000",
            description = "Maximum number of legitimate transactions for training; default 30000.")
    private int legitRows;

    @Option(names = "--parallelism", defaultValue = "1", description = "Parallelism of the job; default 1.")
    private int parallelism;

    @Option(names = "--broker-port", defaultValue = "0", description = "Port of the broker; default any free port.")
    private int brokerPort;

    @Option(
            names = "--web-port",
            defaultValue = "0",
            description = "Port of Flink's web interface; default any free port.")
    private int webPort;

    @Option(
            names = "--gateway-port",
            defaultValue = "0",
            description = "Port of the HTTP gateway; default any free port.")
    private int gatewayPort;

    @Option(
            names = "--console-port",
            defaultValue = "0",
            description = "Port of the analysts' console; default any free port.")
    private int consolePort;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the simulation; default 1.")
    private long seed;

    @Override
    public Integer call() throws Exception {
        DemoOptions options = new DemoOptions(
                length,
                rate,
                accounts,
                historyDays,
                legitRows,
                epochs,
                parallelism,
                brokerPort,
                webPort,
                gatewayPort,
                consolePort,
                seed);
        Path work = CommandSupport.workFolder().toAbsolutePath();
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work, "demo-");
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> stop(stopped, done, CommandSupport.err(spec)), "demo-stop"));
        try {
            new Demo(options, folder, CommandSupport.out(spec), stopped::get).run();
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
            done.countDown();
        }
        return 0;
    }

    /** Handles Ctrl-C: the demo ends as if its time were up. */
    private static void stop(AtomicBoolean stopped, CountDownLatch done, PrintWriter err) {
        stopped.set(true);
        try {
            boolean ended = done.await(30, TimeUnit.SECONDS);
            if (!ended) {
                err.println("nacre: the demo did not stop in time; its folder in the work folder may remain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
