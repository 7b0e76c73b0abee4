package io.nacre.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitPackedColumnTest {

    @Test
    void everyNumberOfEveryWidthComesBack() throws IOException {
        Random random = new Random(3);
        for (int bits = 0; bits <= Long.SIZE; bits++) {
            for (int size = 0; size < 70; size++) {
                long[] numbers = new long[size];
                for (int i = 0; i < size; i++) {
                    numbers[i] = bits == 0 ? 0 : random.nextLong() >>> (Long.SIZE - bits);
                }
                assertThat(read(write(numbers), size))
                        .as(size + " of " + bits + " bits")
                        .containsExactly(numbers);
            }
        }
    }

    @Test
    void usesTheBitWidthOfTheLargestValue() throws IOException {
        assertThat(write(new long[100])).hasSize(1);
        assertThat(write(new long[] {1, 0, 1, 1, 0, 0, 0, 1, 1})).hasSize(1 + 2);
        assertThat(write(new long[] {511, 3, 4, 5, 6, 7, 8, 9})).hasSize(1 + 9);
    }

    @Test
    void refusesDamagedBytes() {
        assertThatThrownBy(() -> read(new byte[] {65, 0, 0}, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bit width is 65");
    }

    private static byte[] write(long[] numbers) throws IOException {
        long union = 0;
        for (long number : numbers) {
            union |= number;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BitPackedColumn.Writer column = new BitPackedColumn.Writer(union, new DataOutputStream(bytes));
        for (long number : numbers) {
            column.put(number);
        }
        column.close();
        return bytes.toByteArray();
    }

    private static long[] read(byte[] bytes, int size) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        BitPackedColumn.Reader column = new BitPackedColumn.Reader(size, new DataInputStream(in));
        long[] numbers = new long[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = column.next();
        }
        assertThat(in.available()).isZero();
        return numbers;
    }
}
