package io.nacre.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nacre.FuzzInputs;
import io.nacre.reference.ip.IpAddresses;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an .mmdb file holds: it is refused when it is opened, or each look-up ends, and takes little. */
public class IpDatabaseFuzzTest {

    private static final List<String> ADDRESSES = List.of("192.0.2.66", "2001:db8::1", "0.0.0.0", "255.255.255.255");
    private static final int MAX_BYTES = 4_000_000;

    static Stream<Path> inputs() throws IOException {
        return FuzzInputs.of(IpDatabaseFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void opens(Path input) throws Exception {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    /** The fuzzer looks for this name. */
    public static void fuzzerTestOneInput(byte[] file) throws IOException {
        long most = MAX_BYTES + 4L * file.length;
        if (open(file) > most) {
            // Once more: the first time classes are loaded, and the fuzzer looks at each.
            assertThat(open(file)).isLessThan(most);
        }
    }

    /** How many bytes that allocates. */
    private static long open(byte[] file) throws IOException {
        long before = allocated();
        try (IpDatabase database = IpDatabase.of("fuzzed.mmdb", file)) {
            for (String address : ADDRESSES) {
                lookUp(database, IpAddresses.parse(address));
            }
        } catch (IOException refused) {
            assertThat(refused).hasMessageContaining("fuzzed.mmdb");
        }
        return allocated() - before;
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
