package io.nacre.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Encodes and checks the weights of a model: raw IEEE 754 binary32, little-endian. */
public final class FloatArrayCodec {

    private FloatArrayCodec() {}

    public static byte[] encode(float[]... parts) {
        int count = 0;
        for (float[] part : parts) {
            count += part.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] part : parts) {
            for (float value : part) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    public static float[] decode(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** The array itself; fails if it has a NaN or an infinite number. */
    public static float[] requireFinite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] is " + values[i]);
            }
        }
        return values;
    }
}
