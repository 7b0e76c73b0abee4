package io.nacre.app.topic;

import io.nacre.app.cli.CommandSupport;
import io.nacre.kafka.admin.LocalBroker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a Kafka broker for trials. */
@Command(
        name = "broker",
        description = "Run a single Kafka broker for trials in this process, until Ctrl-C. It only accepts connections"
                + " from this host.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre broker", "  nacre broker --port 19092 --folder trial/broker"})
public final class BrokerCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "9092",
            description = "Port to listen on, 0 for any free port; default 9092.")
    private int port;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Folder for its data, which a later start uses again; default 'broker' in the work folder.")
    private Path folder = CommandSupport.workFolder().resolve("broker");

    @Override
    public Integer call() throws InterruptedException {
        LocalBroker broker = LocalBroker.start(folder.toAbsolutePath(), port);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "broker-stop"));
        PrintWriter out = CommandSupport.out(spec);
        out.println("Broker at " + broker.brokers() + ", its data in " + folder + ". Stop with Ctrl-C.");
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }
}
