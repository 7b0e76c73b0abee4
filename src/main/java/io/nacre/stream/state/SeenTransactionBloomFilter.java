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
 * of labels and lifecycles that wait for their transactions, and the time of the latest sweep.
 */
public final class SeenTransactionBloomFilter {

    static final StateCodec<SeenTransactionBloomFilter> CODEC = new StateCodec<>() {
        @Override
        public int version() {
            return 2;
        }

        @Override
        public void write(SeenTransactionBloomFilter filter, DataOutput out) throws IOException {
            filter.seen.write(out);
            Varint.write(filter.pendingLabels, out);
            Varint.writeSigned(filter.sweepMs, out);
            Varint.write(filter.pendingLifecycles, out);
        }

        /** Version 1 had no lifecycles. */
        @Override
        public SeenTransactionBloomFilter read(int version, DataInput in) throws IOException {
            SeenTransactionBloomFilter filter = new SeenTransactionBloomFilter(
                    RotatingBloomFilter.read(in), Varint.readCount(Integer.MAX_VALUE, in), Varint.readSigned(in));
            filter.pendingLifecycles = version == 1 ? 0 : Varint.readCount(Integer.MAX_VALUE, in);
            return filter;
        }
    };

    private final RotatingBloomFilter seen;
    private int pendingLabels;
    private int pendingLifecycles;
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

    /** Whether any label or lifecycle event arrived before its transaction. */
    public boolean hasPending() {
        return hasPendingLabels() || hasPendingLifecycles();
    }

    /** Whether any lifecycle event arrived before its transaction. */
    public boolean hasPendingLifecycles() {
        return pendingLifecycles > 0;
    }

    public void addPendingLifecycle() {
        pendingLifecycles++;
    }

    public void removePendingLifecycle() {
        pendingLifecycles--;
    }

    public void setPendingLifecycles(int count) {
        pendingLifecycles = count;
    }

    /** True if this sweep is later than all before, so that it needs a timer. */
    public boolean extendSweep(long timerMs) {
        if (timerMs <= sweepMs) {
            return false;
        }
        sweepMs = timerMs;
        return true;
    }
}
