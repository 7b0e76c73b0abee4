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
 * The connection to Kafka, and the names of topics and groups.
 *
 * @param brokers {@code host:port}, several separated by commas
 * @param prefix prefix of every topic name; may be empty
 * @param framing how a record identifies its schema
 * @param delivery the delivery guarantee of the job's outputs
 * @param groupId consumer group of the job, and prefix of its transactional ids; every job needs its own
 * @param client further properties of every Kafka client, such as TLS and SASL settings; secrets only as references,
 *     see {@link ClientProperties}
 * @param signatures the signed topics and their keys
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, unlike the types of immutable collections.
public record KafkaSettings(
        String brokers,
        String prefix,
        Framing framing,
        Delivery delivery,
        String groupId,
        Map<String, String> client,
        RecordSigningConfig signatures)
        implements Serializable {

    /** The delivery guarantee of the job's outputs. No guarantee loses records. */
    public enum Delivery {
        /** Visible immediately; after a failure some records are written again with the same ids. */
        AT_LEAST_ONCE,
        /** Visible to read_committed consumers after the next checkpoint, exactly once. */
        EXACTLY_ONCE
    }

    /** A host name, an IPv4 address, or an IPv6 address in brackets; and the port. */
    private static final String ADDRESS = "(\\[[0-9A-Fa-f:.]+(%[^\\],\\s]+)?]|[^,:\\s\\[\\]]+):\\d{1,5}";

    private static final Pattern BROKERS = Pattern.compile(ADDRESS + "(," + ADDRESS + ")*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]*");

    /** Topic names may have 249 characters; the longest name without prefix has 26. */
    private static final int PREFIX_CHARACTERS = 200;

    public KafkaSettings {
        requireNonNull(framing, "framing is null");
        requireNonNull(delivery, "delivery is null");
        requireNonNull(signatures, "signatures is null");
        client = Map.copyOf(client);
        if (!BROKERS.matcher(brokers).matches()) {
            throw new IllegalArgumentException(
                    "brokers is '" + brokers + "': use host:port or [IPv6 address]:port, several separated by commas");
        }
        if (!NAME.matcher(prefix).matches() || prefix.length() > PREFIX_CHARACTERS) {
            throw new IllegalArgumentException("prefix is '" + prefix + "': use letters, digits, '.', '_' and '-'");
        }
        if (groupId.isBlank()) {
            throw new IllegalArgumentException("groupId is empty: set the name of the job's consumer group");
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

    /** The topic's full name, with the prefix. */
    public String nameOf(Topic<?> topic) {
        return prefix + topic.name();
    }

    /** The properties of every client. */
    public Properties clientProperties() {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.setProperty("bootstrap.servers", brokers);
        SecretConfigProvider.addTo(properties);
        return properties;
    }

    /** An admin client with this timeout. */
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

    /** Without the client properties, which may contain passwords. */
    @Override
    public String toString() {
        return "brokers=" + brokers + " prefix=" + prefix + " framing=" + framing + " delivery=" + delivery + " group="
                + groupId;
    }
}
