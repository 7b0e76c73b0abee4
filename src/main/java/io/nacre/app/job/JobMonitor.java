package io.nacre.app.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reports events that Flink only logs for a job in this process: failed or slow checkpoints, and restarts, each in one
 * line with its cause. It polls Flink's REST API every second.
 */
final class JobMonitor implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A checkpoint that takes longer than this number of intervals is slow. */
    private static final int SLOW_INTERVALS = 3;

    private static final Set<String> ENDS = Set.of("FAILING", "FAILED", "CANCELLING", "CANCELED");

    private final String job;
    private final Duration checkpointInterval;
    private final Consumer<String> reporter;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "nacre-watch");
        made.setDaemon(true);
        return made;
    });
    private final Set<Long> failedCheckpoints = new HashSet<>();
    private final Set<Long> slowCheckpoints = new HashSet<>();
    private long newestFailureMs;

    /**
     * Starts the monitor.
     *
     * @param webUi the address of Flink's web interface
     * @param reporter receives each line
     */
    JobMonitor(String webUi, String jobId, Duration checkpointInterval, Consumer<String> reporter) {
        this.job = webUi + "/jobs/" + jobId;
        this.checkpointInterval = checkpointInterval;
        this.reporter = reporter;
        var unused = thread.scheduleWithFixedDelay(this::poll, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void poll() {
        try {
            checkpoints(get("/checkpoints"));
            // The command itself reports the failure that ends the job.
            if (!ENDS.contains(get("").path("state").asText())) {
                restarts(get("/exceptions"));
            }
        } catch (IOException e) {
            // The REST API is not available yet, or no longer.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param answer of Flink's REST API */
    void checkpoints(JsonNode answer) {
        String last = answer.at("/latest/completed/id").asText("");
        String restored = answer.at("/latest/restored/id").asText("");
        String then = !last.isEmpty()
                ? "after a failure the job continues from checkpoint " + last
                : !restored.isEmpty()
                        ? "after a failure the job continues from the checkpoint that it was restored from"
                        : "no checkpoint has completed since the start: after a failure the job starts over,"
                                + " and repeats all outputs";
        for (JsonNode checkpoint : answer.path("history")) {
            long id = checkpoint.path("id").asLong();
            String status = checkpoint.path("status").asText();
            if (status.equals("FAILED") && failedCheckpoints.add(id)) {
                reporter.accept("checkpoint " + id + " failed: "
                        + checkpoint.path("failure_message").asText("no reason given") + "; " + then);
            }
            long sinceMs = System.currentTimeMillis()
                    - checkpoint.path("trigger_timestamp").asLong();
            boolean slow = sinceMs > SLOW_INTERVALS * checkpointInterval.toMillis();
            if (status.equals("IN_PROGRESS") && slow && slowCheckpoints.add(id)) {
                reporter.accept("checkpoint " + id + " has been running for " + sinceMs / 1_000
                        + " s, but the interval is " + checkpointInterval.toSeconds() + " s; " + then);
            }
        }
    }

    /** @param answer of Flink's REST API, latest first */
    void restarts(JsonNode answer) {
        JsonNode entries = answer.at("/exceptionHistory/entries");
        for (int i = entries.size() - 1; i >= 0; i--) {
            long atMs = entries.get(i).path("timestamp").asLong();
            if (atMs > newestFailureMs) {
                newestFailureMs = atMs;
                reporter.accept("the job failed at " + Instant.ofEpochMilli(atMs) + " and restarts: "
                        + cause(entries.get(i).path("stacktrace").asText()));
            }
        }
    }

    /** The last cause of a stack trace, without our own exception types. */
    private static String cause(String trace) {
        String cause = trace.lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, second) -> second)
                .map(line -> line.substring("Caused by: ".length()))
                .orElse(trace.lines().findFirst().orElse("no reason given"));
        return cause.replaceFirst("^io\\.nacre\\.[A-Za-z.]+: ", "");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(job + path)).timeout(PATIENCE).build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
