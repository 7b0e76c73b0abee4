package io.nacre.kafka;

/** Kafka, or how it was set up, stands in the way; the message names what, and the remedy. */
public final class KafkaFailure extends RuntimeException {
    KafkaFailure(String message) {
        super(message);
    }

    KafkaFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
