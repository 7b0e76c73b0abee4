package io.nacre.stream.state;

import io.nacre.feature.Retention;
import io.nacre.payment.Varint;
import io.nacre.profile.RotatingBloomFilter;
import io.nacre.profile.StateCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Saves the account's enrichment most lookups in its map states. It contains a filter of seen transactions, the number
 * of labels that wait for their transactions, and the time of the latest sweep.
 */
public final class SeenTransactionBloomFilter {

    static final StateCodec<SeenTransactionBloomFilter> CODEC =
            StateCodec.first(SeenTransactionBloomFilter::write, SeenTransactionBloomFilter::read);

    private final RotatingBloomFilter seen;
    private int pendingLabels;
    private long sweepMs;

    /** Creates the filter of a new account. */
    SeenTransactionBloomFilter() {
        this(new RotatingBloomFilter(), 0, Long.MIN_VALUE);
    }

    private SeenTransactionBloomFilter(RotatingBloomFilter seen, int pendingLabels, long sweepMs) {
        this.seen = seen;
        this.pendingLabels = pendingLabels;
        this.sweepMs = sweepMs;
    }

    /** False only if the transaction was certainly not seen within the dispute time. */
    public boolean mayContain(String transactionId) {
        return seen.mayHave(transactionId);
    }

    public void add(String transactionId, long atMs) {
        seen.add(transactionId, atMs, Retention.DISPUTE_MS);
    }

    /** Whether any label arrived before its transaction. */
    public boolean hasPendingLabels() {
        return pendingLabels > 0;
    }

    public void addPendingLabel() {
        pendingLabels++;
    }

    public void setPendingLabels(int count) {
        pendingLabels = count;
    }

    /** True if this sweep is later than all before, so that it needs a timer. */
    public boolean extendSweep(long timerMs) {
        if (timerMs <= sweepMs) {
            return false;
        }
        sweepMs = timerMs;
        return true;
    }

    private static void write(SeenTransactionBloomFilter filter, DataOutput out) throws IOException {
        filter.seen.write(out);
        Varint.write(filter.pendingLabels, out);
        Varint.writeSigned(filter.sweepMs, out);
    }

    private static SeenTransactionBloomFilter read(DataInput in) throws IOException {
        return new SeenTransactionBloomFilter(
                RotatingBloomFilter.read(in), Varint.readCount(Integer.MAX_VALUE, in), Varint.readSigned(in));
    }
}
