package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** State that an earlier release wrote: what it knew is still known, what it did not know begins now. */
class StateCodecTest {

    @Test
    void anIpAddressOfVersionOneKeepsItsAccountCounts() throws IOException {
        byte[] old = bytes(out ->
                SharedEntityStats.NONE.plus("a", 5, 1_000).plus("b", 5, 2_000).write(out));

        IpStats ipStats = IpStats.CODEC.read(1, in(old));

        assertThat(ipStats.crowd().accounts().has("b")).isTrue();
        assertThat(ipStats.cards()).isSameAs(RecentValues.NONE);
    }

    @Test
    void sourcesOfVersionOneKeepNetworksAndCountries() throws IOException {
        byte[] old = bytes(out -> {
            RecentValues.NONE.plus("192.0.2.1", 1_000, 8).write(out);
            RecentValues.NONE.plus("NL", 1_000, 8).write(out);
        });

        AccountNetworkStats accountNetworkStats = AccountNetworkStats.CODEC.read(1, in(old));

        assertThat(accountNetworkStats.networks().has("192.0.2.1")).isTrue();
        assertThat(accountNetworkStats.countries().has("NL")).isTrue();
        assertThat(accountNetworkStats.operators()).isSameAs(RecentValues.NONE);
    }

    @Test
    void devicesOfVersionOneAreStillKnown() throws IOException {
        byte[] old = bytes(out -> RecentValues.NONE.plus("dev", 1_000, 8).write(out));

        DeviceStats deviceStats = DeviceStats.CODEC.read(1, in(old));

        assertThat(deviceStats.devices().has("dev")).isTrue();
        assertThat(deviceStats.agents()).isSameAs(RecentValues.NONE);
    }

    @Test
    void dealingsOfVersionOneAreThePayees() throws IOException {
        byte[] old = bytes(out -> RecentValues.NONE.plus("shop", 1_000, 8).write(out));

        AccountTransferStats accountTransferStats = AccountTransferStats.CODEC.read(1, in(old));

        assertThat(accountTransferStats.payees().has("shop")).isTrue();
        assertThat(accountTransferStats.received()).isSameAs(IncomingPayments.NONE);
    }

    private static byte[] bytes(Written written) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static DataInputStream in(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** Writes what a test reads. */
    @FunctionalInterface
    private interface Written {
        void to(DataOutputStream out) throws IOException;
    }
}
