package io.nacre.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarintTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 127, 128, 1 << 14, Long.MAX_VALUE, Long.MIN_VALUE})
    void everyNumberComesBack(long value) throws Exception {
        Varint.write(value, out);
        Varint.writeSigned(value, out);

        DataInputStream in = written();
        assertThat(Varint.read(in)).isEqualTo(value);
        assertThat(Varint.readSigned(in)).isEqualTo(value);
        assertThat(in.available()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, 127, 128, 1 << 14, Long.MAX_VALUE, Long.MIN_VALUE})
    void anArrayGetsTheSameBytes(long value) throws Exception {
        byte[] array = new byte[1 + Varint.MAX_BYTES];
        Varint.write(value, out);

        int end = Varint.write(value, array, 1);

        assertThat(Arrays.copyOfRange(array, 1, end)).isEqualTo(bytes.toByteArray());
    }

    @Test
    void smallNumbersTakeOneByte() throws Exception {
        Varint.write(127, out);
        Varint.writeSigned(-64, out);
        Varint.writeSigned(63, out);

        assertThat(bytes.size()).isEqualTo(3);
    }

    @Test
    void refusesACountThatDamagedBytesMadeUp() throws Exception {
        Varint.write(101, out);
        Varint.write(-1, out);
        DataInputStream in = written();

        assertThatThrownBy(() -> Varint.readCount(100, in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("101");
        assertThatThrownBy(() -> Varint.readCount(100, in)).isInstanceOf(IOException.class);
    }

    @Test
    void refusesANumberWithoutEnd() throws Exception {
        out.write(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});

        assertThatThrownBy(() -> Varint.read(written()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("damaged");
    }

    private DataInputStream written() {
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
