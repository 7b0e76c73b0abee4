package io.nacre.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.layer.Layers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FeatureVectorTest {

    private static final float[] VALUES = {0, -0f, 1, Float.MIN_VALUE, Float.NaN, 0, 0, 0, 0, 7, 0, 0};

    @Test
    void valuesAddedToAPackedVectorFollowTheOthers() {
        FeatureVector vector = travelled(new FeatureVector(VALUES.clone()));

        Arrays.fill(vector.room(10, 2), vector.start(10), vector.start(10) + 2, 3);
        vector.room(5, 1)[vector.start(5)] = -2;

        float[] expected = VALUES.clone();
        expected[10] = 3;
        expected[11] = 3;
        expected[5] = -2;
        assertThat(travelled(vector)).isEqualTo(new FeatureVector(expected));
        assertThat(vector).isEqualTo(new FeatureVector(expected));
    }

    @Test
    void aBlankVectorTakesNoBytes() {
        FeatureVector blank = FeatureVector.blank();

        assertThat(blank.pack(new byte[0], 0)).isZero();
        assertThat(travelled(blank)).isEqualTo(new FeatureVector(new float[Layers.width()]));
    }

    @Test
    void whoeverAsksForAllNumbersMayWriteIntoThem() {
        FeatureVector vector = travelled(new FeatureVector(VALUES.clone()));

        vector.values()[0] = 5;

        assertThat(travelled(vector).values()[0]).isEqualTo(5);
    }

    private static FeatureVector travelled(FeatureVector vector) {
        byte[] bytes = new byte[vector.packedMax()];
        return FeatureVector.packed(vector.width(), Arrays.copyOf(bytes, vector.pack(bytes, 0)));
    }
}
