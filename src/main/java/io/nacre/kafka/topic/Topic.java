package io.nacre.kafka.topic;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Contract;
import io.nacre.payment.RecordOrigin;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic: its contract, key and retention.
 *
 * @param name without the installation's prefix
 * @param contract the schema of its records
 * @param keyedBy the key, in words
 * @param key the key of a value; values of one key stay in order
 * @param origin the origin of a value's input, if the value has it
 * @param cleanup the cleanup policy
 * @param retention how long a record is kept; null if the platform decides, if only compaction removes records, or if
 *     records are kept without limit
 * @param partitions the default number; it limits the job's parallelism
 */
public record Topic<T>(
        String name,
        Contract<T> contract,
        String keyedBy,
        PartExtractor<T, String> key,
        PartExtractor<T, RecordOrigin> origin,
        Cleanup cleanup,
        @Nullable Duration retention,
        int partitions)
        implements Serializable {

    /** Extracts a part of a value, or null if the value has none. */
    @FunctionalInterface
    public interface PartExtractor<T, P> extends Serializable {
        @Nullable
        P of(T value);
    }

    /** The cleanup policy of the broker. */
    public enum Cleanup {
        DELETE("delete"),
        /** No compaction: no record can replace another. */
        KEEP("delete"),
        COMPACT("compact"),
        COMPACT_AND_DELETE("compact,delete");

        private static final String FOR_EVER = "-1";

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    public Topic {
        requireNonNull(name, "name is null");
        requireNonNull(contract, "contract is null");
        requireNonNull(keyedBy, "keyedBy is null");
        requireNonNull(key, "key is null");
        requireNonNull(origin, "origin is null");
        requireNonNull(cleanup, "cleanup is null");
    }

    /** The relevant topic settings. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", cleanup.policy);
        // The broker's clock limits how far ahead an event time may be, because a producer can set any timestamp.
        settings.put("message.timestamp.type", "LogAppendTime");
        if (cleanup == Cleanup.KEEP) {
            settings.put("retention.ms", Cleanup.FOR_EVER);
            settings.put("retention.bytes", Cleanup.FOR_EVER);
        }
        if (retention != null) {
            settings.put("retention.ms", Long.toString(retention.toMillis()));
        }
        return settings;
    }
}
