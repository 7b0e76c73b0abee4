package io.nacre.console.http;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that many pages ask for, and that is computed at most once in a while. Thread-safe. */
final class CachedValue<T> {

    private final long lifetimeMs;
    private final Clock clock;
    private final Supplier<T> source;
    private @Nullable T value;
    private long computedMs;

    CachedValue(Duration lifetime, Clock clock, Supplier<T> source) {
        this.lifetimeMs = lifetime.toMillis();
        this.clock = clock;
        this.source = source;
    }

    /** The value. Whoever asks while it is computed waits for it. */
    synchronized T get() {
        T known = value;
        if (known == null || clock.millis() - computedMs >= lifetimeMs) {
            known = source.get();
            value = known;
            computedMs = clock.millis();
        }
        return known;
    }
}
