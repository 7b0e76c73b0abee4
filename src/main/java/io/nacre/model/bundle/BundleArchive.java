package io.nacre.model.bundle;

import io.nacre.model.BundleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the files of a bundle: a directory, or a zip file with the same names. It reads only known files of
 * limited size.
 */
public final class BundleArchive {

    /** More than any valid bundle needs, and far below any heap size. */
    public static final int MAX_FILE_BYTES = 32 << 20;

    /** Maximum size of a manifest: names and a few numbers. */
    public static final int MAX_MANIFEST_BYTES = 4 << 20;

    /** Maximum size of all files together, and of a zip file. */
    static final int MAX_BYTES = 64 << 20;

    /** Maximum compression ratio: weights shrink little, a zip bomb a thousandfold. */
    static final int MAX_RATIO = 100;

    /** Below this size the ratio is not checked. */
    private static final int BYTES_FREE = 1 << 20;

    private static final int NAME_LENGTH = 80;

    /** Zip entries have a timestamp; a fixed one keeps the bytes equal. */
    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private BundleArchive() {}

    static Map<String, byte[]> read(Path path) {
        try {
            if (Files.isDirectory(path)) {
                return readDirectory(path);
            }
            if (!Files.isRegularFile(path)) {
                throw new BundleException("there is no bundle at " + path + ": set a directory or a zip file");
            }
            try (InputStream in = Files.newInputStream(path)) {
                return unzip(bounded(in, MAX_BYTES, path.toString(), "the file"), path.toString());
            }
        } catch (IOException e) {
            throw new BundleException("cannot read " + path + ": " + e.getMessage(), e);
        }
    }

    static Map<String, byte[]> unzip(byte[] zip, String source) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int left = (int) Math.min(MAX_BYTES, Math.max(BYTES_FREE, (long) MAX_RATIO * zip.length));
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = requireKnown(entry.getName(), source);
                byte[] bytes = bounded(in, Math.min(bytesMax(name), left), source, name);
                left -= bytes.length;
                if (files.put(name, bytes) != null) {
                    throw new BundleException(source + " has " + name + " twice: copy the bundle again");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BundleException(source + " is not a readable zip: " + e.getMessage(), e);
        }
        return files;
    }

    public static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(ENTRY_TIME);
                out.putNextEntry(entry);
                out.write(file.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    static void write(Path path, Map<String, byte[]> files) {
        Path target = path.toAbsolutePath().normalize();
        Path parent = target.getParent();
        try {
            if (parent == null) {
                throw new BundleException("cannot write a bundle to " + path + ": add a file name");
            }
            Files.createDirectories(parent);
            if (target.toString().endsWith(".zip")) {
                writeZip(target, parent, files);
            } else {
                writeDirectory(target, parent, files);
            }
        } catch (IOException e) {
            throw new BundleException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, byte[]> readDirectory(Path directory) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Path file : list(directory)) {
            String name = requireKnown(String.valueOf(file.getFileName()), directory.toString());
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new BundleException(file + " is not a regular file: remove it");
            }
            try (InputStream in = Files.newInputStream(file)) {
                files.put(name, bounded(in, bytesMax(name), directory.toString(), name));
            }
        }
        return files;
    }

    private static String requireKnown(String name, String source) {
        if (!isKnown(name)) {
            throw new BundleException(source + " contains \"" + printable(name)
                    + "\", which is not part of a bundle: remove it, or copy the bundle again");
        }
        return name;
    }

    private static boolean isKnown(@Nullable String name) {
        return BundleFormat.MANIFEST.equals(name)
                || BundleSignatureFormat.FILE.equals(name)
                || (name != null && BundleFormat.NUMBERS.contains(name));
    }

    private static int bytesMax(String name) {
        return switch (name) {
            case BundleFormat.MANIFEST -> MAX_MANIFEST_BYTES;
            case BundleSignatureFormat.FILE -> BundleSignatureFormat.MAX_FILE_BYTES;
            default -> MAX_FILE_BYTES;
        };
    }

    private static byte[] bounded(InputStream in, int max, String source, String name) throws IOException {
        byte[] bytes = in.readNBytes(max);
        if (in.read() >= 0) {
            throw new BundleException(
                    source + ": " + name + " exceeds the limit of " + max + " bytes: use a valid bundle");
        }
        return bytes;
    }

    private static void writeZip(Path target, Path parent, Map<String, byte[]> files) throws IOException {
        if (Files.isDirectory(target)) {
            throw new BundleException(target + " is a directory: choose another name, or remove it");
        }
        Path whole = unused(parent);
        try {
            Files.write(whole, zip(files));
            move(whole, target);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static void writeDirectory(Path target, Path parent, Map<String, byte[]> files) throws IOException {
        requireReplaceable(target);
        Path whole = Files.createDirectory(unused(parent));
        try {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(whole.resolve(file.getKey()), file.getValue());
            }
            if (Files.exists(target)) {
                Path old = unused(parent);
                move(target, old);
                move(whole, target);
                delete(old);
            } else {
                move(whole, target);
            }
        } finally {
            delete(whole);
        }
    }

    /** A free name next to the target. A platform's temporary file would not be readable for other users. */
    private static Path unused(Path parent) {
        return parent.resolve(".bundle-" + UUID.randomUUID());
    }

    private static void requireReplaceable(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        boolean replaceable = Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
                && list(target).stream().allMatch(file -> isKnown(String.valueOf(file.getFileName())));
        if (!replaceable) {
            throw new BundleException(target + " exists and is not a bundle: choose another name, or remove it");
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes a directory of files if it exists. */
    private static void delete(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        for (Path file : list(directory)) {
            Files.delete(file);
        }
        Files.delete(directory);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }

    private static String printable(String name) {
        return printable(name, NAME_LENGTH);
    }

    /** Removes control characters of an untrusted text before it reaches a terminal or a log. */
    static String printable(String text, int length) {
        String shortened = text.length() > length ? text.substring(0, length) + "…" : text;
        return shortened.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]", "?");
    }
}
