package io.nacre.app.analyst;

import io.nacre.secret.ByteTextSearcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/**
 * Searches all files of a checkpoint, a savepoint or a state folder. RocksDB compresses its SST files and shortens
 * keys, so these are read entry by entry as well. That includes small SST files that Flink stores inside other files.
 */
public final class StateFileScanner {

    /** The magic number at the end of every SST file (little-endian). */
    private static final long TABLE_END = 0x88e241b785f4cff7L;

    /** Flink stores larger SST files as separate files. */
    private static final int LARGEST_INSIDE = 1 << 20;

    private static final int PIECE = 1 << 20;

    private final ByteTextSearcher searcher;

    private final Runnable each;

    public StateFileScanner(ByteTextSearcher searcher) {
        this(searcher, () -> {});
    }

    /** @param each is run after each file */
    StateFileScanner(ByteTextSearcher searcher, Runnable each) {
        this.searcher = searcher;
        this.each = each;
    }

    /** The files in the folder that contain one of the texts. */
    public List<Path> files(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            /** Ignores files that a running job deletes meanwhile. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException && !file.equals(folder)) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
        files.sort(null);
        for (Path file : files) {
            if (contains(file)) {
                found.add(file);
            }
            each.run();
        }
        return found;
    }

    private boolean contains(Path file) throws IOException {
        try {
            return holdsText(file) || (endsAsTable(file) ? holdsTable(file) : holdsTableInside(file));
        } catch (NoSuchFileException e) {
            // A running job deletes old checkpoints; a deleted file contains nothing.
            return false;
        }
    }

    /** Reads overlapping pieces, so that memory does not grow with the file. */
    private boolean holdsText(Path file) throws IOException {
        byte[] piece = new byte[PIECE];
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read; (read = in.readNBytes(piece, kept, PIECE - kept)) > 0; ) {
                int length = kept + read;
                if (searcher.count(piece, length) > 0) {
                    return true;
                }
                kept = Math.min(searcher.longest(), length);
                System.arraycopy(piece, length - kept, piece, 0, kept);
            }
        }
        return false;
    }

    private static boolean endsAsTable(Path file) throws IOException {
        long size = Files.size(file);
        if (size < Long.BYTES) {
            return false;
        }
        ByteBuffer end = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            while (end.hasRemaining() && channel.read(end, size - end.remaining()) >= 0) {
                // Until the buffer is full.
            }
        }
        return end.getLong(0) == TABLE_END;
    }

    private boolean holdsTableInside(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at <= bytes.length - Long.BYTES; at++) {
            if (buffer.getLong(at) == TABLE_END && holdsTableUpTo(at + Long.BYTES, bytes, file)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Searches an SST file inside another file. Flink writes its length before it, in four bytes. Other bytes may by
     * chance be a matching length, so each candidate start is tried until the table can be read.
     */
    private boolean holdsTableUpTo(int end, byte[] bytes, Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        IOException unreadable =
                new IOException("a table in " + file + " is incomplete: use a complete checkpoint or savepoint");
        for (int start = Math.max(Integer.BYTES, end - LARGEST_INSIDE); start < end; start++) {
            if (buffer.getInt(start - Integer.BYTES) == end - start) {
                Path table = Files.createTempFile("nacre-table", ".sst");
                try {
                    Files.write(table, Arrays.copyOfRange(bytes, start, end));
                    return holdsTable(table);
                } catch (IOException e) {
                    unreadable = e;
                } finally {
                    Files.delete(table);
                }
            }
        }
        throw unreadable;
    }

    private boolean holdsTable(Path table) throws IOException {
        RocksDB.loadLibrary();
        try (Options options = new Options();
                ReadOptions all = new ReadOptions();
                SstFileReader reader = new SstFileReader(options)) {
            reader.open(table.toString());
            try (SstFileReaderIterator entries = reader.newIterator(all)) {
                for (entries.seekToFirst(); entries.isValid(); entries.next()) {
                    if (searcher.count(entries.key()) + searcher.count(entries.value()) > 0) {
                        return true;
                    }
                }
                entries.status();
            }
            return false;
        } catch (RocksDBException e) {
            throw new IOException("cannot read the table " + table + " of the state: " + e.getMessage(), e);
        }
    }
}
