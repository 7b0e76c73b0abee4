package io.nacre.app.job;

import io.nacre.kafka.client.KafkaSettings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code nacre run} keeps the checkpoints of one job: a job is its consumer group, its prefix and the cluster
 * that it reads. Each start has a folder with the next number, so that the newest is known without a clock; Flink
 * writes there {@code JOB/chk-N}.
 */
final class JobCheckpoints {

    /** Without this file a checkpoint was left half written. */
    private static final String METADATA = "_metadata";

    private static final String CHECKPOINT = "chk-";

    /** The start that the job goes on from, and the one before, should somebody want to go back. */
    private static final int MAX_STARTS = 2;

    private final Path checkpoints;
    private final String name;
    private final String clusterId;

    private JobCheckpoints(Path checkpoints, String name, String clusterId) {
        this.checkpoints = checkpoints;
        this.name = name;
        this.clusterId = clusterId;
    }

    /** @param checkpoints the folder of all jobs */
    static JobCheckpoints of(Path checkpoints, KafkaSettings kafka, String clusterId) {
        String name = encoded(kafka.groupId()) + (kafka.prefix().isEmpty() ? "" : "," + encoded(kafka.prefix()));
        return new JobCheckpoints(checkpoints, name, clusterId);
    }

    Path path() {
        return checkpoints.resolve(name + "@" + clusterId);
    }

    /** The newest checkpoint that is complete; null where there is none. */
    @Nullable
    Path newest() throws IOException {
        for (long start : starts()) {
            Path newest = newestOf(path().resolve(Long.toString(start)));
            if (newest != null) {
                return newest;
            }
        }
        return null;
    }

    /** For the checkpoints of the next start. */
    Path next() throws IOException {
        List<Long> starts = starts();
        return Files.createDirectories(path().resolve(Long.toString(starts.isEmpty() ? 1 : starts.get(0) + 1)));
    }

    /** Deletes what no start goes on from any more. A checkpoint of a later start needs no file of an earlier one. */
    void deleteOld() throws IOException {
        int kept = 0;
        for (long start : starts()) {
            Path folder = path().resolve(Long.toString(start));
            boolean empty = newestOf(folder) == null;
            if (empty || kept >= MAX_STARTS) {
                FileUtils.deleteDirectory(folder.toFile());
            } else {
                kept++;
            }
        }
    }

    /** The same job's folders of other clusters: of other brokers, or of one that was set up anew. */
    List<Path> ofOtherClusters() throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(checkpoints)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(name + "@"))
                    .filter(folder -> !folder.equals(path()))
                    .sorted()
                    .toList();
        }
    }

    /** Newest first. */
    private List<Long> starts() throws IOException {
        if (!Files.isDirectory(path())) {
            return List.of();
        }
        List<Long> starts = new ArrayList<>();
        try (Stream<Path> folders = Files.list(path())) {
            folders.map(folder -> folder.getFileName().toString())
                    .filter(number -> number.matches("[0-9]{1,18}"))
                    .forEach(number -> starts.add(Long.parseLong(number)));
        }
        starts.sort(Comparator.reverseOrder());
        return starts;
    }

    private static @Nullable Path newestOf(Path start) throws IOException {
        try (Stream<Path> files = Files.find(start, 3, (file, attributes) -> file.endsWith(METADATA))) {
            return files.map(Path::getParent)
                    .filter(folder -> folder.getFileName().toString().matches(CHECKPOINT + "[0-9]{1,18}"))
                    .max(Comparator.comparingLong(JobCheckpoints::number))
                    .orElse(null);
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
