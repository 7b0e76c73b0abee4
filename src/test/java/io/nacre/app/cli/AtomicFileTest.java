package io.nacre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that ends in the middle leaves what was there before, and nothing else. */
class AtomicFileTest {

    @TempDir
    private Path folder;

    @Test
    void anIncompleteFileNeverReplacesTheTarget() throws IOException {
        Path target = Files.writeString(folder.resolve("a.csv"), "before");

        assertThatThrownBy(() -> AtomicFile.write(target, unfinished -> {
                    Files.writeString(unfinished, "half");
                    assertThat(target).hasContent("before");
                    throw new IOException("as the test asked");
                }))
                .hasMessage("as the test asked");

        assertThat(target).hasContent("before");
        assertThat(names()).containsExactly("a.csv");
    }

    @Test
    void ofSeveralFilesThereAreAllOrNone() throws IOException {
        Path target = folder.resolve("world");
        List<String> names = List.of("transactions.csv", "accounts.csv");

        assertThatThrownBy(() -> AtomicFile.writeAll(target, names, unfinished -> {
                    Files.createDirectories(unfinished);
                    Files.writeString(unfinished.resolve("transactions.csv"), "whole");
                    throw new IOException("as the test asked");
                }))
                .hasMessage("as the test asked");

        assertThat(names()).isEmpty();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
