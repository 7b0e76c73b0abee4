package io.nacre.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.job.LocalFlink;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The web interface of a job hands out its log files, and no file outside their folder, however a path is encoded (as
 * CVE-2020-17519 did).
 */
@Tag("flink")
@TestInstance(Lifecycle.PER_CLASS)
class RestTraversalTest {

    private static final String SECRET = "the key that nobody may read";
    private static final MemorySize MEMORY = MemorySize.ofMebiBytes(64);
    private static final List<String> UP = List.of(
            "../",
            "..%2f",
            "..%2F",
            "..%252f",
            "%2e%2e/",
            "%2e%2e%2f",
            "%252e%252e%252f",
            "..%5c",
            "..%255c",
            "..%c0%af",
            "....//",
            "%2e%2e%252f");

    private Path folder;
    private MiniCluster cluster;
    private URI rest;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("job.log"), "a line of the log\n");
        Files.writeString(folder.resolve("secret"), SECRET);
        Configuration settings = LocalFlink.settings(folder.resolve("checkpoints"), 1, null);
        settings.set(RestOptions.BIND_PORT, "0");
        settings.set(WebOptions.LOG_PATH, logs.resolve("job.log").toString());
        settings.set(WebOptions.TMP_DIR, folder.toString());
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MEMORY);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MEMORY);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MEMORY);
        settings.set(JobManagerOptions.PORT, 0);
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
        cluster.start();
        rest = cluster.getRestAddress().get();
        long startNs = System.nanoTime();
        // It is unavailable until it has heard who leads.
        while (get("/jobmanager/logs/job.log").startsWith("HTTP/1.1 503")) {
            assertThat(Duration.ofNanos(System.nanoTime() - startNs)).isLessThan(Duration.ofMinutes(1));
            Thread.sleep(100);
        }
    }

    @AfterAll
    void stop() throws Exception {
        cluster.close();
    }

    static List<String> folders() {
        return List.of("/", "/jobmanager/logs/", "/jobmanager/", "/jars/", "/static/", "/taskmanagers/x/logs/");
    }

    @Test
    void handsOutALogFile() throws IOException {
        assertThat(get("/jobmanager/logs/job.log")).startsWith("HTTP/1.1 200").contains("a line of the log");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void handsOutNothingFromOutside(String from) throws IOException {
        for (String path : paths(from)) {
            String answer = get(path);

            assertThat(answer)
                    .as(path)
                    .startsWith("HTTP/1.1 ")
                    .doesNotContain(SECRET)
                    .doesNotContain("root:");
        }
    }

    /** From each depth to the secret beside the logs, to the same by its full path, and to a file of the machine. */
    private List<String> paths(String from) {
        List<String> paths = new ArrayList<>();
        for (String up : UP) {
            String slash = up.startsWith("%252e") || up.endsWith("%252f") ? "%252f" : up.endsWith("/") ? "/" : "%2f";
            for (int depth = 1; depth <= 4; depth++) {
                paths.add(from + up.repeat(depth) + "secret");
            }
            String whole = folder.resolve("secret").toString().substring(1).replace("/", slash);
            paths.add(from + up.repeat(12) + whole);
            paths.add(from + up.repeat(12) + "etc/passwd".replace("/", slash));
        }
        paths.add(from + folder.resolve("secret"));
        paths.add(from + folder.resolve("secret").toString().replace("/", "%2f"));
        paths.add(from + folder.resolve("secret").toString().replace("/", "%252f"));
        return paths;
    }

    /** As written: an HTTP client would tidy the path. */
    private String get(String path) throws IOException {
        try (Socket socket = new Socket(rest.getHost(), rest.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: " + rest.getHost() + "\r\nConnection: close\r\n\r\n")
                    .getBytes(ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
