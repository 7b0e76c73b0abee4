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

    /** A value that is older than this many lifetimes is not returned. */
    private static final int MAX_LIFETIMES = 5;

    private final long lifetimeMs;
    private final Clock clock;
    private final Supplier<T> source;
    private volatile @Nullable Computed<T> computed;
    private boolean isRefreshing;

    private record Computed<T>(T value, long atMs) {}

    CachedValue(Duration lifetime, Clock clock, Supplier<T> source) {
        this.lifetimeMs = lifetime.toMillis();
        this.clock = clock;
        this.source = source;
    }

    /** The value. Without one, whoever asks waits until it is computed. */
    T get() {
        Computed<T> known = computed;
        long ageMs = known == null ? Long.MAX_VALUE : clock.millis() - known.atMs();
        if (known == null || ageMs >= MAX_LIFETIMES * lifetimeMs) {
            return computeOnce(known);
        }
        if (ageMs >= lifetimeMs && mayRefresh()) {
            Thread thread = new Thread(this::refresh, "console-figures");
            thread.setDaemon(true);
            thread.start();
        }
        return known.value();
    }

    private synchronized T computeOnce(@Nullable Computed<T> seen) {
        Computed<T> known = computed;
        return known != null && known != seen ? known.value() : compute();
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
