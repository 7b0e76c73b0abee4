package io.nacre.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of answers such as Flink's web interface gives. */
class JobMonitorTest {

    private final List<String> said = new ArrayList<>();

    @Test
    void reportsEachFailedCheckpointOnceWithItsEffect() throws Exception {
        try (JobMonitor job = job()) {
            JsonNode failed = json("""
                    {"latest": {"completed": null, "restored": null},
                     "history": [{"id": 1, "status": "FAILED", "failure_message": "no space left on device"}]}""");
            job.checkpoints(failed);
            job.checkpoints(failed);
            job.checkpoints(json("""
                    {"latest": {"completed": {"id": 2}, "restored": null},
                     "history": [{"id": 3, "status": "FAILED", "failure_message": "expired"},
                                 {"id": 2, "status": "COMPLETED", "trigger_timestamp": 0}]}"""));
        }

        assertThat(said)
                .containsExactly(
                        "checkpoint 1 failed: no space left on device; no checkpoint has completed since the"
                                + " start: after a failure the job starts over, and repeats all outputs",
                        "checkpoint 3 failed: expired; after a failure the job continues from checkpoint 2");
    }

    @Test
    void reportsASlowCheckpointOnce() throws Exception {
        try (JobMonitor job = job()) {
            long nowMs = System.currentTimeMillis();
            JsonNode slow = json("""
                    {"latest": {"completed": null, "restored": {"id": 7}},
                     "history": [{"id": 9, "status": "IN_PROGRESS", "trigger_timestamp": %d},
                                 {"id": 8, "status": "IN_PROGRESS", "trigger_timestamp": %d}]}""".formatted(nowMs, nowMs - 20_000));
            job.checkpoints(slow);
            job.checkpoints(slow);
        }

        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("checkpoint 8 has been running for 20 s, but the interval is 5 s")
                .endsWith("continues from the checkpoint that it was restored from");
    }

    @Test
    void reportsEachRestartOnceWithItsRootCause() throws Exception {
        try (JobMonitor job = job()) {
            JsonNode first = json("""
                    {"exceptionHistory": {"entries": [
                      {"timestamp": 1000, "stacktrace": "java.lang.Exception: a\\n\\tat x\\nCaused by: io.nacre.kafka.client.KafkaAccessException: no broker"}
                    ]}}""");
            job.restarts(first);
            job.restarts(first);
            job.restarts(json("""
                    {"exceptionHistory": {"entries": [
                      {"timestamp": 2000, "stacktrace": "java.io.IOException: full\\n\\tat x"},
                      {"timestamp": 1000, "stacktrace": "java.lang.Exception: a"}
                    ]}}"""));
        }

        assertThat(said)
                .containsExactly(
                        "the job failed at 1970-01-01T00:00:01Z and restarts: no broker",
                        "the job failed at 1970-01-01T00:00:02Z and restarts: java.io.IOException: full");
    }

    /** Nobody answers there. */
    private JobMonitor job() {
        return new JobMonitor("http://127.0.0.1:1", "job", Duration.ofSeconds(5), said::add);
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
