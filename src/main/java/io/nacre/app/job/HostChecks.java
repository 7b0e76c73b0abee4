package io.nacre.app.job;

import io.nacre.app.cli.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.MemorySize;

/** Checks the host of a job: Java, memory, folders and a port. */
final class HostChecks {

    /** The tested versions. */
    private static final int MIN_JAVA = 17;

    private static final int MAX_JAVA = 21;

    /** Memory of the JVM itself: classes, threads, compiled code. */
    private static final MemorySize OVERHEAD = MemorySize.ofMebiBytes(256);

    private static final String VECTORS = "jdk.incubator.vector";

    private HostChecks() {}

    static String java(int feature) {
        if (feature < MIN_JAVA || feature > MAX_JAVA) {
            throw new CommandFailedException(
                    "Java " + feature + " is not supported: use a JDK from " + MIN_JAVA + " to " + MAX_JAVA);
        }
        return "Java " + System.getProperty("java.version");
    }

    static boolean hasVectors() {
        return ModuleLayer.boot().findModule(VECTORS).isPresent();
    }

    /**
     * Whether heap, network buffers and RocksDB fit into memory together. Otherwise the operating system may kill the
     * process later.
     */
    static String memory(long heapBytes, long physicalBytes) {
        MemorySize needed = new MemorySize(heapBytes)
                .add(LocalFlink.NETWORK)
                .add(LocalFlink.MANAGED)
                .add(OVERHEAD);
        MemorySize there = new MemorySize(physicalBytes);
        String sizes = "heap, network and state need up to " + mebibytes(needed) + " of " + mebibytes(there);
        if (needed.compareTo(there) > 0) {
            throw new CommandFailedException(
                    sizes + ": set a smaller heap with NACRE_JAVA_OPTS=-Xmx..., or add memory");
        }
        return sizes;
    }

    /** By default JavaCPP counts all memory of the process as its own, and then scoring fails. */
    static String nativeMemory(String property) {
        if (!property.equals("0")) {
            throw new CommandFailedException(
                    "native code would count RocksDB's memory as its own and fail: start Java with"
                            + " -Dorg.bytedeco.javacpp.maxphysicalbytes=0, as scripts/nacre does, or use"
                            + " --engine compiled");
        }
        return "native code counts its own memory only";
    }

    /** Writes and deletes a file, and checks the free space. */
    static String folder(Path folder, MemorySize needed) throws IOException {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".doctor", "");
            Files.write(probe, new byte[] {1});
            Files.delete(probe);
        } catch (IOException e) {
            throw new CommandFailedException(
                    folder + " cannot be written to (" + e + "): choose another folder, or give this user write"
                            + " permission",
                    e);
        }
        MemorySize free = new MemorySize(Files.getFileStore(folder).getUsableSpace());
        if (free.compareTo(needed) < 0) {
            throw new CommandFailedException(folder + " has " + mebibytes(free) + " free, but the job needs "
                    + mebibytes(needed) + ": free space, or choose another folder");
        }
        return folder + " is writable, with " + mebibytes(free) + " free";
    }

    /** A checkpoint is complete only with its metadata file. The latest folder may be incomplete after a crash. */
    static String state(String uri) {
        URI location = URI.create(uri);
        if (location.getScheme() != null && !"file".equals(location.getScheme())) {
            return uri + " is not checked, because it is not a local file";
        }
        Path folder = location.getScheme() == null ? Path.of(uri) : Path.of(location.getPath());
        if (!folder.endsWith("_metadata") && !Files.isRegularFile(folder.resolve("_metadata"))) {
            throw new CommandFailedException("the checkpoint at " + uri + " is incomplete: its file _metadata"
                    + " is missing. Use an earlier checkpoint");
        }
        return uri + " is complete";
    }

    static String port(int port) {
        if (port == 0) {
            return "any free port";
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return "port " + socket.getLocalPort() + " is free";
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailedException(
                    "port " + port + " cannot be opened (" + e.getMessage() + "): stop the process that uses"
                            + " it, or choose another with --web-port",
                    e);
        }
    }

    private static String mebibytes(MemorySize size) {
        return "%,d MiB".formatted(size.getMebiBytes());
    }
}
