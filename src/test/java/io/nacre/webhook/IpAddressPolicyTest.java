package io.nacre.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpAddressPolicyTest {

    /** IP address, then whether PUBLIC, PRIVATE and LOOPBACK accept it. */
    @ParameterizedTest
    @CsvSource({
        // Public.
        "8.8.8.8, true, true, false",
        "172.15.255.255, true, true, false",
        "172.32.0.0, true, true, false",
        "100.63.255.255, true, true, false",
        "100.128.0.0, true, true, false",
        "2606:4700::1111, true, true, false",
        "2a00:1450:4001::1, true, true, false",
        // Private networks, carrier-grade NAT, unique local and site-local IPv6.
        "10.0.0.1, false, true, false",
        "172.16.0.1, false, true, false",
        "172.31.255.255, false, true, false",
        "192.168.1.1, false, true, false",
        "100.64.0.1, false, true, false",
        "100.127.255.255, false, true, false",
        "fc00::1, false, true, false",
        "fd12:3456::1, false, true, false",
        "fec0::1, false, true, false",
        // Loopback.
        "127.0.0.1, false, true, true",
        "127.255.255.254, false, true, true",
        "::1, false, true, true",
        // Link-local, with the metadata of clouds.
        "169.254.169.254, false, false, false",
        "fe80::1, false, false, false",
        // This network, protocol assignments, documentation, benchmarks, 6to4 relays.
        "0.0.0.0, false, false, false",
        "0.1.2.3, false, false, false",
        "::, false, false, false",
        "192.0.0.1, false, false, false",
        "192.0.2.1, false, false, false",
        "198.51.100.1, false, false, false",
        "203.0.113.1, false, false, false",
        "198.18.0.1, false, false, false",
        "198.19.255.255, false, false, false",
        "192.88.99.1, false, false, false",
        "2001:db8::1, false, false, false",
        "3fff::1, false, false, false",
        "2001:2::1, false, false, false",
        "100::1, false, false, false",
        // Multicast, reserved, broadcast, not allocated.
        "224.0.0.1, false, false, false",
        "240.0.0.1, false, false, false",
        "255.255.255.255, false, false, false",
        "ff02::1, false, false, false",
        "4000::1, false, false, false",
        "5f00::1, false, false, false",
        // IPv6 forms of IPv4 addresses: mapped, compatible, NAT64, 6to4, Teredo.
        "::ffff:127.0.0.1, false, true, true",
        "::ffff:169.254.169.254, false, false, false",
        "::ffff:8.8.8.8, true, true, false",
        "::10.0.0.1, false, true, false",
        "64:ff9b::10.0.0.1, false, true, false",
        "64:ff9b::7f00:1, false, true, true",
        "64:ff9b::808:808, true, true, false",
        "64:ff9b:1::1, false, false, false",
        "2002:7f00:1::1, false, true, true",
        "2002:c0a8:101::1, false, true, false",
        "2002:a9fe:a9fe::1, false, false, false",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe, false, true, false"
    })
    void acceptsOnlyWhatThePolicyAllows(String address, boolean isPublic, boolean isPrivate, boolean isLoopback)
            throws UnknownHostException {
        InetAddress parsed = InetAddress.getByName(address);

        assertThat(IpAddressPolicy.PUBLIC.accepts(parsed)).isEqualTo(isPublic);
        assertThat(IpAddressPolicy.PRIVATE.accepts(parsed)).isEqualTo(isPrivate);
        assertThat(IpAddressPolicy.LOOPBACK.accepts(parsed)).isEqualTo(isLoopback);
    }

    /** Java turns a mapped address into IPv4, except when it is made with a scope. */
    @Test
    void refusesMappedAndScopedAddressesOfJava() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        mapped[12] = 10;
        mapped[15] = 1;
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();

        assertThat(IpAddressPolicy.PUBLIC.accepts(Inet6Address.getByAddress(null, mapped, 3)))
                .isFalse();
        assertThat(IpAddressPolicy.PRIVATE.accepts(Inet6Address.getByAddress(null, linkLocal, 3)))
                .isFalse();
    }

    @Test
    void refusesAHostIfAnyOfItsAddressesIsPrivate() throws UnknownHostException {
        InetAddress good = InetAddress.getByName("8.8.8.8");
        InetAddress bad = InetAddress.getByName("10.0.0.1");

        assertThat(new CheckedDnsResolver(IpAddressPolicy.PUBLIC, host -> new InetAddress[] {good})
                        .resolve("a.example"))
                .containsExactly(good);
        for (List<InetAddress> mixed : List.of(List.of(good, bad), List.of(bad, good))) {
            CheckedDnsResolver resolver =
                    new CheckedDnsResolver(IpAddressPolicy.PUBLIC, host -> mixed.toArray(InetAddress[]::new));
            assertThatThrownBy(() -> resolver.resolve("a.example")).isInstanceOf(IpAddressRefusedException.class);
        }
        assertThatThrownBy(() ->
                        new CheckedDnsResolver(IpAddressPolicy.PUBLIC, host -> new InetAddress[0]).resolve("a.example"))
                .isInstanceOf(UnknownHostException.class);
    }
}
