package io.nacre.reference.mmdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.db.Reader;
import io.nacre.reference.ip.IpAddresses;
import io.nacre.reference.ip.IpRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MmdbWriterTest {

    private record Put(IpRange range, Map<String, Object> facts) {}

    @Test
    void readsBackEveryKindOfFact() throws Exception {
        MmdbWriter writer = writer();
        writer.put(IpRange.of("192.0.2.0/24"), Map.of("country", Map.of("iso_code", "DE"), "tor", true));
        writer.put(IpRange.of("2001:db8::/32"), Map.of("asn", 4_294_967_295L, "text", "ä".repeat(300)));

        try (var reader = read(bytes(writer))) {
            assertThat(get(reader, IpAddresses.parse("192.0.2.77")))
                    .isEqualTo(Map.of("country", Map.of("iso_code", "DE"), "tor", true));
            assertThat(get(reader, IpAddresses.parse("2001:db8:1::")))
                    .isEqualTo(Map.of("asn", 4_294_967_295L, "text", "ä".repeat(300)));
            assertThat(get(reader, IpAddresses.parse("192.0.3.0"))).isNull();
            assertThat(reader.getMetadata().ipVersion()).isEqualTo(6);
            assertThat(reader.getMetadata().buildEpoch()).isEqualTo(1_700_000_000L);
        }
    }

    @Test
    void writesTheSameBytesForTheSameRanges() throws Exception {
        MmdbWriter one = writer();
        MmdbWriter other = writer();
        randomPuts(new Random(5)).forEach(put -> one.put(put.range(), put.facts()));
        randomPuts(new Random(5)).forEach(put -> other.put(put.range(), put.facts()));

        assertThat(bytes(one)).isEqualTo(bytes(other));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASearchThroughAllRanges(long seed) throws Exception {
        Random random = new Random(seed);
        List<Put> puts = randomPuts(random);
        MmdbWriter writer = writer();
        puts.forEach(put -> writer.put(put.range(), put.facts()));

        try (var reader = read(bytes(writer))) {
            for (Put put : puts) {
                for (long address : new long[] {
                    put.range.firstLow() - 1,
                    put.range.firstLow(),
                    put.range.lastLow(),
                    put.range.lastLow() + 1,
                    random.nextLong(1L << 32)
                }) {
                    long number = address & 0xffff_ffffL;
                    assertThat(get(reader, inet(number))).isEqualTo(search(puts, number));
                }
            }
        }
    }

    private static @Nullable Object search(List<Put> puts, long address) {
        Map<String, Object> found = new TreeMap<>();
        for (Put put : puts) {
            if (put.range.firstLow() <= address && address <= put.range.lastLow()) {
                found.putAll(put.facts());
            }
        }
        return found.isEmpty() ? null : found;
    }

    private static List<Put> randomPuts(Random random) {
        List<Put> puts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            long first = random.nextLong(1L << 32);
            long last = Math.min(0xffff_ffffL, first + random.nextLong(1L << (1 + random.nextInt(31))));
            Map<String, Object> facts = random.nextBoolean()
                    ? Map.of("country", "C" + random.nextInt(20))
                    : Map.of("tor", random.nextBoolean());
            puts.add(new Put(IpRange.ipv4(first, last), facts));
        }
        return puts;
    }

    private static MmdbWriter writer() {
        return new MmdbWriter("Test", "ranges of a test", 1_700_000_000L);
    }

    private static byte[] bytes(MmdbWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.writeTo(out);
        return out.toByteArray();
    }

    private static @Nullable Object get(Reader reader, InetAddress address) throws IOException {
        return reader.get(address, Object.class);
    }

    private static Reader read(byte[] database) throws IOException {
        return new Reader(new ByteArrayInputStream(database));
    }

    private static InetAddress inet(long number) throws IOException {
        return IpAddresses.parse(
                (number >> 24) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255));
    }
}
