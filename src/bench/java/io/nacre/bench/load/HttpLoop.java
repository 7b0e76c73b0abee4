package io.nacre.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonRecordWriter;
import io.nacre.payment.Transaction;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to a gateway by a schedule (open loop). A late answer counts with its full delay. Connections are kept
 * open. Where all are busy, a request waits, and its latency still counts from the schedule.
 */
public final class HttpLoop {

    private static final String STAND_IN = "\"stand_in\":true";
    private static final int MAX_CONNECTIONS = 512;
    private static final int CLIENT_THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = client();
    private final URI url;
    private final Duration deadline;

    /** @param url of the gateway */
    public HttpLoop(String url, Duration deadline) {
        this.url = URI.create(url);
        this.deadline = deadline;
    }

    /**
     * A client with few threads. The default one has a thread for each open request, and takes so much CPU time that it
     * delays what it measures.
     */
    public static HttpClient client() {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENT_THREADS, task -> {
            Thread thread = new Thread(task, "http-client");
            thread.setDaemon(true);
            return thread;
        });
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(threads)
                .build();
    }

    /**
     * The measured answers.
     *
     * @param latencyUs from the scheduled send time
     * @param latenessUs time after the deadline, which starts when the request is sent; 0 for an answer in time
     * @param standIns answers without a decision
     * @param failures requests without an answer of status 200
     */
    public record Answers(Histogram latencyUs, Histogram latenessUs, int standIns, int failures) {

        /** An empty collection. */
        public static Answers none() {
            return new Answers(new Histogram(3), new Histogram(3), 0, 0);
        }

        /** Both collections as one. */
        public Answers and(Answers other) {
            Histogram latencies = latencyUs.copy();
            latencies.add(other.latencyUs);
            Histogram lateness = latenessUs.copy();
            lateness.add(other.latenessUs);
            return new Answers(latencies, lateness, standIns + other.standIns, failures + other.failures);
        }

        public double ms(double percentile) {
            return latencyUs.getValueAtPercentile(percentile) / 1e3;
        }

        /** The number of answers that came more than this after their deadline. */
        public long laterThan(Duration late) {
            long us = late.toNanos() / 1_000;
            return latenessUs.getTotalCount() - latenessUs.getCountBetweenValues(0, us);
        }

        public double latenessMs(double percentile) {
            return latenessUs.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /** Asks for decisions on payments from number {@code first} on, and waits for all answers. */
    public Answers decide(Schedule schedule, Traffic traffic, int first) throws InterruptedException {
        JsonRecordWriter<Transaction> writer = Contract.TRANSACTION.jsonWriter();
        URI decisions = url.resolve("/v1/decisions?deadline_ms=" + deadline.toMillis());
        List<HttpRequest> requests = new ArrayList<>(schedule.size());
        for (int i = 0; i < schedule.size(); i++) {
            byte[] body = writer.writeBytes(traffic.payment(first + i).transaction());
            requests.add(HttpRequest.newBuilder(decisions)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build());
        }
        return new Run(requests, schedule).run();
    }

    /** Asks for the gateway's health instead: the time that only HTTP and this client take. */
    public Answers ping(Schedule schedule) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/health/live"))
                .timeout(PATIENCE)
                .build();
        List<HttpRequest> requests = new ArrayList<>();
        for (int i = 0; i < schedule.size(); i++) {
            requests.add(request);
        }
        return new Run(requests, schedule).run();
    }

    /** One run over a schedule. */
    private final class Run {

        private final List<HttpRequest> requests;
        private final Schedule schedule;
        private final Histogram latencyUs = new Histogram(3);
        private final Histogram latenessUs = new Histogram(3);
        private final AtomicInteger standIns = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final Semaphore free = new Semaphore(MAX_CONNECTIONS);

        Run(List<HttpRequest> requests, Schedule schedule) {
            this.requests = requests;
            this.schedule = schedule;
        }

        Answers run() throws InterruptedException {
            long startNs = System.nanoTime() + Duration.ofMillis(100).toNanos();
            Thread sender = new Thread(() -> send(startNs), "sender");
            sender.start();
            sender.join();
            free.acquire(MAX_CONNECTIONS);
            return new Answers(latencyUs, latenessUs, standIns.get(), failures.get());
        }

        private void send(long startNs) {
            for (int i = 0; i < requests.size(); i++) {
                long dueNs = startNs + schedule.offsetsNs()[i];
                for (long waitNs = dueNs - System.nanoTime(); waitNs > 0; waitNs = dueNs - System.nanoTime()) {
                    LockSupport.parkNanos(waitNs);
                }
                free.acquireUninterruptibly();
                long sentNs = System.nanoTime();
                CompletableFuture<?> unused = http.sendAsync(requests.get(i), BodyHandlers.ofByteArray())
                        .whenComplete((response, error) -> answered(response, dueNs, sentNs));
            }
        }

        private void answered(@Nullable HttpResponse<byte[]> response, long dueNs, long sentNs) {
            long nowNs = System.nanoTime();
            if (response == null || response.statusCode() != 200) {
                failures.incrementAndGet();
            } else if (new String(response.body(), UTF_8).contains(STAND_IN)) {
                standIns.incrementAndGet();
            }
            synchronized (this) {
                latencyUs.recordValue((nowNs - dueNs) / 1_000);
                latenessUs.recordValue(Math.max(0, nowNs - sentNs - deadline.toNanos()) / 1_000);
            }
            free.release();
        }
    }
}
