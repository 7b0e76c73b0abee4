package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** State that an earlier release wrote: what it knew is still known, what it did not know begins now. */
class CodecTest {

    @Test
    void anAddressOfVersionOneKeepsItsCrowd() throws IOException {
        byte[] old =
                bytes(out -> Crowd.NONE.plus("a", 5, 1_000).plus("b", 5, 2_000).write(out));

        Address address = Address.CODEC.read(1, in(old));

        assertThat(address.crowd().accounts().has("b")).isTrue();
        assertThat(address.cards()).isSameAs(Seen.NONE);
    }

    @Test
    void sourcesOfVersionOneKeepNetworksAndCountries() throws IOException {
        byte[] old = bytes(out -> {
            Seen.NONE.plus("192.0.2.1", 1_000, 8).write(out);
            Seen.NONE.plus("NL", 1_000, 8).write(out);
        });

        Sources sources = Sources.CODEC.read(1, in(old));

        assertThat(sources.networks().has("192.0.2.1")).isTrue();
        assertThat(sources.countries().has("NL")).isTrue();
        assertThat(sources.operators()).isSameAs(Seen.NONE);
    }

    @Test
    void devicesOfVersionOneAreStillKnown() throws IOException {
        byte[] old = bytes(out -> Seen.NONE.plus("dev", 1_000, 8).write(out));

        Devices devices = Devices.CODEC.read(1, in(old));

        assertThat(devices.devices().has("dev")).isTrue();
        assertThat(devices.agents()).isSameAs(Seen.NONE);
    }

    @Test
    void dealingsOfVersionOneAreThePayees() throws IOException {
        byte[] old = bytes(out -> Seen.NONE.plus("shop", 1_000, 8).write(out));

        Dealings dealings = Dealings.CODEC.read(1, in(old));

        assertThat(dealings.payees().has("shop")).isTrue();
        assertThat(dealings.received()).isSameAs(Received.NONE);
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
