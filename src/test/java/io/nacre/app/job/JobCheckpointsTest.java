package io.nacre.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.kafka.client.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCheckpointsTest {

    private static final KafkaSettings KAFKA = KafkaSettings.of("localhost:9092");

    @TempDir
    private Path checkpoints;

    @Test
    void findsTheNewestCompleteCheckpointOfTheNewestStart() throws IOException {
        JobCheckpoints folder = folder(KAFKA);
        assertThat(folder.newest()).isNull();

        Path first = folder.next();
        complete(first.resolve("flink-job/chk-9"));
        assertThat(folder.newest()).isEqualTo(first.resolve("flink-job/chk-9"));

        Path second = folder.next();
        assertThat(folder.newest()).as("the second start has none yet").isEqualTo(first.resolve("flink-job/chk-9"));
        complete(second.resolve("flink-job/chk-2"));
        complete(second.resolve("flink-job/chk-10"));
        Files.createDirectories(second.resolve("flink-job/chk-11"));

        assertThat(folder.newest()).as("number 11 was left half written").isEqualTo(second.resolve("flink-job/chk-10"));
    }

    @Test
    void ignoresCheckpointsOfAnotherJob() throws IOException {
        complete(folder(KAFKA).next().resolve("flink-job/chk-1"));

        assertThat(folder(KAFKA.withGroupId("other")).newest()).isNull();
        assertThat(folder(KAFKA.withPrefix("test.")).newest()).isNull();
        assertThat(JobCheckpoints.of(checkpoints, KAFKA, "another-cluster").newest())
                .isNull();
        assertThat(JobCheckpoints.of(checkpoints, KAFKA, "another-cluster").ofOtherClusters())
                .containsExactly(folder(KAFKA).path());
        assertThat(folder(KAFKA).ofOtherClusters()).isEmpty();
    }

    @Test
    void namesOfGroupsCannotLeaveTheFolder() {
        assertThat(folder(KAFKA.withGroupId("../../etc/x")).path().normalize().getParent())
                .isEqualTo(checkpoints.normalize());
        assertThat(folder(KAFKA.withGroupId("a,b")).path())
                .isNotEqualTo(folder(KAFKA.withGroupId("a").withPrefix("b")).path());
    }

    @Test
    void keepsTheCheckpointsOfTwoStartsOnly() throws IOException {
        JobCheckpoints folder = folder(KAFKA);
        Path oldest = folder.next();
        complete(oldest.resolve("flink-job/chk-1"));
        Path older = folder.next();
        complete(older.resolve("flink-job/chk-1"));
        Path newest = folder.next();
        complete(newest.resolve("flink-job/chk-1"));
        Path empty = folder.next();

        folder.deleteOld();

        assertThat(oldest).doesNotExist();
        assertThat(empty).doesNotExist();
        assertThat(older).exists();
        assertThat(folder.newest()).isEqualTo(newest.resolve("flink-job/chk-1"));
    }

    private JobCheckpoints folder(KafkaSettings kafka) {
        return JobCheckpoints.of(checkpoints, kafka, "cluster");
    }

    private static void complete(Path checkpoint) throws IOException {
        Files.createDirectories(checkpoint);
        Files.createFile(checkpoint.resolve("_metadata"));
    }
}
