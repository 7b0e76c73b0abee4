package io.nacre.reference.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {

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
        "64:ff9b::192.0.2.33, 192.0.2.33",
        "64:ff9b::c000:221, 192.0.2.33",
        "64:ff9b:1::c000:221, 64:ff9b:1::c000:221",
        "2002:c000:221::1, 192.0.2.33",
        "2002:c000:221:ffff:1:2:3:4, 192.0.2.33",
        "2001:0:4136:e378:8000:63bf:3fff:fdde, 192.0.2.33",
        "2001:1::1, 2001:1::1",
        "::192.0.2.33, 192.0.2.33",
        "::ffff:0:192.0.2.33, 192.0.2.33",
        "1:2:3:4:5:6:192.0.2.1, 1:2:3:4:5:6:c000:201",
    })
    void writesOneTextForEveryAddress(String text, String canonical) {
        assertThat(IpAddresses.canonical(text)).isEqualTo(canonical);
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
        assertThat(IpAddresses.canonical(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, SPECIAL",
        "0.255.255.255, SPECIAL",
        "1.0.0.0, PUBLIC",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, PRIVATE",
        "100.127.255.255, PRIVATE",
        "100.128.0.0, PUBLIC",
        "127.0.0.1, SPECIAL",
        "127.255.255.255, SPECIAL",
        "128.0.0.0, PUBLIC",
        "169.254.1.1, SPECIAL",
        "172.15.255.255, PUBLIC",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.0.0.8, SPECIAL",
        "192.0.1.0, PUBLIC",
        "192.0.2.1, SPECIAL",
        "192.168.0.1, PRIVATE",
        "192.169.0.0, PUBLIC",
        "198.17.255.255, PUBLIC",
        "198.18.0.0, SPECIAL",
        "198.20.0.0, PUBLIC",
        "198.51.100.7, SPECIAL",
        "203.0.113.255, SPECIAL",
        "203.0.114.0, PUBLIC",
        "223.255.255.255, PUBLIC",
        "224.0.0.1, SPECIAL",
        "255.255.255.255, SPECIAL",
        "::, SPECIAL",
        "::1, SPECIAL",
        "2001:db8::1, SPECIAL",
        "2001:db9::1, PUBLIC",
        "2001:200::1, PUBLIC",
        "3fff:fff::1, SPECIAL",
        "fc00::1, PRIVATE",
        "fdff::1, PRIVATE",
        "fe80::1, SPECIAL",
        "fec0::1, PRIVATE",
        "ff02::1, SPECIAL",
        "2a00:1450:4001::1, PUBLIC",
        "64:ff9b:1::1, SPECIAL"
    })
    void classifiesAddresses(String canonical, IpAddresses.Kind kind) {
        assertThat(IpAddresses.kindOf(canonical)).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8::1, 2001:db8::/64",
        "::1, ::/64"
    })
    void mapsIpv6AddressesToTheSubscriberNetwork(String canonical, String network) {
        assertThat(IpAddresses.network(canonical)).isEqualTo(network);
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
            String canonical = Objects.requireNonNull(IpAddresses.canonical(platform.getHostAddress()));
            assertThat(canonical).as("no random address carries one of IPv4").contains(":");

            assertThat(InetAddress.getByName(canonical)).isEqualTo(platform);
            assertThat(IpAddresses.canonical(canonical)).isEqualTo(canonical);
        }
    }
}
