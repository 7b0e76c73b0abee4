package io.nacre.reference;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One opened .mmdb file. */
final class IpDatabase implements AutoCloseable {

    /** Read once at opening, so that a damaged tree or data section shows before the first payment. */
    private static final List<String> PROBES = List.of("1.1.1.1", "81.2.69.142", "193.0.6.139", "2001:4860:4860::8888");

    private final String path;
    private final Reader reader;

    private IpDatabase(String path, Reader reader) {
        this.path = path;
        this.reader = reader;
    }

    /** Reads the file into memory: one that is replaced in place while mapped would kill the process. */
    static IpDatabase open(String path) throws IOException {
        if (!Files.isReadable(Path.of(path))) {
            throw new IOException(
                    "IP database " + path + " is missing or not readable; check the path, or leave it out");
        }
        return of(path, Files.readAllBytes(Path.of(path)));
    }

    /** The same of a file's bytes. */
    static IpDatabase of(String path, byte[] file) throws IOException {
        try {
            MmdbCheck.check(file);
            Reader reader = new Reader(new ByteArrayInputStream(file), new CHMCache());
            for (String probe : PROBES) {
                reader.get(IpAddress.parse(probe), IpEntry.class);
            }
            return new IpDatabase(path, reader);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new IOException(
                    "IP database " + path + " is damaged or no .mmdb file (" + e.getMessage()
                            + "); download or build it again",
                    e);
        }
    }

    boolean isAt(@Nullable String otherPath) {
        return path.equals(otherPath);
    }

    Reader reader() {
        return reader;
    }

    /** The entry that covers the address; {@link IpEntry#EMPTY} where there is none. */
    IpEntry entry(InetAddress address) throws IOException {
        IpEntry entry = reader.get(address, IpEntry.class);
        return entry == null ? IpEntry.EMPTY : entry;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
