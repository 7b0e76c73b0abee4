package io.nacre.stream.wire;

import io.nacre.decision.ModelScore;
import io.nacre.decision.ScoringResult;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.explain.Reason;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binary codec of scoring results, in flight and in state. */
public final class ScoreCodec {

    private static final int MAX_LIST = 1 << 12;

    private ScoreCodec() {}

    public static void write(ScoringResult scoring, DataOutput out) throws IOException {
        writeModel(scoring.model(), out);
        writeRest(scoring, out);
    }

    /**
     * Writes the same bytes with a cached bundle id.
     *
     * @param bundleId encodes the id of the bundle only when it changes
     */
    public static void write(ScoringResult scoring, CachedUtf8 bundleId, DataOutput out) throws IOException {
        writeExplanation(scoring.model(), out);
        bundleId.write(scoring.model().bundleId(), out);
        writeRest(scoring, out);
    }

    private static void writeRest(ScoringResult scoring, DataOutput out) throws IOException {
        writeLayers(scoring.degradedLayers(), out);
        RuleAndChallengerCodec.write(scoring.rulesAndChallenger(), out);
    }

    /**
     * Reads a scoring result in the current or an earlier format.
     *
     * @param sentences whether reasons may have a sentence about the account; false for the earliest format
     */
    public static ScoringResult read(boolean sentences, DataInput in) throws IOException {
        return readRest(readModel(sentences, in), in);
    }

    /**
     * Reads a scoring result that is in flight.
     *
     * @param bundleId returns the existing string if the id of the bundle has not changed
     */
    public static ScoringResult read(CachedUtf8 bundleId, DataInput in) throws IOException {
        return readRest(new ModelScore(readTrail(in), readReasons(true, in), readAnomaly(in), bundleId.read(in)), in);
    }

    private static ScoringResult readRest(ModelScore model, DataInput in) throws IOException {
        return new ScoringResult(model, readLayers(in), RuleAndChallengerCodec.read(in));
    }

    /** Writes the model score, which alerts contain as well. */
    static void writeModel(ModelScore model, DataOutput out) throws IOException {
        writeExplanation(model, out);
        BinaryEncoding.writeText(model.bundleId(), out);
    }

    private static void writeExplanation(ModelScore model, DataOutput out) throws IOException {
        writeTrail(model.trail(), out);
        writeReasons(model.reasons(), out);
        writeAnomaly(model.anomaly(), out);
    }

    /**
     * Reads the model score.
     *
     * @param sentences whether reasons may have a sentence about the account; false for the earliest format
     */
    static ModelScore readModel(boolean sentences, DataInput in) throws IOException {
        return new ModelScore(readTrail(in), readReasons(sentences, in), readAnomaly(in), BinaryEncoding.readText(in));
    }

    private static void writeTrail(Trail trail, DataOutput out) throws IOException {
        double[] logits = trail.logits();
        Varint.write(logits.length, out);
        for (double logit : logits) {
            out.writeDouble(logit);
        }
    }

    private static Trail readTrail(DataInput in) throws IOException {
        double[] logits = new double[Varint.readCount(MAX_LIST, in)];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = in.readDouble();
        }
        if (logits.length == 0) {
            throw new IOException("a trail without a logit: the bytes are damaged");
        }
        return new Trail(logits);
    }

    private static void writeReasons(List<Reason> reasons, DataOutput out) throws IOException {
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

    private static List<Reason> readReasons(boolean sentences, DataInput in) throws IOException {
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

    /** Writes an anomaly. A tail probability is never 0, so 0 means no anomaly. */
    private static void writeAnomaly(@Nullable Anomaly anomaly, DataOutput out) throws IOException {
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

    private static @Nullable Anomaly readAnomaly(DataInput in) throws IOException {
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

    /** Writes thresholds; an anomaly budget of 0 means no budget. */
    public static void writeThresholds(Thresholds thresholds, DataOutput out) throws IOException {
        out.writeDouble(thresholds.challenge());
        out.writeDouble(thresholds.review());
        out.writeDouble(thresholds.decline());
        out.writeDouble(thresholds.anomaly() == null ? 0 : thresholds.anomaly());
    }

    public static Thresholds readThresholds(DataInput in) throws IOException {
        double challenge = in.readDouble();
        double review = in.readDouble();
        double decline = in.readDouble();
        double budget = in.readDouble();
        return new Thresholds(challenge, review, decline, budget == 0 ? null : budget);
    }

    private static void writeLayers(List<String> layers, DataOutput out) throws IOException {
        Varint.write(layers.size(), out);
        for (int i = 0; i < layers.size(); i++) {
            BinaryEncoding.writeText(layers.get(i), out);
        }
    }

    private static List<String> readLayers(DataInput in) throws IOException {
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
