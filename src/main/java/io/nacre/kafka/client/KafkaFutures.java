package io.nacre.kafka.client;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What a broker answers, once it has: a value, or a failure in words for people. */
public final class KafkaFutures {

    private KafkaFutures() {}

    /**
     * Awaits an answer.
     *
     * @param doing what an interruption interrupts, such as "waiting for the broker"
     */
    public static <V> V of(Future<V> answer, KafkaSettings settings, String doing) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw KafkaAccessException.of(settings, requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            throw interrupted(e, doing);
        }
    }

    public static KafkaAccessException interrupted(InterruptedException e, String doing) {
        Thread.currentThread().interrupt();
        return new KafkaAccessException("interrupted while " + doing, e);
    }
}
