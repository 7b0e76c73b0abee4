package io.nacre.stream;

import io.nacre.model.Anomaly;
import io.nacre.model.Oddity;
import io.nacre.model.Reason;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.profile.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What travels from the model to the guard, as bytes. */
final class ScoredSerializer extends ByteSerializer<Scored> {

    private static final long serialVersionUID = 1;

    private static final EnrichedSerializer ENRICHED = new EnrichedSerializer();
    private static final int LIST_MOST = 1 << 12;

    @Override
    public void serialize(Scored scored, DataOutputView out) throws IOException {
        ENRICHED.serialize(scored.enriched(), out);
        writeTrail(scored.trail(), out);
        Varint.write(scored.reasons().size(), out);
        for (Reason reason : scored.reasons()) {
            Wire.writeText(reason.code(), out);
            Wire.writeText(reason.feature(), out);
            out.writeDouble(reason.value());
            out.writeDouble(reason.contribution());
        }
        writeAnomaly(scored.anomaly(), out);
        Varint.write(scored.degradedLayers().size(), out);
        for (String layer : scored.degradedLayers()) {
            Wire.writeText(layer, out);
        }
        Wire.writeText(scored.bundleId(), out);
        writeThresholds(scored.thresholds(), out);
    }

    @Override
    public Scored deserialize(DataInputView in) throws IOException {
        return new Scored(
                ENRICHED.deserialize(in),
                readTrail(in),
                readReasons(in),
                readAnomaly(in),
                readLayers(in),
                Wire.readText(in),
                readThresholds(in));
    }

    /** A trail has at least one logit, so 0 stands for none. */
    private static void writeTrail(@Nullable Trail trail, DataOutput out) throws IOException {
        Varint.write(trail == null ? 0 : trail.logits().length, out);
        if (trail != null) {
            for (double logit : trail.logits()) {
                out.writeDouble(logit);
            }
        }
    }

    private static @Nullable Trail readTrail(DataInput in) throws IOException {
        double[] logits = new double[Varint.readCount(LIST_MOST, in)];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = in.readDouble();
        }
        return logits.length == 0 ? null : new Trail(logits);
    }

    private static List<Reason> readReasons(DataInput in) throws IOException {
        int size = Varint.readCount(LIST_MOST, in);
        List<Reason> reasons = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            reasons.add(new Reason(Wire.readText(in), Wire.readText(in), in.readDouble(), in.readDouble()));
        }
        return reasons;
    }

    /** No share is 0, so that stands for none. */
    private static void writeAnomaly(@Nullable Anomaly anomaly, DataOutput out) throws IOException {
        out.writeDouble(anomaly == null ? 0 : anomaly.share());
        if (anomaly != null) {
            Varint.write(anomaly.oddities().size(), out);
            for (Oddity oddity : anomaly.oddities()) {
                Wire.writeText(oddity.feature(), out);
                out.writeDouble(oddity.value());
                out.writeDouble(oddity.expected());
                out.writeDouble(oddity.weight());
            }
        }
    }

    private static @Nullable Anomaly readAnomaly(DataInput in) throws IOException {
        double share = in.readDouble();
        if (share == 0) {
            return null;
        }
        int size = Varint.readCount(LIST_MOST, in);
        List<Oddity> oddities = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            oddities.add(new Oddity(Wire.readText(in), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return new Anomaly(share, oddities);
    }

    /** A budget of 0 stands for none. */
    private static void writeThresholds(Thresholds thresholds, DataOutput out) throws IOException {
        out.writeDouble(thresholds.review());
        out.writeDouble(thresholds.decline());
        out.writeDouble(thresholds.anomaly() == null ? 0 : thresholds.anomaly());
    }

    private static Thresholds readThresholds(DataInput in) throws IOException {
        Thresholds thresholds = new Thresholds(in.readDouble(), in.readDouble());
        double budget = in.readDouble();
        return budget == 0 ? thresholds : thresholds.withAnomaly(budget);
    }

    private static List<String> readLayers(DataInput in) throws IOException {
        int size = Varint.readCount(LIST_MOST, in);
        List<String> layers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            layers.add(Wire.readText(in));
        }
        return layers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoredSerializer;
    }

    @Override
    public int hashCode() {
        return ScoredSerializer.class.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Scored> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Says which version of the bytes was in flight. */
    public static final class Snapshot extends EdgeSnapshot<Scored> {
        public Snapshot() {
            super(ScoredSerializer::new);
        }
    }
}
