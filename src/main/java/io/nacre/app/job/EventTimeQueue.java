package io.nacre.app.job;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Elements that wait until event time reaches them; elements of the same time leave in the order in which they came.
 */
final class EventTimeQueue<T> {

    private final PriorityQueue<Waiting<T>> queue = new PriorityQueue<>(
            Comparator.<Waiting<T>>comparingLong(Waiting::atMs).thenComparingLong(Waiting::number));

    private long number;

    private record Waiting<T>(long atMs, long number, T element) {}

    void add(long atMs, T element) {
        queue.add(new Waiting<>(atMs, number++, element));
    }

    /** Removes every element up to this time, in the order of time. */
    void removeDue(long nowMs, Consumer<T> due) {
        while (!queue.isEmpty() && queue.peek().atMs() <= nowMs) {
            due.accept(queue.remove().element());
        }
    }
}
