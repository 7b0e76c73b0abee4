package io.nacre.stream.wire;

import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.explain.Reason;
import io.nacre.profile.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model said of a transaction, as bytes. */
public final class ScoreCodec {

    private static final int MAX_LIST = 1 << 12;

    private ScoreCodec() {}

    /** A trail has at least one logit, so 0 stands for none. */
    public static void writeTrail(@Nullable Trail trail, DataOutput out) throws IOException {
        double[] logits = trail == null ? new double[0] : trail.logits();
        Varint.write(logits.length, out);
        for (double logit : logits) {
            out.writeDouble(logit);
        }
    }

    public static @Nullable Trail readTrail(DataInput in) throws IOException {
        double[] logits = new double[Varint.readCount(MAX_LIST, in)];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = in.readDouble();
        }
        return logits.length == 0 ? null : new Trail(logits);
    }

    public static void writeReasons(List<Reason> reasons, DataOutput out) throws IOException {
        Varint.write(reasons.size(), out);
        for (int i = 0; i < reasons.size(); i++) {
            Reason reason = reasons.get(i);
            BinaryEncoding.writeText(reason.code(), out);
            BinaryEncoding.writeText(reason.feature(), out);
            out.writeDouble(reason.value());
            out.writeDouble(reason.baseline());
            out.writeDouble(reason.contribution());
            BinaryEncoding.writeOptional(reason.saysMore() ? reason.description() : null, out);
        }
    }

    /**
     * Reads reasons.
     *
     * @param sentences false for state from before reasons told of the account
     */
    public static List<Reason> readReasons(boolean sentences, DataInput in) throws IOException {
        int size = Varint.readCount(MAX_LIST, in);
        if (size == 0) {
            return List.of();
        }
        List<Reason> reasons = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Reason plain = new Reason(
                    BinaryEncoding.readText(in),
                    BinaryEncoding.readText(in),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble());
            String sentence = sentences ? BinaryEncoding.readOptional(in) : null;
            reasons.add(sentence == null ? plain : plain.withSentence(sentence));
        }
        return reasons;
    }

    /** No share is 0, so that stands for none. */
    public static void writeAnomaly(@Nullable Anomaly anomaly, DataOutput out) throws IOException {
        out.writeDouble(anomaly == null ? 0 : anomaly.tailProbability());
        if (anomaly != null) {
            Varint.write(anomaly.unusualFeatures().size(), out);
            for (UnusualFeature unusualFeature : anomaly.unusualFeatures()) {
                BinaryEncoding.writeText(unusualFeature.feature(), out);
                out.writeDouble(unusualFeature.value());
                out.writeDouble(unusualFeature.expected());
                out.writeDouble(unusualFeature.share());
            }
        }
    }

    public static @Nullable Anomaly readAnomaly(DataInput in) throws IOException {
        double share = in.readDouble();
        if (share == 0) {
            return null;
        }
        int size = Varint.readCount(MAX_LIST, in);
        List<UnusualFeature> unusualFeatures = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            unusualFeatures.add(
                    new UnusualFeature(BinaryEncoding.readText(in), in.readDouble(), in.readDouble(), in.readDouble()));
        }
        return new Anomaly(share, unusualFeatures);
    }

    /** A budget of 0 stands for none. */
    public static void writeThresholds(Thresholds thresholds, DataOutput out) throws IOException {
        out.writeDouble(thresholds.review());
        out.writeDouble(thresholds.decline());
        out.writeDouble(thresholds.anomaly() == null ? 0 : thresholds.anomaly());
    }

    public static Thresholds readThresholds(DataInput in) throws IOException {
        double review = in.readDouble();
        double decline = in.readDouble();
        double budget = in.readDouble();
        return new Thresholds(review, decline, budget == 0 ? null : budget);
    }

    public static void writeLayers(List<String> layers, DataOutput out) throws IOException {
        Varint.write(layers.size(), out);
        for (int i = 0; i < layers.size(); i++) {
            BinaryEncoding.writeText(layers.get(i), out);
        }
    }

    public static List<String> readLayers(DataInput in) throws IOException {
        int size = Varint.readCount(MAX_LIST, in);
        if (size == 0) {
            return List.of();
        }
        List<String> layers = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            layers.add(BinaryEncoding.readText(in));
        }
        return layers;
    }
}
