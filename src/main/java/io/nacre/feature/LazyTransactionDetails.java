package io.nacre.feature;

import java.util.Arrays;

/**
 * The fields and facts of a transaction that only scoring and rules need, after the account's layers are complete. They
 * pass the operators in serialized form and are deserialized once.
 */
public final class LazyTransactionDetails {

    /** The details are still in the transaction and its facts. */
    public static final LazyTransactionDetails INSIDE = new LazyTransactionDetails(new byte[0]);

    private final byte[] packed;

    private LazyTransactionDetails(byte[] packed) {
        this.packed = packed;
    }

    /**
     * Details in serialized form.
     *
     * @param bytes not copied, not empty; the code that wrote them can read them
     */
    public static LazyTransactionDetails packed(byte[] bytes) {
        return new LazyTransactionDetails(bytes);
    }

    /** The serialized details; empty for {@link #INSIDE}. */
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
