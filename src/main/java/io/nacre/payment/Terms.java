package io.nacre.payment;

import org.jspecify.annotations.Nullable;

/**
 * What makes a payment this one and no other: how much is paid, by what card and channel, to whom. Who asks twice for a
 * decision may have another address by then, another place or one attempt more; it is the same payment still. With
 * other terms it is another payment, whatever its id.
 */
public final class Terms {

    /** FNV-1a of 64 bits (Fowler, Noll and Vo; RFC 9923). */
    private static final long BASIS = 0xCBF29CE484222325L;

    private static final long PRIME = 0x100000001B3L;

    /** Between two texts, so that none begins where another ends. */
    private static final char END = '\uFFFF';

    private Terms() {}

    /**
     * A number for the terms of a payment; never 0. Others have the same only by a chance of two to the power of 64.
     */
    public static long fingerprint(Transaction payment) {
        Merchant merchant = payment.merchant();
        long hash = BASIS;
        hash = mix(hash, payment.amount().minorUnits());
        hash = mix(hash, payment.amount().currency());
        hash = mix(hash, payment.channel().name());
        hash = mix(hash, payment.cardToken());
        hash = mix(hash, merchant == null ? null : merchant.id());
        hash = mix(hash, payment.counterpartyId());
        return hash == 0 ? BASIS : hash;
    }

    private static long mix(long hash, long number) {
        long mixed = hash;
        for (int shift = 0; shift < Long.SIZE; shift += Short.SIZE) {
            mixed = (mixed ^ (number >>> shift & 0xFFFF)) * PRIME;
        }
        return mixed;
    }

    private static long mix(long hash, @Nullable String text) {
        long mixed = hash;
        for (int i = 0; text != null && i < text.length(); i++) {
            mixed = (mixed ^ text.charAt(i)) * PRIME;
        }
        return (mixed ^ END) * PRIME;
    }
}
