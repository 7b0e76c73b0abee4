package io.nacre.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** A temporary folder of one run; deleted at the end, also after an interruption. */
public final class Scratch implements AutoCloseable {

    private final Path path;
    private final Thread atTheEnd = new Thread(this::delete, "delete-scratch");

    private Scratch(Path path) {
        this.path = path;
    }

    /** Creates a temporary folder inside a folder. */
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

    /** Retries, because a cluster that has just ended may still be deleting files. */
    private void delete() {
        try {
            FileUtils.deleteDirectory(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
