package io.nacre.reference;

import io.nacre.reference.ip.IpRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads published text files with IP ranges; a file name that ends in .gz is decompressed. */
public final class IpRangeListReader {

    private IpRangeListReader() {}

    /**
     * Reads country ranges in Tor's format: {@code 16777216,16777471,AU}, or with IPv6 addresses in place of the
     * numbers. The country code is passed unchanged, including "??".
     */
    public static void readCountries(Path file, BiConsumer<IpRange, String> reader) throws IOException {
        forEachLine(file, "first,last,COUNTRY with numbers or IPv6 addresses", line -> {
            String[] cells = line.split(",", -1);
            if (cells.length != 3) {
                throw new IllegalArgumentException("the line does not have 3 cells");
            }
            reader.accept(range(cells[0], cells[1]), cells[2]);
        });
    }

    /** Reads a list of addresses or CIDR blocks, one per line; '#' starts a comment. */
    public static void readList(Path file, Consumer<IpRange> reader) throws IOException {
        forEachLine(file, "an address such as 192.0.2.1, or a block such as 192.0.2.0/24", line -> {
            reader.accept(IpRange.of(line));
        });
    }

    private static IpRange range(String first, String last) {
        return first.indexOf(':') < 0
                ? IpRange.ipv4(Long.parseLong(first), Long.parseLong(last))
                : IpRange.between(first, last);
    }

    private static void forEachLine(Path file, String expected, Consumer<String> reader) throws IOException {
        int number = 0;
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                int comment = line.indexOf('#');
                String content = (comment < 0 ? line : line.substring(0, comment)).strip();
                if (!content.isEmpty()) {
                    reader.accept(content);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + ", line " + number + ": " + e.getMessage() + ": write " + expected + ", or remove the line",
                    e);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("list of IP ranges " + file + " is missing or not readable: check the path");
        }
        var stream = Files.newInputStream(file);
        var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(stream) : stream;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
    }
}
