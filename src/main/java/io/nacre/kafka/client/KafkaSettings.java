package io.nacre.kafka.client;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Framing;
import io.nacre.kafka.topic.Topic;
import io.nacre.secret.RecordSigningConfig;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * How to reach Kafka and what to call things there.
 *
 * @param brokers {@code host:port}, several joined by commas
 * @param prefix before every topic's name; empty for none
 * @param framing how records say which schema wrote them
 * @param delivery what a failure may do to the job's outputs
 * @param groupId consumer group of the job; also the beginning of its transactional ids, so no two jobs may share it
 * @param client further properties of every Kafka client, such as those of TLS and SASL; secrets only by name, as
 *     {@link ClientProperties} wants it
 * @param signatures which records are signed, and which must be
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, which the immutable collections' types do not promise.
public record KafkaSettings(
        String brokers,
        String prefix,
        Framing framing,
        Delivery delivery,
        String groupId,
        Map<String, String> client,
        RecordSigningConfig signatures)
        implements Serializable {

    /** What a failure may do to the job's outputs; none is ever lost. */
    public enum Delivery {
        /** Visible at once; after a failure some records come again, with the same ids. */
        AT_LEAST_ONCE,
        /** Visible to read_committed readers at the next checkpoint, and never twice. */
        EXACTLY_ONCE
    }

    /** A host's name or IPv4 address, or an IPv6 address in brackets; and the port. */
    private static final String ADDRESS = "(\\[[0-9A-Fa-f:.]+(%[^\\],\\s]+)?]|[^,:\\s\\[\\]]+):\\d{1,5}";

    private static final Pattern BROKERS = Pattern.compile(ADDRESS + "(," + ADDRESS + ")*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*");

    /** Topic names end at 249 characters; our longest has 25. */
    private static final int PREFIX_CHARACTERS = 200;

    public KafkaSettings {
        requireNonNull(framing, "framing is null");
        requireNonNull(delivery, "delivery is null");
        requireNonNull(signatures, "signatures is null");
        client = Map.copyOf(client);
        if (!BROKERS.matcher(brokers).matches()) {
            throw new IllegalArgumentException(
                    "brokers is '" + brokers + "'; give host:port or [IPv6 address]:port, several joined by commas");
        }
        if (!NAME.matcher(prefix).matches() || prefix.length() > PREFIX_CHARACTERS) {
            throw new IllegalArgumentException("prefix is '" + prefix + "'; use letters, digits, '.', '_' and '-'");
        }
        if (groupId.isBlank()) {
            throw new IllegalArgumentException("groupId is empty; give the job's consumer group a name");
        }
    }

    /** The defaults: no prefix, no registry, at-least-once, group {@code nacre}. */
    public static KafkaSettings of(String brokers) {
        return new KafkaSettings(
                brokers,
                "",
                Framing.SINGLE_OBJECT,
                Delivery.AT_LEAST_ONCE,
                "nacre",
                Map.of(),
                RecordSigningConfig.NONE);
    }

    public KafkaSettings withPrefix(String changed) {
        return new KafkaSettings(brokers, changed, framing, delivery, groupId, client, signatures);
    }

    public KafkaSettings with(Framing changed) {
        return new KafkaSettings(brokers, prefix, changed, delivery, groupId, client, signatures);
    }

    public KafkaSettings with(Delivery changed) {
        return new KafkaSettings(brokers, prefix, framing, changed, groupId, client, signatures);
    }

    public KafkaSettings withGroupId(String changed) {
        return new KafkaSettings(brokers, prefix, framing, delivery, changed, client, signatures);
    }

    public KafkaSettings withClient(Map<String, String> changed) {
        return new KafkaSettings(brokers, prefix, framing, delivery, groupId, changed, signatures);
    }

    public KafkaSettings with(RecordSigningConfig changed) {
        return new KafkaSettings(brokers, prefix, framing, delivery, groupId, client, changed);
    }

    /** The topic's name in this installation. */
    public String nameOf(Topic<?> topic) {
        return prefix + topic.name();
    }

    /** What every client is given. */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.setProperty("bootstrap.servers", brokers);
        SecretConfigProvider.addTo(properties);
        return properties;
    }

    /** A client for the topics themselves, which gives up on a silent broker after so long. */
    public Admin admin(Duration patience) {
        Properties properties = clientProperties();
        properties.setProperty("default.api.timeout.ms", Long.toString(patience.toMillis()));
        properties.setProperty("request.timeout.ms", Long.toString(patience.toMillis()));
        try {
            return Admin.create(properties);
        } catch (KafkaException e) {
            throw KafkaAccessException.of(this, e);
        }
    }

    /** Without the client's properties: they may hold passwords. */
    @Override
    public String toString() {
        return "brokers=" + brokers + " prefix=" + prefix + " framing=" + framing + " delivery=" + delivery + " group="
                + groupId;
    }
}
