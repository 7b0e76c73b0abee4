package io.nacre.kafka.admin;

import io.nacre.kafka.client.KafkaAccessException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A single-node Kafka broker in this JVM, on the loopback interface: for demos and tests. */
public final class LocalBroker implements AutoCloseable {

    private static final String SETTINGS = "server.properties";

    private final Path folder;
    private final int port;
    private final KafkaRaftServer server;
    private final FolderLock lock;

    private LocalBroker(Path folder, int port, KafkaRaftServer server, FolderLock lock) {
        this.folder = folder;
        this.port = port;
        this.server = server;
        this.lock = lock;
    }

    /**
     * Starts a broker with the existing data of the folder.
     *
     * @param folder for its data only: {@link #close} deletes it
     * @param port to listen on; 0 for any free port
     */
    public static LocalBroker start(Path folder, int port) {
        return start(folder, port, "PLAINTEXT", Map.of(), List.of());
    }

    /**
     * Starts a broker with authentication.
     *
     * @param protocol of its listener, such as SASL_SSL
     * @param further additional broker settings, such as those of TLS
     * @param users users to create when formatting, in the syntax of Kafka's storage tool
     */
    public static LocalBroker start(
            Path folder, int port, String protocol, Map<String, String> further, List<String> users) {
        FolderLock lock = lock(folder);
        try {
            return start(folder, port, protocol, further, users, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static LocalBroker start(
            Path folder, int port, String protocol, Map<String, String> further, List<String> users, FolderLock lock) {
        try {
            int chosen = freePort(port);
            Properties properties = properties(folder, chosen, freePort(0), protocol);
            properties.putAll(further);
            if (!Files.exists(folder.resolve("data/meta.properties"))) {
                format(folder, properties, users);
            }
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
            server.startup();
            return new LocalBroker(folder, chosen, server, lock);
        } catch (IOException e) {
            throw new KafkaAccessException(
                    "cannot start a broker on port " + port + " in " + folder + ": " + e.getMessage()
                            + ": stop the process that uses them, or choose others",
                    e);
        }
    }

    /** Starts a broker on a free port. */
    public static LocalBroker start(Path folder) {
        return start(folder, 0);
    }

    /** The bootstrap servers: host and port. */
    public String brokers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    /** Stops the broker and keeps its data, so that it can be started again. */
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
        lock.close();
    }

    /** Stops the broker and deletes its data. */
    @Override
    public void close() {
        stop();
        try {
            FileUtils.deleteDirectory(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /** Two brokers in one folder would corrupt each other's data. */
    private static FolderLock lock(Path folder) {
        try {
            Files.createDirectories(folder);
            refuseForeign(folder);
            FolderLock lock = FolderLock.acquire(folder);
            if (lock == null) {
                throw new KafkaAccessException("a broker already runs in the folder " + folder
                        + ": use that one, stop it, or choose another folder");
            }
            return lock;
        } catch (IOException e) {
            throw new KafkaAccessException(
                    "cannot use the folder " + folder + ": " + e.getMessage() + ": choose another", e);
        }
    }

    /** {@link #close} must not delete other files. */
    private static void refuseForeign(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            boolean empty = files.allMatch(file -> file.endsWith(FolderLock.FILE));
            if (!empty && !Files.exists(folder.resolve(SETTINGS))) {
                throw new KafkaAccessException(
                        "the folder " + folder + " contains other files: use an empty folder for the broker");
            }
        }
    }

    private static Properties properties(Path folder, int port, int controllerPort, String protocol) {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty(
                "listeners", protocol + "://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("advertised.listeners", protocol + "://127.0.0.1:" + port);
        properties.setProperty("inter.broker.listener.name", protocol);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("listener.security.protocol.map", "CONTROLLER:PLAINTEXT," + protocol + ":" + protocol);
        properties.setProperty(
                "log.dirs", folder.resolve("data").toAbsolutePath().toString());
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        // The default of 128 MiB is meant for a dedicated machine.
        properties.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.setProperty(topic + ".replication.factor", "1");
            properties.setProperty(topic + ".num.partitions", "1");
        }
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        return properties;
    }

    /** Formats the storage with Kafka's own tool, and ignores its output. */
    private static void format(Path folder, Properties properties, List<String> users) throws IOException {
        Path file = folder.resolve(SETTINGS);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        List<String> command =
                new ArrayList<>(List.of("format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()));
        users.forEach(user -> command.addAll(List.of("--add-scram", user)));
        int code = StorageTool.execute(
                command.toArray(String[]::new), new PrintStream(OutputStream.nullOutputStream(), false));
        if (code != 0) {
            throw new IOException("formatting its storage ended with " + code);
        }
    }

    /** The port itself if nothing listens there, or any free one for 0. */
    private static int freePort(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
