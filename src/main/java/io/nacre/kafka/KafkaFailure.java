package io.nacre.kafka;

import org.apache.kafka.common.errors.TimeoutException;

/** Kafka, or how it was set up, stands in the way; the message names what, and the remedy. */
public final class KafkaFailure extends RuntimeException {
    KafkaFailure(String message) {
        super(message);
    }

    KafkaFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** What a broker's error, or its silence, means for the user. */
    static KafkaFailure of(KafkaSettings settings, Throwable cause) {
        boolean silent = cause instanceof TimeoutException;
        String message = silent
                ? "no Kafka broker answers at " + settings.brokers() + ": start it, or mend the brokers setting"
                : "the Kafka broker at " + settings.brokers() + " refuses: " + cause.getMessage();
        return new KafkaFailure(message, cause);
    }
}
