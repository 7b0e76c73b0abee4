package io.nacre.console.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorCodecTest {

    @Test
    void everyFloatIsExact() {
        Random random = new Random(3);
        float[] odd = {0, -0.0f, 1, -1, Float.NaN, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 0.1f};
        for (int length = 0; length < 40; length++) {
            float[] vector = new float[length];
            for (int i = 0; i < length; i++) {
                vector[i] = random.nextBoolean() ? odd[random.nextInt(odd.length)] : random.nextFloat();
            }
            assertThat(bits(VectorCodec.decode(VectorCodec.encode(vector)))).isEqualTo(bits(vector));
        }
    }

    @Test
    void zerosAndOnesTakeTwoBits() {
        assertThat(VectorCodec.encode(new float[] {0, 1, 0, 0, 1})).hasSize(2 + 2);
        assertThat(VectorCodec.encode(new float[] {0, 2, 0, 0, 1})).hasSize(2 + 2 + 4);
    }

    private static int[] bits(float[] vector) {
        int[] bits = new int[vector.length];
        for (int i = 0; i < vector.length; i++) {
            bits[i] = Float.floatToRawIntBits(vector[i]);
        }
        return bits;
    }
}
