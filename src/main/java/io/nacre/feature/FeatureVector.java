package io.nacre.feature;

import io.nacre.feature.layer.Layers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The input of the model: the features in catalogue order, length {@link Layers#width()}.
 *
 * <p>Between operators the vector is serialized. An operator that only adds features does not deserialize the others.
 * Not thread-safe.
 */
public final class FeatureVector {

    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    /** The header of each run of numbers: its first index and its length. */
    private static final int HEADER = 2 * Short.BYTES;

    private static final byte[] NOTHING = {};

    private final int width;

    /** All numbers; null while they are serialized or all zero. */
    private float @Nullable [] values;

    /** The serialized runs; empty for a vector of zeros. */
    private byte[] packed;

    /** The runs that were added since, latest first. */
    private @Nullable FeatureRun added;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record FeatureRun(
            int from, float[] values, @Nullable FeatureRun before) {}

    private FeatureVector(int width, byte[] packed) {
        this.width = width;
        this.packed = packed;
    }

    /** @param values not copied */
    public FeatureVector(float[] values) {
        this(values.length, NOTHING);
        this.values = values;
    }

    /** A vector of zeros with the length of the catalogue. */
    public static FeatureVector blank() {
        return new FeatureVector(Layers.width(), NOTHING);
    }

    /**
     * A vector in the format of {@link #pack}.
     *
     * @param packed not copied
     */
    public static FeatureVector packed(int width, byte[] packed) {
        return new FeatureVector(width, packed);
    }

    public int width() {
        return width;
    }

    /** All numbers; changes to the array change the vector. */
    public float[] values() {
        float[] all = values;
        if (all == null) {
            all = new float[width];
            unpack(packed, all);
            for (FeatureRun each = added; each != null; each = each.before()) {
                System.arraycopy(each.values(), 0, all, each.from(), each.values().length);
            }
            values = all;
            packed = NOTHING;
            added = null;
        }
        return all;
    }

    /**
     * An array for a new run of numbers, to be written from {@link #start} on.
     *
     * @param from index of the first number in the vector
     */
    float[] room(int from, int count) {
        if (values == null && packed.length > 0) {
            float[] room = new float[count];
            added = new FeatureRun(from, room, added);
            return room;
        }
        return values();
    }

    /** The index in the array of {@link #room} for the number at this index of the vector. */
    int start(int from) {
        return values == null ? 0 : from;
    }

    /** The maximum number of bytes that {@link #pack} writes. */
    public int packedMax() {
        if (values != null) {
            return max(width);
        }
        int most = packed.length;
        for (FeatureRun each = added; each != null; each = each.before()) {
            most += max(each.values().length);
        }
        return most;
    }

    private static int max(int count) {
        return HEADER + (count + 7) / 8 + count * Float.BYTES;
    }

    /**
     * Serializes the numbers; zeros take one bit.
     *
     * @param at the first index to write
     * @return the index after the last byte
     */
    public int pack(byte[] bytes, int at) {
        if (values != null) {
            return width == 0 ? at : pack(0, values, bytes, at);
        }
        System.arraycopy(packed, 0, bytes, at, packed.length);
        int end = at + packed.length;
        for (FeatureRun each = added; each != null; each = each.before()) {
            end = pack(each.from(), each.values(), bytes, end);
        }
        return end;
    }

    /** Writes groups of eight numbers: a bit mask of the nonzero numbers, then these numbers. */
    private static int pack(int first, float[] values, byte[] bytes, int start) {
        SHORT.set(bytes, start, (short) first);
        SHORT.set(bytes, start + Short.BYTES, (short) values.length);
        int at = start + HEADER;
        for (int from = 0; from < values.length; from += 8) {
            int to = Math.min(from + 8, values.length);
            int someAt = at++;
            int some = 0;
            for (int i = from; i < to; i++) {
                if (Float.floatToRawIntBits(values[i]) != 0) {
                    some |= 1 << (i - from);
                    FLOAT.set(bytes, at, values[i]);
                    at += Float.BYTES;
                }
            }
            bytes[someAt] = (byte) some;
        }
        return at;
    }

    private static void unpack(byte[] packed, float[] values) {
        for (int at = 0; at < packed.length; ) {
            int first = Short.toUnsignedInt((short) SHORT.get(packed, at));
            int end = first + Short.toUnsignedInt((short) SHORT.get(packed, at + Short.BYTES));
            at += HEADER;
            for (int from = first; from < end; from += 8) {
                int some = packed[at++] & 0xFF;
                for (int i = from; some != 0; i++, some >>>= 1) {
                    if ((some & 1) != 0) {
                        values[i] = (float) FLOAT.get(packed, at);
                        at += Float.BYTES;
                    }
                }
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector that && Arrays.equals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values());
    }

    @Override
    public String toString() {
        return Arrays.toString(values());
    }
}
