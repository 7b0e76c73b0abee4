package io.nacre.stream.state;

import io.nacre.feature.Retention;
import io.nacre.profile.RotatingBloomFilter;
import io.nacre.profile.StateCodec;
import io.nacre.profile.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What an account's hop notes beside the memories, so that a payment need not look where there is surely nothing: which
 * transactions it may have met, whether labels wait for theirs, and until when it will go through its maps.
 */
public final class SeenTransactionFilter {

    static final StateCodec<SeenTransactionFilter> CODEC =
            StateCodec.first(SeenTransactionFilter::write, SeenTransactionFilter::read);

    private final RotatingBloomFilter met;
    private int waiting;
    private long walkMs;

    /** Of an account not met before. */
    SeenTransactionFilter() {
        this(new RotatingBloomFilter(), 0, Long.MIN_VALUE);
    }

    private SeenTransactionFilter(RotatingBloomFilter met, int waiting, long walkMs) {
        this.met = met;
        this.waiting = waiting;
        this.walkMs = walkMs;
    }

    /** False only for a transaction that was surely not met within the dispute time. */
    public boolean mayHaveMet(String transactionId) {
        return met.mayHave(transactionId);
    }

    public void add(String transactionId, long atMs) {
        met.add(transactionId, atMs, Retention.DISPUTE_MS);
    }

    /** Whether labels came before their transactions. */
    public boolean anyWaits() {
        return waiting > 0;
    }

    public void waits() {
        waiting++;
    }

    public void waitsNoMore() {
        waiting--;
    }

    /** Whether this walk is a new one, later than any set before. */
    public boolean walksLater(long timerMs) {
        if (timerMs <= walkMs) {
            return false;
        }
        walkMs = timerMs;
        return true;
    }

    private static void write(SeenTransactionFilter seenTransactionFilter, DataOutput out) throws IOException {
        seenTransactionFilter.met.write(out);
        Varint.write(seenTransactionFilter.waiting, out);
        Varint.writeSigned(seenTransactionFilter.walkMs, out);
    }

    private static SeenTransactionFilter read(DataInput in) throws IOException {
        return new SeenTransactionFilter(
                RotatingBloomFilter.read(in), Varint.readCount(Integer.MAX_VALUE, in), Varint.readSigned(in));
    }
}
