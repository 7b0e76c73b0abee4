package io.nacre.codec.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.avro.binary.RecordCompletion;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.ModelScore;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.explain.Reason;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of records that several contracts share. */
final class SharedMappings {

    /** The number of named steps of a trail. */
    private static final int STEPS = Layers.CASCADE.size() + 1;

    private static final String CLASSICAL = "classical";

    /** The names of the steps in UTF-8. */
    private static final byte[][] STEP_NAMES = stepNames();

    private SharedMappings() {}

    static @Nullable Instant time(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms);
    }

    static RecordCompletion location(GeoPoint value, io.nacre.avro.GeoPoint.LatitudeField record) {
        return record.latitude(value.latitude()).longitude(value.longitude());
    }

    static RecordCompletion money(Money value, io.nacre.avro.Money.AmountMinorField record) {
        return record.amountMinor(value.minorUnits()).currency(value.currency());
    }

    static Money money(io.nacre.avro.Money record) throws RecordRejectedException {
        return FieldValidator.money("amount.amount_minor", record.getAmountMinor(), record.getCurrency());
    }

    static RecordOrigin origin(io.nacre.avro.Origin record) {
        return new RecordOrigin(
                record.getTopic(),
                record.getPartition(),
                record.getOffset(),
                record.getTimestamp().toEpochMilli(),
                record.getTopicId());
    }

    static RecordCompletion trailStep(Trail trail, int k, io.nacre.avro.TrailStep.LayerField record) {
        double logit = trail.logits()[k];
        return (k < STEPS ? record.layer(STEP_NAMES[k]) : record.layer(stepName(k)))
                .logit(logit)
                .probability(trail.probability(k))
                .contribution(k == 0 ? logit : trail.contribution(k));
    }

    static Trail trail(List<io.nacre.avro.TrailStep> steps) throws RecordRejectedException {
        if (steps.isEmpty()) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_EMPTY, "trail", "is empty; send at least the step of the classical model");
        }
        double[] logits = new double[steps.size()];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = FieldValidator.finite("trail.logit", steps.get(k).getLogit());
        }
        return new Trail(logits);
    }

    /**
     * The score with its explanation. The score is the last step of the trail; the field of its own is only checked.
     *
     * @param score the field {@code score}
     */
    static ModelScore model(
            double score,
            List<io.nacre.avro.TrailStep> trail,
            List<io.nacre.avro.Reason> reasons,
            io.nacre.avro.@Nullable Anomaly anomaly,
            String bundleId)
            throws RecordRejectedException {
        FieldValidator.finite("score", score);
        return new ModelScore(trail(trail), reasonsOf(reasons), anomaly(anomaly), bundleId);
    }

    static RecordCompletion reason(List<Reason> reasons, int i, io.nacre.avro.Reason.CodeField record) {
        Reason value = reasons.get(i);
        double baseline = value.baseline();
        return record.code(value.code())
                .feature(value.feature())
                .value(value.value())
                .contribution(value.contribution())
                .baseline(Double.isNaN(baseline) ? null : (Double) baseline)
                .description(value.description());
    }

    static List<Reason> reasonsOf(List<io.nacre.avro.Reason> records) {
        List<Reason> values = new ArrayList<>(records.size());
        for (io.nacre.avro.Reason record : records) {
            Double usual = record.getBaseline();
            Reason plain = new Reason(
                    record.getCode(),
                    record.getFeature(),
                    record.getValue(),
                    usual == null ? Double.NaN : usual,
                    record.getContribution());
            // Records of earlier versions have no description.
            values.add(record.getDescription().isEmpty() ? plain : plain.withSentence(record.getDescription()));
        }
        return values;
    }

    static RecordCompletion anomaly(Anomaly value, io.nacre.avro.Anomaly.TailProbabilityField record) {
        List<UnusualFeature> features = value.unusualFeatures();
        return record.tailProbability(value.tailProbability())
                .unusualFeatures(features.size(), features, SharedMappings::unusualFeature);
    }

    private static RecordCompletion unusualFeature(
            List<UnusualFeature> features, int i, io.nacre.avro.UnusualFeature.FeatureField record) {
        UnusualFeature value = features.get(i);
        return record.feature(value.feature())
                .value(value.value())
                .expected(value.expected())
                .share(value.share());
    }

    static @Nullable Anomaly anomaly(io.nacre.avro.@Nullable Anomaly record) throws RecordRejectedException {
        if (record == null) {
            return null;
        }
        double share = FieldValidator.finite("anomaly.share", record.getTailProbability());
        if (!(share > 0 && share <= 1)) {
            throw new RecordRejectedException(
                    RejectionCode.NOT_A_NUMBER, "anomaly.share", "is out of range; send more than 0 and at most 1");
        }
        List<UnusualFeature> unusualFeatures =
                new ArrayList<>(record.getUnusualFeatures().size());
        for (io.nacre.avro.UnusualFeature unusualFeature : record.getUnusualFeatures()) {
            unusualFeatures.add(new UnusualFeature(
                    unusualFeature.getFeature(),
                    unusualFeature.getValue(),
                    unusualFeature.getExpected(),
                    unusualFeature.getShare()));
        }
        return new Anomaly(share, unusualFeatures);
    }

    private static byte[][] stepNames() {
        byte[][] names = new byte[STEPS][];
        for (int k = 0; k < STEPS; k++) {
            names[k] = stepName(k).getBytes(UTF_8);
        }
        return names;
    }

    /**
     * The name of a step. A trail with more layers than the cascade comes from another version, so its further layers
     * have no name here.
     */
    private static String stepName(int k) {
        if (k == 0) {
            return CLASSICAL;
        }
        return k < STEPS ? Layers.CASCADE.get(k - 1).name() : "layer-" + k;
    }
}
