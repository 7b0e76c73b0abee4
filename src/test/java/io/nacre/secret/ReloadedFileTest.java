package io.nacre.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.MutableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedFileTest {

    private final MutableClock clock = new MutableClock(1_790_000_000_000L);

    @TempDir
    private Path folder;

    @Test
    void readsTheFileAgainWhenItChanges() throws IOException {
        Path path = write("one", 1);
        ReloadedFile<String> file = ReloadedFile.open(path, "the words", clock, ReloadedFileTest::word);

        write("two", 2);

        assertThat(file.value()).as("checked once a second").isEqualTo("one");
        clock.advance(Duration.ofSeconds(1));
        assertThat(file.value()).isEqualTo("two");
    }

    @Test
    void keepsTheLastContentWhileTheFileIsInvalidOrMissing() throws IOException {
        Path path = write("one", 1);
        ReloadedFile<String> file = ReloadedFile.open(path, "the words", clock, ReloadedFileTest::word);

        write("", 2);
        clock.advance(Duration.ofSeconds(1));
        assertThat(file.value()).isEqualTo("one");
        Files.delete(path);
        clock.advance(Duration.ofSeconds(1));
        assertThat(file.value()).isEqualTo("one");
        write("three", 3);
        clock.advance(Duration.ofSeconds(1));
        assertThat(file.value()).isEqualTo("three");
    }

    @Test
    void failsIfTheFirstContentIsInvalid() throws IOException {
        Path path = write("", 1);

        assertThatThrownBy(() -> ReloadedFile.open(path, "the words", clock, ReloadedFileTest::word))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ReloadedFile.open(folder.resolve("none"), "the words", clock, ReloadedFileTest::word))
                .isInstanceOf(IOException.class);
    }

    private Path write(String text, long modifiedMs) throws IOException {
        Path path = Files.writeString(folder.resolve("file"), text);
        Files.setLastModifiedTime(path, FileTime.fromMillis(modifiedMs));
        return path;
    }

    private static String word(Path file) throws IOException {
        String text = Files.readString(file);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no word");
        }
        return text;
    }
}
