package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stores the savepoint of the release in {@code -Dnacre.release}. No test by its name: {@code scripts/store-savepoint}
 * runs it, where a release is made, or where the format of state changes on purpose before the first one.
 */
class SavepointStore {

    @TempDir
    private Path savepoints;

    @Test
    void stores() throws Exception {
        String release = requireNonNull(System.getProperty("nacre.release"), "-Dnacre.release=RELEASE is missing");
        StoredSavepoint stored = new StoredSavepoint(Files.createDirectories(StoredSavepoint.ALL.resolve(release)));
        SavepointScenario story = new SavepointScenario();
        String savepoint;
        try (JobHarness job = JobHarness.start(1, null)) {
            story.play(job);
            savepoint = job.stop(savepoints);
        }
        Path folder = Files.createDirectories(stored.folder().resolve("savepoint"));
        Files.copy(
                Path.of(java.net.URI.create(savepoint)).resolve("_metadata"),
                folder.resolve("_metadata"),
                StandardCopyOption.REPLACE_EXISTING);
        List<SavepointScenario.Step> input = story.next();
        stored.write(input);
        try (JobHarness job = JobHarness.start(1, stored.restore())) {
            stored.expect(StoredSavepoint.answers(job, input));
        }
    }
}
