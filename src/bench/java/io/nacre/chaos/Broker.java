package io.nacre.chaos;

import io.nacre.bench.load.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A broker in its own JVM with two listeners: one for the generator and the reconciliation, and one for the job, which
 * is advertised with the proxy's port.
 */
final class Broker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final int port;
    private final int jobPort;
    private final Node node;

    private Broker(int port, int jobPort, Node node) {
        this.port = port;
        this.jobPort = jobPort;
        this.node = node;
    }

    /**
     * Formats the folder without starting the broker.
     *
     * @param proxyPort the port of the job's proxy
     */
    static Broker at(Path data, Path folder, int proxyPort) throws IOException {
        int port = Ports.free();
        int jobPort = Ports.free();
        Path file = folder.resolve("broker.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties(data, port, jobPort, proxyPort).store(writer, null);
        }
        String[] format = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
        if (StorageTool.execute(format, new PrintStream(OutputStream.nullOutputStream(), false)) != 0) {
            throw new IOException("cannot format " + data);
        }
        Node node = new Node("broker", folder, List.of("-Xmx512m", "kafka.Kafka", file.toString()));
        return new Broker(port, jobPort, node);
    }

    Node node() {
        return node;
    }

    /** The bootstrap servers of the generator and the reconciliation. */
    String brokers() {
        return "127.0.0.1:" + port;
    }

    /** The port behind the proxy. */
    int jobPort() {
        return jobPort;
    }

    /** Returns once the broker answers. */
    void start() throws Exception {
        node.start();
        Waiting.forThat("the broker's start", this::answers, PATIENCE);
    }

    boolean answers() throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", brokers(), "default.api.timeout.ms", "2000", "request.timeout.ms", "2000");
        try (Admin admin = Admin.create(settings)) {
            return !admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).isEmpty();
        }
    }

    @Override
    public void close() throws InterruptedException {
        node.close();
    }

    private static Properties properties(Path data, int port, int jobPort, int proxyPort) throws IOException {
        int controller = Ports.free();
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controller);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("inter.broker.listener.name", "PLAINTEXT");
        properties.setProperty(
                "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,JOB:PLAINTEXT");
        properties.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:%d,JOB://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(port, jobPort, controller));
        properties.setProperty(
                "advertised.listeners", "PLAINTEXT://127.0.0.1:%d,JOB://127.0.0.1:%d".formatted(port, proxyPort));
        properties.setProperty("log.dirs", data.toString());
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        // The index of a segment is preallocated; the default of 10 MB each would fill a small disk.
        properties.setProperty("log.index.size.max.bytes", "262144");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.setProperty(topic + ".replication.factor", "1");
            properties.setProperty(topic + ".num.partitions", "1");
        }
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        return properties;
    }
}
