package io.nacre.stream.state;

import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.secret.KeyedHash;
import org.jspecify.annotations.Nullable;

/**
 * What makes a payment this one and no other: how much is paid, by what card and channel, to whom. Who asks twice for a
 * decision may have another address by then, another place or one attempt more; it is the same payment still. With
 * other terms it is another payment, whatever its id.
 *
 * <p>Kept as a hash of 128 bits and the salt that it was made with: each payment has its own, so that nobody can look
 * for two payments of one hash, and there is no key that could be lost.
 *
 * @param salt 0 for one of a program before this: the first half is FNV-1a of 64 bits then, which has no key
 */
public record TransactionTerms(long salt, long first, long second) {

    /** FNV-1a of 64 bits (Fowler, Noll and Vo; RFC 9923). */
    private static final long BASIS = 0xCBF29CE484222325L;

    private static final long PRIME = 0x100000001B3L;

    /** Between two texts, so that none begins where another ends. */
    private static final char END = '\uFFFF';

    public static TransactionTerms of(Transaction payment) {
        return of(payment, KeyedHash.salt(payment.accountId() + payment.id()));
    }

    /** Those that a program before this kept; null where it kept none. */
    static @Nullable TransactionTerms early(long hash) {
        return hash == 0 ? null : new TransactionTerms(0, hash, 0);
    }

    /** Whether they are those of a payment. */
    boolean areOf(Transaction payment) {
        return salt == 0 ? first == early(payment) : equals(of(payment, salt));
    }

    private static TransactionTerms of(Transaction payment, long salt) {
        Merchant merchant = payment.merchant();
        KeyedHash.Message message = KeyedHash.salted(salt)
                .wide()
                .put(payment.amount().minorUnits())
                .part(payment.amount().currency())
                .part(payment.channel().name())
                .part(payment.cardToken())
                .part(merchant == null ? null : merchant.id())
                .part(payment.counterpartyId());
        return new TransactionTerms(salt, message.finish(), message.second());
    }

    private static long early(Transaction payment) {
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
