package io.nacre.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small separate disk that can be filled; needs root. */
final class Disk implements AutoCloseable {

    private static final String FILLER = "filler";
    private static final int CHUNK_BYTES = 1 << 20;

    private final Path path;
    private final boolean mounted;

    private Disk(Path path, boolean mounted) {
        this.path = path;
        this.mounted = mounted;
    }

    /** A file system of so many MiB at the path; an ordinary folder without root. */
    static Disk at(Path path, int mebibytes) throws IOException, InterruptedException {
        Files.createDirectories(path);
        Disk disk =
                new Disk(path, run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", path.toString()));
        if (disk.mounted) {
            Runtime.getRuntime().addShutdownHook(new Thread(disk::unmount, "unmount"));
        }
        return disk;
    }

    Path path() {
        return path;
    }

    /** Whether it can be filled without affecting other data. */
    boolean isOwn() {
        return mounted;
    }

    /** Writes until the disk is full. */
    void fill() throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (OutputStream out = Files.newOutputStream(path.resolve(FILLER))) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            if (path.toFile().getUsableSpace() >= CHUNK_BYTES) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(path.resolve(FILLER));
    }

    @Override
    public void close() {
        unmount();
    }

    private void unmount() {
        try {
            if (mounted) {
                run("umount", "-l", path.toString());
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot unmount " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
