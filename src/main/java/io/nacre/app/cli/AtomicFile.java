package io.nacre.app.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A command's file: whole or not there, also where the command is interrupted. */
public final class AtomicFile {

    private static final String UNFINISHED = ".unfinished";

    private AtomicFile() {}

    /** Writes a file to the path it is given. */
    @FunctionalInterface
    public interface Writing {
        void to(Path file) throws IOException;
    }

    /**
     * Writes beside the target, and moves there what is complete; a target that is no file, such as a pipe, is written.
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

    /** Writes files of these names into a folder: all of them, or none. */
    public static void writeAll(Path folder, List<String> names, Writing writing) throws IOException {
        Path unfinished = besides(folder);
        // What is registered later is deleted earlier.
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

    /** Where a file or folder grows until it is complete. */
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
