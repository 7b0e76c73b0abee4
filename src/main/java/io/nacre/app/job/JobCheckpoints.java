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
 * The checkpoint folders of {@code nacre run} for one job: its consumer group, its topic prefix and its Kafka cluster.
 * Each start uses a folder with the next number, so that the latest is found without a clock. Flink writes
 * {@code JOB/chk-N} there.
 */
final class JobCheckpoints {

    /** A checkpoint without this file is incomplete. */
    private static final String METADATA = "_metadata";

    private static final String CHECKPOINT = "chk-";

    /** The number of starts whose checkpoints are kept: the one to restore, and the one before for a rollback. */
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

    /** The latest complete checkpoint; null if there is none. */
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

    /** Creates the folder for the checkpoints of the next start. */
    Path next() throws IOException {
        List<Long> starts = starts();
        return Files.createDirectories(path().resolve(Long.toString(starts.isEmpty() ? 1 : starts.get(0) + 1)));
    }

    /**
     * Deletes the folders that no start needs any more. A checkpoint of a later start needs no file of an earlier one.
     */
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

    /** The same job's folders of other clusters, or of the same cluster before it was set up again. */
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

    /** Latest first. */
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
