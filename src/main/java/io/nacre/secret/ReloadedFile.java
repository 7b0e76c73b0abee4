package io.nacre.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of a file that a running process reads again when it changes, such as a list of keys. Thread-safe.
 *
 * @param <T> the parsed content, immutable
 */
public final class ReloadedFile<T> {

    /** Reads a file. */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * Reads the content.
         *
         * @throws IllegalArgumentException for invalid content; the message names the line and the remedy
         */
        T parse(Path file) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReloadedFile.class);
    private static final long CHECK_EVERY_MS = 1_000;

    private final Path file;
    private final String content;
    private final Clock clock;
    private final Parser<T> parser;
    private volatile T value;
    private volatile long checkedMs;
    private volatile @Nullable FileTime modified;

    private ReloadedFile(Path file, String content, Clock clock, Parser<T> parser) throws IOException {
        this.file = file;
        this.content = content;
        this.clock = clock;
        this.parser = parser;
        this.checkedMs = clock.millis();
        this.modified = Files.getLastModifiedTime(file);
        this.value = parser.parse(file);
    }

    /**
     * Reads the file for the first time.
     *
     * @param content what the file has, for messages, such as "the API keys"
     */
    public static <T> ReloadedFile<T> open(Path file, String content, Clock clock, Parser<T> parser)
            throws IOException {
        return new ReloadedFile<>(file, content, clock, parser);
    }

    /** The latest content. An invalid file is ignored, so that a typing error locks nobody out. */
    public T value() {
        long nowMs = clock.millis();
        if (nowMs - checkedMs >= CHECK_EVERY_MS) {
            checkedMs = nowMs;
            refresh();
        }
        return value;
    }

    private synchronized void refresh() {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            if (!time.equals(modified)) {
                modified = time;
                value = parser.parse(file);
                LOG.warn("{} are read from {} again; earlier ones are no longer valid", content, file);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} stay as they are, because {} cannot be read: {}", content, file, e.getMessage());
        }
    }
}
