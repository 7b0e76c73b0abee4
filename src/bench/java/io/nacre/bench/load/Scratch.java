package io.nacre.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** A folder for what only one run needs; deleted with all that is in it, also where the run is broken off. */
public final class Scratch implements AutoCloseable {

    private final Path path;
    private final Thread atTheEnd = new Thread(this::delete, "delete-scratch");

    private Scratch(Path path) {
        this.path = path;
    }

    /** Makes one inside a folder. */
    public static Scratch in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Scratch scratch = new Scratch(Files.createTempDirectory(folder, "run"));
        Runtime.getRuntime().addShutdownHook(scratch.atTheEnd);
        return scratch;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        delete();
    }

    /** A cluster that has just ended may still be deleting in it. */
    private void delete() {
        try {
            FileUtils.deleteDirectory(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
