package io.nacre.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestLimiterTest {

    private long nowNs;

    @Test
    void permitsASecondsRequestsAtOnceAndThenTheRateOfEachClient() {
        RequestLimiter limiter = new RequestLimiter(10, () -> nowNs);

        assertThat(limiter.permits("a", 10)).isTrue();
        assertThat(limiter.permits("a", 1)).isFalse();
        assertThat(limiter.permits("b", 1)).isTrue();
        nowNs += TimeUnit.MILLISECONDS.toNanos(200);
        assertThat(limiter.permits("a", 3)).isFalse();
        assertThat(limiter.permits("a", 2)).isTrue();
        assertThat(limiter.permits("a", 1)).isFalse();
        nowNs += TimeUnit.HOURS.toNanos(1);
        assertThat(limiter.permits("a", 10)).isTrue();
    }

    @Test
    void aBatchAboveTheRateWaitsForAFullBucketAndHoldsBackWhatFollows() {
        RequestLimiter limiter = new RequestLimiter(10, () -> nowNs);

        assertThat(limiter.permits("a", 100)).isTrue();
        nowNs += TimeUnit.SECONDS.toNanos(9);
        assertThat(limiter.permits("a", 1)).isFalse();
        nowNs += TimeUnit.SECONDS.toNanos(1);
        assertThat(limiter.permits("a", 100)).isTrue();
    }
}
