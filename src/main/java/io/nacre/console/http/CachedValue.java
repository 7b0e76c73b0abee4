package io.nacre.console.http;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that many pages ask for, and that is computed at most once in a while. A value that is a little too old is
 * returned at once, and computed again meanwhile. Thread-safe.
 */
final class CachedValue<T> {

    private static final Logger LOG = LoggerFactory.getLogger(CachedValue.class);

    private final long freshMs;
    private final long usableMs;
    private final Clock clock;
    private final Supplier<T> source;
    private volatile @Nullable Computed<T> computed;
    private boolean isRefreshing;

    private record Computed<T>(T value, long atMs) {}

    /**
     * A value that is not computed yet.
     *
     * @param fresh how long a value is not computed again
     * @param usable how old a value may be that is returned while it is computed again
     */
    CachedValue(Duration fresh, Duration usable, Clock clock, Supplier<T> source) {
        this.freshMs = fresh.toMillis();
        this.usableMs = usable.toMillis();
        this.clock = clock;
        this.source = source;
    }

    /** The value. Without a usable one, whoever asks waits until it is computed. */
    T get() {
        Computed<T> known = computed;
        if (known == null || ageMs(known) >= usableMs) {
            return computeOnce();
        }
        if (ageMs(known) >= freshMs && mayRefresh()) {
            Thread thread = new Thread(this::refresh, "console-figures");
            thread.setDaemon(true);
            thread.start();
        }
        return known.value();
    }

    /** Of several that wait, the first computes the value for all. */
    private synchronized T computeOnce() {
        Computed<T> known = computed;
        return known == null || ageMs(known) >= usableMs ? compute() : known.value();
    }

    private long ageMs(Computed<T> known) {
        return clock.millis() - known.atMs();
    }

    private synchronized boolean mayRefresh() {
        boolean may = !isRefreshing;
        isRefreshing = true;
        return may;
    }

    private void refresh() {
        try {
            compute();
        } catch (RuntimeException e) {
            LOG.warn("a figure of the console could not be computed anew", e);
        } finally {
            synchronized (this) {
                isRefreshing = false;
            }
        }
    }

    private T compute() {
        long atMs = clock.millis();
        T value = source.get();
        computed = new Computed<>(value, atMs);
        return value;
    }
}
