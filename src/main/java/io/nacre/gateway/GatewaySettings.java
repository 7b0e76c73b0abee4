package io.nacre.gateway;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The settings of a gateway.
 *
 * @param gatewayId names the gateway in its stand-ins; unique among the gateways of an installation
 * @param maxInFlight maximum number of requests that wait for a decision; further requests are refused
 * @param journal the file with the answers that the broker has not acknowledged yet
 */
public record GatewaySettings(
        KafkaSettings kafka, String gatewayId, StandInPolicy standIns, int maxInFlight, Path journal) {

    /** The deadline of a request that names none. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofMillis(300);

    /** The shortest deadline that a request may ask for. */
    public static final Duration MIN_DEADLINE = Duration.ofMillis(20);

    /** The longest deadline that a request may ask for: SEPA Instant allows ten seconds for the whole payment. */
    public static final Duration MAX_DEADLINE = Duration.ofSeconds(10);

    /** How long a starting gateway waits for a busy broker. */
    static final Duration BROKER_PATIENCE = Duration.ofSeconds(30);

    public GatewaySettings {
        requireNonNull(kafka, "kafka is null");
        requireNonNull(gatewayId, "gatewayId is null");
        requireNonNull(standIns, "standIns is null");
        requireNonNull(journal, "journal is null");
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("maxInFlight is " + maxInFlight + "; it must be at least 1");
        }
    }
}
