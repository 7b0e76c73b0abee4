package io.nacre.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.UnknownHostException;

/** Whatever text stands for an address or a block of them: none is looked up, and each has one form. */
class AddressFuzzTest {

    @FuzzTest(maxDuration = "1m")
    void parses(byte[] input) throws UnknownHostException {
        String text = new String(input, UTF_8);
        String canonical = IpAddress.canonical(text);
        if (canonical != null) {
            assertThat(IpAddress.canonical(canonical)).isEqualTo(canonical);
            assertThat(IpAddress.parse(canonical)).isNotNull();
            assertThat(IpAddress.block(IpAddress.network(canonical))).isNotEmpty();
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
