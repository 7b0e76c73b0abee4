package io.nacre.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.binary.AvroBodyEncoder;
import io.nacre.codec.binary.CachedText;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.explain.Reason;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts that several contracts share, as {@link SharedMappings} makes them records, written without those records.
 */
final class NestedRecordEncoders {

    private static final byte[][] STEPS = steps();

    private NestedRecordEncoders() {}

    static void trail(Trail value, AvroBodyEncoder out) {
        double[] logits = value.logits();
        out.writeLong(logits.length);
        for (int k = 0; k < logits.length; k++) {
            if (k < STEPS.length) {
                out.writeEncoded(STEPS[k]);
            } else {
                out.writeText(SharedMappings.stepName(k));
            }
            out.writeDouble(logits[k]);
            out.writeDouble(value.probability(k));
            out.writeDouble(k == 0 ? logits[0] : value.contribution(k));
        }
        out.writeLong(0);
    }

    static void reasons(List<Reason> values, AvroBodyEncoder out) {
        count(values, out);
        for (int i = 0; i < values.size(); i++) {
            Reason value = values.get(i);
            out.writeText(value.code());
            out.writeText(value.feature());
            out.writeDouble(value.value());
            out.writeDouble(value.contribution());
            boolean known = !Double.isNaN(value.baseline());
            out.writeLong(known ? 1 : 0);
            if (known) {
                out.writeDouble(value.baseline());
            }
            out.writeText(value.description());
        }
        out.writeLong(0);
    }

    static void anomaly(@Nullable Anomaly value, AvroBodyEncoder out) {
        out.writeLong(value == null ? 0 : 1);
        if (value == null) {
            return;
        }
        out.writeDouble(value.tailProbability());
        List<UnusualFeature> unusualFeatures = value.unusualFeatures();
        count(unusualFeatures, out);
        for (int i = 0; i < unusualFeatures.size(); i++) {
            UnusualFeature unusualFeature = unusualFeatures.get(i);
            out.writeText(unusualFeature.feature());
            out.writeDouble(unusualFeature.value());
            out.writeDouble(unusualFeature.expected());
            out.writeDouble(unusualFeature.share());
        }
        out.writeLong(0);
    }

    static void optionalText(@Nullable String value, AvroBodyEncoder out) {
        out.writeLong(value == null ? 0 : 1);
        if (value != null) {
            out.writeText(value);
        }
    }

    static void texts(List<String> values, AvroBodyEncoder out) {
        count(values, out);
        for (int i = 0; i < values.size(); i++) {
            out.writeText(values.get(i));
        }
        out.writeLong(0);
    }

    /**
     * Writes where a record stood.
     *
     * @param topic the writer's own
     * @param topicId the writer's own
     */
    static void origin(RecordOrigin value, CachedText topic, CachedText topicId, AvroBodyEncoder out) {
        topic.write(value.topic(), out);
        out.writeLong(value.partition());
        out.writeLong(value.offset());
        out.writeLong(value.timestampMs());
        String id = value.topicId();
        out.writeLong(id == null ? 0 : 1);
        if (id != null) {
            topicId.write(id, out);
        }
    }

    /** An empty list is nothing but its end. */
    private static void count(List<?> values, AvroBodyEncoder out) {
        if (!values.isEmpty()) {
            out.writeLong(values.size());
        }
    }

    private static byte[][] steps() {
        byte[][] steps = new byte[SharedMappings.STEPS][];
        for (int k = 0; k < steps.length; k++) {
            steps[k] = SharedMappings.stepName(k).getBytes(UTF_8);
        }
        return steps;
    }
}
