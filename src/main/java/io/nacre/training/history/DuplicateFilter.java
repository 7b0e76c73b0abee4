package io.nacre.training.history;

import io.nacre.feature.Retention;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.secret.KeyedHash;

/**
 * Recognises duplicate transactions for at least as long as the job does: 120 days of event time. It stores 64 bits per
 * transaction, a hash of the account and the id. With a hundred million transactions the probability of one false
 * duplicate is below 0.1 %.
 *
 * <p>It takes 16 to 50 bytes per transaction of the last 120 days.
 */
final class DuplicateFilter {

    private static final int MIN_SLOTS = 1 << 12;
    private final KeyedHash hash = KeyedHash.random();

    /** 0 in a free slot. */
    private long[] hashes = new long[MIN_SLOTS];

    /** The first day (since 1970) on which the id is no longer recognised. */
    private int[] untilDays = new int[MIN_SLOTS];

    private int used;

    /** Adds a transaction; false if it is a duplicate. */
    boolean add(Transaction transaction) {
        if (used > hashes.length / 4 * 3) {
            makeRoom(transaction.eventTimeMs());
        }
        long transactionHash = hash(transaction);
        int slot = slot(hashes, transactionHash);
        if (hashes[slot] == transactionHash && !isOver(slot, transaction.eventTimeMs())) {
            return false;
        }
        used += hashes[slot] == 0 ? 1 : 0;
        hashes[slot] = transactionHash;
        untilDays[slot] = untilDay(transaction.eventTimeMs());
        return true;
    }

    /** The capacity. */
    int slots() {
        return hashes.length;
    }

    /** Removes expired ids; the rest fills at most half of the slots. */
    private void makeRoom(long nowMs) {
        int remaining = 0;
        for (int i = 0; i < hashes.length; i++) {
            remaining += hashes[i] != 0 && !isOver(i, nowMs) ? 1 : 0;
        }
        int slots = MIN_SLOTS;
        while (remaining > slots / 2) {
            slots *= 2;
        }
        long[] newHashes = new long[slots];
        int[] newDays = new int[slots];
        for (int i = 0; i < hashes.length; i++) {
            if (hashes[i] != 0 && !isOver(i, nowMs)) {
                int slot = slot(newHashes, hashes[i]);
                newHashes[slot] = hashes[i];
                newDays[slot] = untilDays[i];
            }
        }
        hashes = newHashes;
        untilDays = newDays;
        used = remaining;
    }

    private boolean isOver(int slot, long nowMs) {
        return nowMs >= untilDays[slot] * Millis.DAY_MS;
    }

    /** The slot of the hash, or the free slot for it. */
    private static int slot(long[] hashes, long hash) {
        int slot = (int) hash & (hashes.length - 1);
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    private static int untilDay(long atMs) {
        return (int) (Retention.endOfDayMs(atMs + Retention.DISPUTE_MS) / Millis.DAY_MS);
    }

    private long hash(Transaction transaction) {
        long transactionHash = hash.of(transaction.accountId() + '\n' + transaction.id());
        return transactionHash == 0 ? 1 : transactionHash;
    }
}
