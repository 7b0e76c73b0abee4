package io.nacre.profile;

import io.nacre.payment.Millis;
import io.nacre.payment.Varint;
import io.nacre.secret.KeyedHash;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The newest {@value #CAPACITY} incoming payments of an account in the last seven days.
 *
 * <p>Duplicates are not filtered before, so they are detected here. A duplicate has a known id, or it is not newer than
 * the newest evicted payment, and such old payments are not added.
 */
public final class IncomingPayments {

    /** Empty. Updates create a new instance. */
    public static final IncomingPayments NONE = new IncomingPayments(0, 0, Long.MIN_VALUE);

    /** Maximum number of payments. */
    public static final int CAPACITY = 32;

    /** Older payments expire. */
    public static final long HORIZON_MS = 7 * Millis.DAY_MS;

    /** The salt of the id hashes; 0 in state of an earlier version without a salt. */
    private int salt;

    private int size;
    private int[] ids;
    private long[] atMs;
    private double[] amounts;

    /** Event time of the newest payment that was evicted for lack of space. */
    private long removedBeforeMs;

    /** Flag in the size: a salt follows. */
    private static final int SALTED = 1 << 6;

    private IncomingPayments(int size, int room, long removedBeforeMs) {
        this.size = size;
        this.ids = new int[room];
        this.atMs = new long[room];
        this.amounts = new double[room];
        this.removedBeforeMs = removedBeforeMs;
    }

    /** The number of payments within {@code spanMs} before this time. */
    public int count(long nowMs, long spanMs) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += isWithin(i, nowMs, spanMs) ? 1 : 0;
        }
        return count;
    }

    /** The sum of the payments, in major units. */
    public double sum(long nowMs, long spanMs) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += isWithin(i, nowMs, spanMs) ? amounts[i] : 0;
        }
        return sum;
    }

    /** The time of the newest payment at or before this time, ms since 1970, or -1. */
    public long latestMs(long nowMs) {
        long latest = -1;
        for (int i = 0; i < size; i++) {
            latest = atMs[i] <= nowMs ? Math.max(latest, atMs[i]) : latest;
        }
        return latest;
    }

    /** Adds a payment. The previous instance must not be used any more. */
    public IncomingPayments plus(String transactionId, double amount, long paidAtMs) {
        IncomingPayments after = this == NONE ? salted(transactionId) : this;
        after.add(after.hash(transactionId), amount, paidAtMs);
        return after;
    }

    private static IncomingPayments salted(String first) {
        IncomingPayments incomingPayments = new IncomingPayments(0, 0, Long.MIN_VALUE);
        incomingPayments.salt = (int) KeyedHash.salt(first);
        return incomingPayments;
    }

    private int hash(String transactionId) {
        return salt == 0 ? RecentValues.unsaltedHash(transactionId) : (int) KeyedHash.salted(salt, transactionId);
    }

    private boolean isWithin(int index, long nowMs, long spanMs) {
        return atMs[index] <= nowMs && atMs[index] >= nowMs - spanMs;
    }

    private void add(int id, double amount, long paidAtMs) {
        long newestMs = newestMs();
        if (paidAtMs <= removedBeforeMs || paidAtMs < newestMs - HORIZON_MS || has(id, paidAtMs)) {
            return;
        }
        removeBefore(Math.max(paidAtMs, newestMs) - HORIZON_MS);
        int slot = size < CAPACITY ? grow() : makeRoom(paidAtMs);
        if (slot >= 0) {
            ids[slot] = id;
            atMs[slot] = paidAtMs;
            amounts[slot] = amount;
        }
    }

    private boolean has(int id, long paidAtMs) {
        for (int i = 0; i < size; i++) {
            if (ids[i] == id && atMs[i] == paidAtMs) {
                return true;
            }
        }
        return false;
    }

    private void removeBefore(long sinceMs) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (atMs[i] >= sinceMs) {
                ids[kept] = ids[i];
                atMs[kept] = atMs[i];
                amounts[kept] = amounts[i];
                kept++;
            }
        }
        size = kept;
    }

    private int grow() {
        if (size == ids.length) {
            int room = Math.min(CAPACITY, Math.max(2, size * 2));
            ids = Arrays.copyOf(ids, room);
            atMs = Arrays.copyOf(atMs, room);
            amounts = Arrays.copyOf(amounts, room);
        }
        return size++;
    }

    /** Evicts the oldest payment; -1 if that is the new one itself. */
    private int makeRoom(long paidAtMs) {
        int oldest = 0;
        for (int i = 1; i < size; i++) {
            oldest = atMs[i] < atMs[oldest] ? i : oldest;
        }
        removedBeforeMs = Math.min(paidAtMs, atMs[oldest]);
        return paidAtMs < atMs[oldest] ? -1 : oldest;
    }

    private long newestMs() {
        long newest = Long.MIN_VALUE + HORIZON_MS;
        for (int i = 0; i < size; i++) {
            newest = Math.max(newest, atMs[i]);
        }
        return newest;
    }

    void write(DataOutput out) throws IOException {
        Varint.write(size == 0 || salt == 0 ? size : size + SALTED, out);
        if (size == 0) {
            return;
        }
        if (salt != 0) {
            out.writeInt(salt);
        }
        Varint.writeSigned(removedBeforeMs, out);
        for (int i = 0; i < size; i++) {
            out.writeInt(ids[i]);
            Varint.writeSigned(atMs[i], out);
            out.writeDouble(amounts[i]);
        }
    }

    static IncomingPayments read(DataInput in) throws IOException {
        int written = Varint.readCount(SALTED + CAPACITY, in);
        int size = written > CAPACITY ? written - SALTED : written;
        if (size < 0) {
            throw new IOException("the bytes are damaged: " + written + " incoming payments");
        }
        if (written == 0) {
            return NONE;
        }
        int salt = written > CAPACITY ? in.readInt() : 0;
        IncomingPayments incomingPayments = new IncomingPayments(size, size, Varint.readSigned(in));
        incomingPayments.salt = salt;
        for (int i = 0; i < size; i++) {
            incomingPayments.ids[i] = in.readInt();
            incomingPayments.atMs[i] = Varint.readSigned(in);
            incomingPayments.amounts[i] = in.readDouble();
        }
        return incomingPayments;
    }
}
