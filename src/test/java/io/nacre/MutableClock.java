package io.nacre;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a test moves. */
public final class MutableClock extends Clock {

    private final AtomicLong nowMs;

    public MutableClock(long nowMs) {
        this.nowMs = new AtomicLong(nowMs);
    }

    public void advance(Duration time) {
        nowMs.addAndGet(time.toMillis());
    }

    @Override
    public long millis() {
        return nowMs.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(nowMs.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
