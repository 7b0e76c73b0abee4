package io.nacre.bench.measure;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Measures the allocations of all threads, including ended ones: heap usage before each collection minus usage after
 * the previous one.
 */
final class HeapFlow implements NotificationListener {

    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);
    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(java.lang.management.MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final long collectionsBefore = collections();
    private long notified;
    private long allocated;
    private long leftBehind = used();

    private HeapFlow() {}

    static HeapFlow start() {
        HeapFlow flow = new HeapFlow();
        flow.collectors.forEach(
                collector -> ((NotificationEmitter) collector).addNotificationListener(flow, null, null));
        return flow;
    }

    /** Allocated bytes since the start; ends the measurement. */
    synchronized long stop() {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        try {
            while (notified < collections() - collectionsBefore && System.nanoTime() < deadlineNs) {
                TimeUnit.NANOSECONDS.timedWait(this, PATIENCE_NS / 20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (GarbageCollectorMXBean collector : collectors) {
            try {
                ((NotificationEmitter) collector).removeNotificationListener(this);
            } catch (ListenerNotFoundException e) {
                throw new IllegalStateException("the listener was not registered", e);
            }
        }
        return allocated + used() - leftBehind;
    }

    @Override
    public synchronized void handleNotification(Notification notification, Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GcInfo collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            allocated += sum(collection.getMemoryUsageBeforeGc()) - leftBehind;
            leftBehind = sum(collection.getMemoryUsageAfterGc());
            notified++;
            notifyAll();
        }
    }

    private static long sum(Map<String, java.lang.management.MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> POOLS.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private long collections() {
        return collectors.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }
}
