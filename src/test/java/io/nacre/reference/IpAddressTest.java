package io.nacre.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "2001:DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:0db8:0001:0002:0003:0004:0005:0006, 2001:db8:1:2:3:4:5:6",
        "::, ::",
        "::1, ::1",
        "1::, 1::",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:c000:0201, 192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:192.0.2.1, 1:2:3:4:5:6:c000:201",
    })
    void writesOneTextForEveryAddress(String text, String canonical) {
        assertThat(IpAddress.canonical(text)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "010.0.0.1",
                "1.2.3.04",
                "1.2.3.4 ",
                "1..2.3",
                "+1.2.3.4",
                "0x7f.0.0.1",
                "localhost",
                "example.org",
                ":",
                ":::",
                ":1",
                "1:",
                "1:2",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "::1::",
                "1:2:3:4:5:6:7::8",
                "1:2:3:4:5:6:7:1.2.3.4",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "[::1]",
                "::1/64",
                "::1.2.3",
                "1.2.3.4::",
                "١.2.3.4",
                "::١",
                "00000000000000000000000000000000000000000000000000::1"
            })
    void refusesWhatIsNoLiteralAddress(String text) {
        assertThat(IpAddress.canonical(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8::1, 2001:db8::/64",
        "::1, ::/64"
    })
    void takesTheSubscriberForTheNetwork(String canonical, String network) {
        assertThat(IpAddress.network(canonical)).isEqualTo(network);
    }

    @Test
    void agreesWithThePlatformOnRandomAddresses() throws Exception {
        Random random = new Random(1);

        for (int i = 0; i < 2_000; i++) {
            byte[] address = new byte[16];
            random.nextBytes(address);
            for (int at = 0; at < 16; at++) {
                address[at] = random.nextInt(3) == 0 ? 0 : address[at];
            }
            InetAddress platform = InetAddress.getByAddress(address);
            String canonical = Objects.requireNonNull(IpAddress.canonical(platform.getHostAddress()));

            assertThat(InetAddress.getByName(canonical)).isEqualTo(platform);
            assertThat(IpAddress.canonical(canonical)).isEqualTo(canonical);
        }
    }
}
