package io.nacre.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.FuzzInputs;
import io.nacre.reference.ip.IpAddresses;
import io.nacre.reference.ip.IpRange;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever text stands for an address or a block of them: none is looked up, and each has one form. */
public class AddressFuzzTest {

    static Stream<Path> inputs() throws IOException {
        return FuzzInputs.of(AddressFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void parses(Path input) throws Exception {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    /** The fuzzer looks for this name. */
    public static void fuzzerTestOneInput(byte[] input) throws UnknownHostException {
        String text = new String(input, UTF_8);
        String canonical = IpAddresses.canonical(text);
        if (canonical != null) {
            assertThat(IpAddresses.canonical(canonical)).isEqualTo(canonical);
            assertThat(IpAddresses.parse(canonical)).isNotNull();
            assertThat(IpAddresses.subnet(IpAddresses.network(canonical))).isNotEmpty();
            assertThat(IpRange.of(canonical).prefixLength()).isEqualTo(128);
        }
        try {
            IpRange range = IpRange.of(text);
            assertThat(range.prefixLength()).isBetween(0, 128);
            assertThat(range.around(range.prefixLength())).isEqualTo(range);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
