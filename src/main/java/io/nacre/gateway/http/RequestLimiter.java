package io.nacre.gateway.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Limits the requests per second of each client, with a burst of one second. */
final class RequestLimiter {

    private final double perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /** The requests that a client may still send. */
    private static final class Bucket {
        private double tokens;
        private long filledNs;

        private Bucket(double tokens, long filledNs) {
            this.tokens = tokens;
            this.filledNs = filledNs;
        }
    }

    RequestLimiter(double perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /** Whether the client may send so many transactions now. A batch counts each of its transactions. */
    boolean permits(String client, int count) {
        long nowNs = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(client, name -> new Bucket(perSecond, nowNs));
        synchronized (bucket) {
            double added = perSecond * (nowNs - bucket.filledNs) / TimeUnit.SECONDS.toNanos(1);
            bucket.tokens = Math.min(perSecond, bucket.tokens + added);
            bucket.filledNs = nowNs;
            // A batch that is larger than the bucket passes when the bucket is full, and the next requests wait for it.
            if (bucket.tokens < Math.min(count, perSecond)) {
                return false;
            }
            bucket.tokens -= count;
            return true;
        }
    }
}
