package io.nacre.feature;

import java.util.Arrays;

/**
 * What only the score and its rules ask of a transaction whose account's layers are done: its facts, and all of it
 * beyond its outline. Carried from hop to hop as it came, and read once.
 */
public final class LazyTransactionDetails {

    /** The transaction and its facts themselves still have them. */
    public static final LazyTransactionDetails INSIDE = new LazyTransactionDetails(new byte[0]);

    private final byte[] packed;

    private LazyTransactionDetails(byte[] packed) {
        this.packed = packed;
    }

    /**
     * As they travel.
     *
     * @param bytes not copied, not empty; whoever wrote them can read them
     */
    public static LazyTransactionDetails packed(byte[] bytes) {
        return new LazyTransactionDetails(bytes);
    }

    /** The bytes themselves; empty for {@link #INSIDE}. */
    public byte[] packed() {
        return packed;
    }

    public boolean arePacked() {
        return packed.length > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LazyTransactionDetails that && Arrays.equals(packed, that.packed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(packed);
    }
}
