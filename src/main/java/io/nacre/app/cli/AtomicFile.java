package io.nacre.app.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Writes output files so that no incomplete file is left, even if the command is interrupted. */
public final class AtomicFile {

    private static final String UNFINISHED = ".unfinished";

    private AtomicFile() {}

    /** Writes a file to the given path. */
    @FunctionalInterface
    public interface Writing {
        void to(Path file) throws IOException;
    }

    /**
     * Writes a temporary file next to the target and renames it when it is complete. A target that is not a regular
     * file, such as a pipe, is written directly.
     */
    public static void write(Path target, Writing writing) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            writing.to(target);
            return;
        }
        Path unfinished = besides(target);
        Files.deleteIfExists(unfinished);
        unfinished.toFile().deleteOnExit();
        try {
            writing.to(unfinished);
            move(unfinished, target);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    public static void write(Path target, String text) throws IOException {
        write(target, file -> Files.writeString(file, text));
    }

    /** Writes files of these names into a folder; moves them there once all are complete. */
    public static void writeAll(Path folder, List<String> names, Writing writing) throws IOException {
        Path unfinished = besides(folder);
        // Files are deleted in reverse order of registration, so the folder comes last.
        unfinished.toFile().deleteOnExit();
        names.forEach(name -> unfinished.resolve(name).toFile().deleteOnExit());
        try {
            writing.to(unfinished);
            Files.createDirectories(folder);
            for (String name : names) {
                move(unfinished.resolve(name), folder.resolve(name));
            }
        } finally {
            for (String name : names) {
                Files.deleteIfExists(unfinished.resolve(name));
            }
            Files.deleteIfExists(unfinished);
        }
    }

    /** The temporary path next to the target. */
    private static Path besides(Path target) {
        Path absolute = target.toAbsolutePath();
        return absolute.resolveSibling(absolute.getFileName() + UNFINISHED);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
