package io.nacre.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.util.List;

/** Whatever an .mmdb file holds: it is refused when it is opened, or each look-up ends, and takes little. */
class IpDatabaseFuzzTest {

    private static final List<String> ADDRESSES = List.of("192.0.2.66", "2001:db8::1", "0.0.0.0", "255.255.255.255");
    private static final int BYTES_MOST = 4_000_000;

    @FuzzTest(maxDuration = "1m")
    void opens(byte[] file) throws IOException {
        long before = allocated();
        try (IpDatabase database = IpDatabase.of("fuzzed.mmdb", file)) {
            for (String address : ADDRESSES) {
                lookUp(database, IpAddress.parse(address));
            }
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining("fuzzed.mmdb");
        }
        assertThat(allocated() - before).isLessThan(BYTES_MOST + 4L * file.length);
    }

    /** These count as "unknown" where an address is looked up; anything worse must not come. */
    private static void lookUp(IpDatabase database, InetAddress address) {
        try {
            assertThat(database.entry(address)).isNotNull();
        } catch (IOException | RuntimeException unknown) {
            assertThat(unknown).isNotNull();
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
