package io.nacre.kafka.client;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for the broker's answers: a value, or a failure with a message for users. */
public final class KafkaFutures {

    private KafkaFutures() {}

    /**
     * Waits for an answer.
     *
     * @param doing the interrupted activity, such as "waiting for the broker"
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
