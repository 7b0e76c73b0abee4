package io.nacre.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.bench.load.HttpLoop;
import io.nacre.bench.load.Traffic;
import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonRecordWriter;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A payment platform with two gateways. It sends at a constant rate, whatever the answers. One transaction in ten is
 * sent to both gateways at once, and one in ten is repeated at the other gateway some seconds later.
 */
final class GatewayClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration REPEATED_AFTER = Duration.ofSeconds(3);
    private static final int REPEATED_ONE_OF = 10;
    private static final int HTTP_OK = 200;

    private final List<GatewayNode> gateways;
    private final String idPrefix;
    private final Traffic traffic;
    private final double perSecond;
    private final Duration deadline;
    private final HttpClient http = HttpLoop.client();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Phaser open = new Phaser(1);
    private final Thread thread = new Thread(this::send, "gateway-client");
    private volatile boolean on = true;

    /**
     * The end of one request.
     *
     * @param gateway that was asked
     * @param sentNs when it was sent, on the clock of {@link System#nanoTime}
     * @param endedNs when it was answered, or failed
     * @param answer null if there was none of status 200
     * @param failure status or exception; null with an answer
     */
    record Reply(
            String transactionId,
            GatewayNode gateway,
            long sentNs,
            long endedNs,
            @Nullable Answer answer,
            @Nullable String failure) {}

    /** The answer of a gateway. */
    record Answer(String outcome, boolean isStandIn) {}

    /** @param idPrefix of the transaction ids, which no other sender has */
    GatewayClient(List<GatewayNode> gateways, String idPrefix, Traffic traffic, double perSecond, Duration deadline) {
        this.gateways = List.copyOf(gateways);
        this.idPrefix = idPrefix;
        this.traffic = traffic;
        this.perSecond = perSecond;
        this.deadline = deadline;
    }

    void start() {
        thread.start();
    }

    /** The ends of all requests so far, in the order of the ends. */
    List<Reply> replies() {
        return List.copyOf(replies);
    }

    /** Stops sending, and waits for the answers. */
    @Override
    public void close() throws InterruptedException {
        on = false;
        thread.join();
        open.awaitAdvance(open.arrive());
    }

    private void send() {
        JsonRecordWriter<Transaction> writer = Contract.TRANSACTION.jsonWriter();
        long startNs = System.nanoTime();
        for (int i = 0; on; i++) {
            long dueNs = startNs + (long) (i * 1e9 / perSecond);
            for (long waitNs = dueNs - System.nanoTime(); waitNs > 0; waitNs = dueNs - System.nanoTime()) {
                LockSupport.parkNanos(waitNs);
            }
            String id = idPrefix + i;
            ObjectNode body = writer.write(traffic.payment(i).transaction()).put("id", id);
            int first = i % gateways.size();
            GatewayNode other = gateways.get((i + 1) % gateways.size());
            CompletableFuture<?> unused = ask(gateways.get(first), id, body.toString());
            switch (i % REPEATED_ONE_OF) {
                case 0 -> unused = ask(other, id, body.toString());
                case 1 -> repeat(other, id, body.toString());
                default -> {}
            }
        }
    }

    private void repeat(GatewayNode gateway, String id, String body) {
        open.register();
        CompletableFuture.delayedExecutor(REPEATED_AFTER.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    CompletableFuture<?> unused = ask(gateway, id, body);
                    open.arriveAndDeregister();
                });
    }

    private CompletableFuture<?> ask(GatewayNode gateway, String id, String body) {
        open.register();
        HttpRequest request = HttpRequest.newBuilder(
                        gateway.url().resolve("/v1/decisions?deadline_ms=" + deadline.toMillis()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        long sentNs = System.nanoTime();
        return http.sendAsync(request, BodyHandlers.ofString()).whenComplete((response, error) -> {
            replies.add(reply(id, gateway, sentNs, System.nanoTime(), response, error));
            open.arriveAndDeregister();
        });
    }

    private static Reply reply(
            String id,
            GatewayNode gateway,
            long sentNs,
            long endedNs,
            @Nullable HttpResponse<String> response,
            @Nullable Throwable error) {
        if (response == null) {
            return new Reply(id, gateway, sentNs, endedNs, null, String.valueOf(error));
        }
        if (response.statusCode() != HTTP_OK) {
            return new Reply(id, gateway, sentNs, endedNs, null, response.statusCode() + " " + response.body());
        }
        try {
            JsonNode json = JSON.readTree(response.body());
            Answer answer = new Answer(
                    json.get("outcome").asText(), json.get("stand_in").asBoolean());
            return new Reply(id, gateway, sentNs, endedNs, answer, null);
        } catch (IOException e) {
            return new Reply(id, gateway, sentNs, endedNs, null, "no JSON: " + response.body());
        }
    }
}
