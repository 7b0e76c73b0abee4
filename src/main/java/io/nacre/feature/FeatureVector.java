package io.nacre.feature;

import java.util.Arrays;

/** The numbers the model sees, in catalogue order; length {@link Layers#width()}. */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the contents.
public record FeatureVector(float[] values) {

    public static FeatureVector blank() {
        return new FeatureVector(new float[Layers.width()]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
