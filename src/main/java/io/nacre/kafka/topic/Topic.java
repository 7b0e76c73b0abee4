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
 * One of the topics: what lies on it, under which key, and for how long.
 *
 * @param name without the prefix that an installation may set
 * @param contract what its records look like
 * @param keyedBy the key in words
 * @param key the key of a value; values of one key keep their order
 * @param origin the input that caused a value, where it names one
 * @param cleanup what the broker does with old records
 * @param retention how long a record is kept; null where that is the platform's to say, where compaction alone removes
 *     it, and where it is kept for ever
 * @param partitions when created by us and not told otherwise; the job's parallelism ends here
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

    /** Reads a part of a value, or null where it has none. */
    @FunctionalInterface
    public interface PartExtractor<T, P> extends Serializable {
        @Nullable
        P of(T value);
    }

    /** What a broker does with old records. */
    public enum Cleanup {
        DELETE("delete"),
        /** Nothing: no record that anybody writes can displace another. */
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

    /** The broker's settings of this topic that matter to us. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("cleanup.policy", cleanup.policy);
        // By the broker's clock: how far ahead an event time may be is not the sender's to say.
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
