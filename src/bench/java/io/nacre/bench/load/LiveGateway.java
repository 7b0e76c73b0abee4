package io.nacre.bench.load;

import static java.util.Objects.requireNonNull;

import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Meter;
import io.nacre.gateway.GatewaySettings;
import io.nacre.gateway.StandInPolicy;
import io.nacre.gateway.http.ApiKeys;
import io.nacre.gateway.http.GatewayServer;
import io.nacre.gateway.http.HttpServerSettings;
import io.nacre.kafka.client.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gateway with the limits of the shipped command, until it is stopped; one at a time in a worker.
 *
 * <p>Settings: brokers, prefix; folder, for the journal; rows, the number of requests since the last measurement.
 */
final class LiveGateway {

    /** The name of the port among the measurements. */
    static final String PORT = "port";

    private static final int MAX_IN_FLIGHT = 5_000;
    private static final double UNLIMITED = 1e9;
    private static final double MEBIBYTE = 1 << 20;

    private static @Nullable GatewayServer running;
    private static @Nullable Meter meter;

    private LiveGateway() {}

    static synchronized BenchOutcome start(Task task) throws IOException {
        KafkaSettings kafka = KafkaSettings.of(task.text("brokers")).withPrefix(task.text("prefix"));
        Path journal = Path.of(task.text("folder")).resolve("gateway.journal");
        GatewayServer server = GatewayServer.start(
                new HttpServerSettings("127.0.0.1", 0, ApiKeys.none(), UNLIMITED, null),
                new GatewaySettings(kafka, "bench", StandInPolicy.defaults(), MAX_IN_FLIGHT, journal));
        running = server;
        meter = Meter.start();
        double port = URI.create(server.url()).getPort();
        return new BenchOutcome(new Cost(0, 0, 0, 0, Map.of()), Map.of(PORT, port));
    }

    /** The cost since the start or the last call, and the heap in use after a collection. */
    static synchronized BenchOutcome cost(Task task) {
        Cost cost = requireNonNull(meter, "no gateway runs").stop(Math.max(1, task.number("rows", 1)));
        System.gc();
        Runtime heap = Runtime.getRuntime();
        double heapMib = (heap.totalMemory() - heap.freeMemory()) / MEBIBYTE;
        meter = Meter.start();
        return new BenchOutcome(cost, Map.of("heap-mib", heapMib));
    }

    static synchronized BenchOutcome stop(Task task) throws IOException {
        requireNonNull(running, task.work() + ": no gateway runs").close();
        running = null;
        return BenchOutcome.of(requireNonNull(meter).stop(1));
    }
}
