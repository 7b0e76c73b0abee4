package io.nacre.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonRecordWriter;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

    /** Blocking connections cost the client the least CPU time, which it takes from what it measures. */
    private final ExecutorService connections = Executors.newFixedThreadPool(MAX_CONNECTIONS, HttpLoop::thread);

    private final URI url;
    private final Duration deadline;

    /** @param url of the gateway */
    public HttpLoop(String url, Duration deadline) {
        System.setProperty("http.maxConnections", Integer.toString(MAX_CONNECTIONS)); // Kept open.
        this.url = URI.create(url);
        this.deadline = deadline;
    }

    /**
     * A client with few threads. The default one has a thread for each open request, and takes so much CPU time that it
     * delays what it measures.
     */
    public static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newFixedThreadPool(CLIENT_THREADS, HttpLoop::thread))
                .build();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "http-client");
        thread.setDaemon(true);
        return thread;
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
        List<byte[]> bodies = new ArrayList<>(schedule.size());
        for (int i = 0; i < schedule.size(); i++) {
            bodies.add(writer.writeBytes(traffic.payment(first + i).transaction()));
        }
        return new Run("/v1/decisions?deadline_ms=" + deadline.toMillis(), bodies, schedule).run();
    }

    /** Asks for the gateway's health instead: the time that only HTTP and this client take. */
    public Answers ping(Schedule schedule) throws InterruptedException {
        return new Run("/health/live", Collections.nCopies(schedule.size(), null), schedule).run();
    }

    /** One run over a schedule. */
    private final class Run {

        private final URL target;
        private final List<byte[]> bodies;
        private final Schedule schedule;
        private final Histogram latencyUs = new Histogram(3);
        private final Histogram latenessUs = new Histogram(3);
        private final AtomicInteger standIns = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final Semaphore free = new Semaphore(MAX_CONNECTIONS);

        /** @param bodies of the requests; null to get the path */
        Run(String path, List<byte[]> bodies, Schedule schedule) {
            try {
                this.target = url.resolve(path).toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
            this.bodies = bodies;
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
            for (int i = 0; i < bodies.size(); i++) {
                long dueNs = startNs + schedule.offsetsNs()[i];
                for (long waitNs = dueNs - System.nanoTime(); waitNs > 0; waitNs = dueNs - System.nanoTime()) {
                    LockSupport.parkNanos(waitNs);
                }
                free.acquireUninterruptibly();
                byte[] body = bodies.get(i);
                connections.execute(() -> {
                    long sentNs = System.nanoTime();
                    answered(ask(body), dueNs, sentNs);
                });
            }
        }

        /** The body of an answer of status 200; null for any other. */
        private @Nullable String ask(byte @Nullable [] body) {
            try {
                HttpURLConnection connection = (HttpURLConnection) target.openConnection();
                connection.setReadTimeout((int) PATIENCE.toMillis());
                if (body != null) {
                    connection.setDoOutput(true);
                    connection.setFixedLengthStreamingMode(body.length);
                    connection.setRequestProperty("Content-Type", "application/json");
                    try (OutputStream out = connection.getOutputStream()) {
                        out.write(body);
                    }
                }
                boolean isAnswered = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
                try (InputStream in = isAnswered ? connection.getInputStream() : connection.getErrorStream()) {
                    // Also an error is read to its end, so that the connection stays open.
                    String answer = in == null ? "" : new String(in.readAllBytes(), UTF_8);
                    return isAnswered ? answer : null;
                }
            } catch (IOException e) {
                return null;
            }
        }

        private void answered(@Nullable String answer, long dueNs, long sentNs) {
            long nowNs = System.nanoTime();
            if (answer == null) {
                failures.incrementAndGet();
            } else if (answer.contains(STAND_IN)) {
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
