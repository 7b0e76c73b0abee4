package io.nacre.console.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who tries passwords. After some failures for one name or one IP address, each further attempt must wait
 * twice as long as the one before. A name waits at most a minute, so that nobody can lock a user out. Thread-safe.
 */
public final class LoginLimiter {

    private static final int FREE_PER_NAME = 5;
    private static final int FREE_PER_ADDRESS = 20;
    private static final Duration MAX_WAIT_OF_NAME = Duration.ofMinutes(1);
    private static final Duration MAX_WAIT_OF_ADDRESS = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /** Attempts of other names or addresses push the oldest out, so memory is bounded. */
    private static final int MAX_ENTRIES = 10_000;

    /** A provider gives each customer a network of 64 bits. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Clock clock;
    private final Map<String, Failures> names = bounded();
    private final Map<String, Failures> addresses = bounded();

    private static final class Failures {
        private int count;
        private long lastMs;
        private long waitUntilMs;
    }

    public LoginLimiter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins an attempt. It counts as failed until {@link #succeeded} is called, so that attempts at the same time
     * count as well.
     *
     * @return how long to wait before the next attempt; zero if this one may go on
     */
    public synchronized Duration attempt(String name, InetAddress address) {
        long nowMs = clock.millis();
        Failures ofName = failures(names, name, nowMs);
        Failures ofAddress = failures(addresses, network(address), nowMs);
        long waitMs = Math.max(ofName.waitUntilMs, ofAddress.waitUntilMs) - nowMs;
        if (waitMs > 0) {
            return Duration.ofMillis(waitMs);
        }
        fail(ofName, FREE_PER_NAME, MAX_WAIT_OF_NAME, nowMs);
        fail(ofAddress, FREE_PER_ADDRESS, MAX_WAIT_OF_ADDRESS, nowMs);
        return Duration.ZERO;
    }

    /**
     * Takes back the failure of an attempt that was right. The failures of the address stay, because somebody with one
     * password could try those of others.
     */
    public synchronized void succeeded(String name, InetAddress address) {
        names.remove(name);
        Failures ofAddress = addresses.get(network(address));
        if (ofAddress != null) {
            ofAddress.count = Math.max(0, ofAddress.count - 1);
            ofAddress.waitUntilMs = 0;
        }
    }

    private static Failures failures(Map<String, Failures> all, String key, long nowMs) {
        Failures failures = all.computeIfAbsent(key, any -> new Failures());
        if (nowMs - failures.lastMs >= FORGOTTEN_AFTER.toMillis()) {
            failures.count = 0;
            failures.waitUntilMs = 0;
        }
        return failures;
    }

    private static void fail(Failures failures, int free, Duration maxWait, long nowMs) {
        failures.count++;
        failures.lastMs = nowMs;
        int doublings = failures.count - free;
        if (doublings >= 0) {
            // 2^20 seconds exceed every maximum.
            long waitMs = Duration.ofSeconds(1L << Math.min(doublings, 20)).toMillis();
            failures.waitUntilMs = nowMs + Math.min(waitMs, maxWait.toMillis());
        }
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
    }

    private static Map<String, Failures> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                return size() > MAX_ENTRIES;
            }
        };
    }
}
