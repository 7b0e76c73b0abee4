package io.nacre.chaos;

import io.nacre.app.Nacre;
import io.nacre.bench.load.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A gateway in its own process, with the times at which it could not answer. */
final class GatewayNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);
    private static final int HTTP_OK = 200;

    private final Node node;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Outage> outages = new CopyOnWriteArrayList<>();

    /** A time at which the gateway was frozen or dead, on the clock of {@link System#nanoTime}. */
    private record Outage(long fromNs, long toNs) {}

    /** A fault of the process, which ends before this returns. */
    @FunctionalInterface
    interface NodeFault {
        void on(Node node) throws Exception;
    }

    private GatewayNode(Node node, URI url) {
        this.node = node;
        this.url = url;
    }

    /** Starts a gateway, and returns once it takes requests. */
    static GatewayNode start(String name, String brokers, Path folder) throws Exception {
        int port = Ports.free();
        Node node = new Node(
                name,
                folder,
                List.of(
                        "-Xmx256m",
                        Nacre.class.getName(),
                        "gateway",
                        "--bootstrap-servers",
                        brokers,
                        "--port",
                        Integer.toString(port),
                        "--gateway-id",
                        name,
                        "--journal",
                        folder.resolve(name + ".journal").toString()));
        GatewayNode gateway = new GatewayNode(node, URI.create("http://127.0.0.1:" + port));
        node.start();
        gateway.awaitReady();
        return gateway;
    }

    String name() {
        return node.name();
    }

    /** The address for requests. */
    URI url() {
        return url;
    }

    /** Freezes or kills the gateway by a fault, and notes how long it could not answer. */
    void suffer(NodeFault fault) throws Exception {
        long fromNs = System.nanoTime();
        fault.on(node);
        if (!node.isAlive()) {
            node.start();
        }
        awaitReady();
        outages.add(new Outage(fromNs, System.nanoTime()));
    }

    /** Whether the gateway was alive and not frozen from one time to another. */
    boolean wasUp(long fromNs, long toNs) {
        return outages.stream().noneMatch(outage -> outage.fromNs() - toNs < 0 && fromNs - outage.toNs() < 0);
    }

    @Override
    public void close() throws InterruptedException {
        node.close();
    }

    private void awaitReady() throws InterruptedException {
        Waiting.forThat("the start of " + node.name(), this::isReady, PATIENCE);
    }

    private boolean isReady() throws IOException, InterruptedException {
        HttpRequest health = HttpRequest.newBuilder(url.resolve("/health/ready"))
                .timeout(HEALTH_PATIENCE)
                .build();
        return http.send(health, BodyHandlers.discarding()).statusCode() == HTTP_OK;
    }
}
