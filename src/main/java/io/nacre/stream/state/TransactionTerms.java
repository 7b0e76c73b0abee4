package io.nacre.stream.state;

import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.secret.KeyedHash;
import org.jspecify.annotations.Nullable;

/**
 * The terms that identify a transaction: amount, card, channel, merchant and counterparty. A repeated transaction may
 * have another IP address, another location or one more failed attempt. With other terms it is another transaction,
 * even if it has the same id.
 *
 * <p>Stored as a 128-bit hash with its own salt. So nobody can search for two transactions with the same hash, and
 * there is no key that could be lost.
 *
 * @param salt 0 in state of an earlier version; {@code first} is then a 64-bit FNV-1a hash, which has no key
 */
public record TransactionTerms(long salt, long first, long second) {

    /** FNV-1a of 64 bits (Fowler, Noll and Vo; RFC 9923). */
    private static final long BASIS = 0xCBF29CE484222325L;

    private static final long PRIME = 0x100000001B3L;

    /** Separates two texts, so that their boundary counts. */
    private static final char END = '\uFFFF';

    public static TransactionTerms of(Transaction payment) {
        return of(payment, KeyedHash.salt(payment.accountId() + payment.id()));
    }

    /** The terms of an earlier version; null if it stored none. */
    static @Nullable TransactionTerms early(long hash) {
        return hash == 0 ? null : new TransactionTerms(0, hash, 0);
    }

    /** Whether a transaction has these terms. */
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
