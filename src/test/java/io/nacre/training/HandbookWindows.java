package io.nacre.training;

import io.nacre.payment.Millis;
import io.nacre.profile.SlidingWindows;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One key's payments, counted over windows as the Fraud-Detection-Handbook defines them: {@code (t - span, t]} with the
 * payment at {@code t} in it, while {@link SlidingWindows} begins where its tail is rounded to. What lies between the
 * two beginnings is kept one by one here, and taken off.
 */
final class HandbookWindows {

    /** The longest span asked for, and the day that a tail may be rounded by. */
    private static final long KEPT_MS = 38 * Millis.DAY_MS;

    private final Deque<Payment> recent = new ArrayDeque<>();
    private SlidingWindows payments = SlidingWindows.EMPTY;
    private SlidingWindows frauds = SlidingWindows.EMPTY;

    /** A payment that is still within reach. */
    private record Payment(long atMs, double amount, boolean fraud) {}

    /** What lies in a window. */
    record Sums(long count, double amount, long frauds) {

        Sums minus(Sums other) {
            return new Sums(count - other.count, amount - other.amount, frauds - other.frauds);
        }
    }

    /** Payments come in order of time. */
    void add(long atMs, double amount, boolean fraud) {
        payments = payments.plus(atMs, amount);
        frauds = fraud ? frauds.plus(atMs, 1) : frauds.at(atMs);
        recent.addLast(new Payment(atMs, amount, fraud));
        while (recent.getFirst().atMs() < atMs - KEPT_MS) {
            recent.removeFirst();
        }
    }

    /** What {@link SlidingWindows} holds, as the features of a payment would see it. */
    Sums rounded(long atMs, long spanMs) {
        return new Sums(payments.count(atMs, spanMs), payments.sum(atMs, spanMs), frauds.count(atMs, spanMs));
    }

    /** The same without what the tail holds too much. */
    Sums exact(long atMs, long spanMs) {
        return rounded(atMs, spanMs).minus(between(SlidingWindows.cutoff(atMs, spanMs), atMs - spanMs));
    }

    private Sums between(long fromMs, long toMs) {
        long count = 0;
        double amount = 0;
        long known = 0;
        for (Payment payment : recent) {
            if (payment.atMs() >= fromMs && payment.atMs() <= toMs) {
                count++;
                amount += payment.amount();
                known += payment.fraud() ? 1 : 0;
            }
        }
        return new Sums(count, amount, known);
    }
}
