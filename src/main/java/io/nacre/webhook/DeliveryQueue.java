package io.nacre.webhook;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The events of one endpoint that are not delivered yet. Events with the same key form a lane: the next one is only
 * handed out once the one before is delivered or a dead letter. Thread-safe.
 */
final class DeliveryQueue {

    private final int maxEvents;
    private final long maxBytes;
    private final Clock clock;
    private final Map<String, Lane> lanes = new HashMap<>();

    /** The lanes whose first event is not with a worker, the next to deliver first. */
    private final PriorityQueue<Lane> due = new PriorityQueue<>(
            Comparator.<Lane>comparingLong(lane -> lane.dueMs).thenComparingLong(lane -> lane.turn));

    private int events;
    private long bytes;
    private long turns;
    private boolean closed;

    /** The events of one key, in order. */
    private static final class Lane {
        private final Deque<PendingDelivery> deliveries = new ArrayDeque<>();
        private boolean inFlight;
        private long dueMs;
        private long turn;
    }

    /**
     * An empty queue.
     *
     * @param maxEvents number of events from which the queue is full
     * @param maxBytes size of all bodies from which the queue is full
     */
    DeliveryQueue(int maxEvents, long maxBytes, Clock clock) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** Adds an event. The caller stops reading while the queue is full. */
    synchronized void add(WebhookEvent event, PartitionProgress progress) {
        progress.add(event.origin().offset());
        Lane lane = lanes.computeIfAbsent(event.orderKey(), key -> new Lane());
        lane.deliveries.addLast(new PendingDelivery(event, progress));
        events++;
        bytes += event.body().length;
        if (lane.deliveries.size() == 1) {
            schedule(lane, clock.millis());
        }
    }

    /** Whether no more events should be read. */
    synchronized boolean isFull() {
        return events >= maxEvents || bytes >= maxBytes;
    }

    /** Whether there is room again after it was full: half of the limits. */
    synchronized boolean hasRoom() {
        return events <= maxEvents / 2 && bytes <= maxBytes / 2;
    }

    synchronized int size() {
        return events;
    }

    /** The record timestamp of the oldest first event of a lane, ms since 1970; the time given if there is none. */
    synchronized long oldestMs(long nowMs) {
        return lanes.values().stream()
                .mapToLong(lane -> lane.deliveries.getFirst().event().origin().timestampMs())
                .min()
                .orElse(nowMs);
    }

    /** The next delivery whose time has come; null if there is none. */
    synchronized @Nullable PendingDelivery poll() {
        Lane lane = due.peek();
        if (closed || lane == null || lane.dueMs > clock.millis()) {
            return null;
        }
        due.remove();
        lane.inFlight = true;
        return lane.deliveries.getFirst();
    }

    /** Waits for the next delivery; null if the queue is closed. */
    synchronized @Nullable PendingDelivery take() throws InterruptedException {
        while (!closed) {
            PendingDelivery next = poll();
            if (next != null) {
                return next;
            }
            Lane lane = due.peek();
            if (lane == null) {
                wait();
            } else {
                wait(Math.max(1, lane.dueMs - clock.millis()));
            }
        }
        return null;
    }

    /** Removes an event that was delivered or is a dead letter, and releases the next one with its key. */
    synchronized void complete(PendingDelivery delivery) {
        WebhookEvent event = delivery.event();
        Lane lane = inFlight(event);
        lane.inFlight = false;
        lane.deliveries.removeFirst();
        removed(event);
        delivery.progress().complete(event.origin().offset());
        if (lane.deliveries.isEmpty()) {
            lanes.remove(event.orderKey());
        } else {
            schedule(lane, clock.millis());
        }
    }

    /** Delivers an event again at this time, ms since 1970. Events with its key wait. */
    synchronized void retry(PendingDelivery delivery, long atMs) {
        Lane lane = inFlight(delivery.event());
        lane.inFlight = false;
        schedule(lane, atMs);
    }

    /** Removes the events of partitions that another process reads now, except those that a worker is sending. */
    synchronized void revoke(Collection<PartitionProgress> partitions) {
        for (Iterator<Lane> all = lanes.values().iterator(); all.hasNext(); ) {
            Lane lane = all.next();
            PendingDelivery first = lane.deliveries.getFirst();
            PendingDelivery sending = lane.inFlight ? first : null;
            lane.deliveries.removeIf(delivery -> {
                boolean isRevoked = delivery != sending && partitions.contains(delivery.progress());
                if (isRevoked) {
                    removed(delivery.event());
                }
                return isRevoked;
            });
            if (lane.deliveries.isEmpty()) {
                due.remove(lane);
                all.remove();
            } else if (first != lane.deliveries.getFirst()) {
                // The delay was that of an event that is gone.
                due.remove(lane);
                schedule(lane, clock.millis());
            }
        }
    }

    /** Hands out no further deliveries. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private Lane inFlight(WebhookEvent event) {
        Lane lane = lanes.get(event.orderKey());
        if (lane == null || !lane.inFlight) {
            throw new IllegalStateException("the event was not handed out");
        }
        return lane;
    }

    private void removed(WebhookEvent event) {
        events--;
        bytes -= event.body().length;
    }

    private void schedule(Lane lane, long atMs) {
        lane.dueMs = atMs;
        lane.turn = turns++;
        due.add(lane);
        notifyAll();
    }
}
