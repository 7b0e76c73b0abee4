package io.nacre.console.store;

import java.nio.ByteBuffer;

/**
 * The bytes of a vector. Most of its numbers are 0 or 1, so each has a code of two bits; the others follow as floats,
 * big-endian. Every float is exact.
 */
final class VectorCodec {

    private static final int ZERO = 0;
    private static final int ONE = 1;
    private static final int OTHER = 2;
    private static final int CODES_PER_BYTE = 4;
    private static final int ONE_BITS = Float.floatToRawIntBits(1);

    private VectorCodec() {}

    static byte[] encode(float[] vector) {
        int others = 0;
        for (float value : vector) {
            others += code(value) == OTHER ? 1 : 0;
        }
        int codes = (vector.length + CODES_PER_BYTE - 1) / CODES_PER_BYTE;
        ByteBuffer bytes = ByteBuffer.allocate(Short.BYTES + codes + others * Float.BYTES);
        bytes.putShort((short) vector.length).position(Short.BYTES + codes);
        byte[] array = bytes.array();
        for (int i = 0; i < vector.length; i++) {
            int code = code(vector[i]);
            array[Short.BYTES + i / CODES_PER_BYTE] |= (byte) (code << (2 * (i % CODES_PER_BYTE)));
            if (code == OTHER) {
                bytes.putFloat(vector[i]);
            }
        }
        return array;
    }

    static float[] decode(byte[] array) {
        ByteBuffer bytes = ByteBuffer.wrap(array);
        float[] vector = new float[bytes.getShort()];
        bytes.position(Short.BYTES + (vector.length + CODES_PER_BYTE - 1) / CODES_PER_BYTE);
        for (int i = 0; i < vector.length; i++) {
            int code = (array[Short.BYTES + i / CODES_PER_BYTE] >> (2 * (i % CODES_PER_BYTE))) & 3;
            vector[i] = code == OTHER ? bytes.getFloat() : code;
        }
        return vector;
    }

    /** Negative zero is not 0. */
    private static int code(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits == 0 ? ZERO : bits == ONE_BITS ? ONE : OTHER;
    }
}
