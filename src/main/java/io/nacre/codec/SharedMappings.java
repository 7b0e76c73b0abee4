package io.nacre.codec;

import io.nacre.feature.Layers;
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

/** The parts that several contracts share. */
final class SharedMappings {

    /** How many steps of a trail have a name. */
    static final int STEPS = Layers.CASCADE.size() + 1;

    private static final String CLASSICAL = "classical";

    private SharedMappings() {}

    static @Nullable Instant time(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms);
    }

    static io.nacre.avro.@Nullable GeoPoint location(@Nullable GeoPoint value) {
        return value == null ? null : new io.nacre.avro.GeoPoint(value.latitude(), value.longitude());
    }

    static io.nacre.avro.Money money(Money value) {
        return new io.nacre.avro.Money(value.minorUnits(), value.currency());
    }

    static Money money(io.nacre.avro.Money record) throws RecordRejectedException {
        return FieldValidator.money("amount.amount_minor", record.getAmountMinor(), record.getCurrency());
    }

    static io.nacre.avro.Origin origin(RecordOrigin value) {
        return new io.nacre.avro.Origin(
                value.topic(),
                value.partition(),
                value.offset(),
                Instant.ofEpochMilli(value.timestampMs()),
                value.topicId());
    }

    static RecordOrigin origin(io.nacre.avro.Origin record) {
        return new RecordOrigin(
                record.getTopic(),
                record.getPartition(),
                record.getOffset(),
                record.getTimestamp().toEpochMilli(),
                record.getTopicId());
    }

    static List<io.nacre.avro.TrailStep> trail(Trail value) {
        List<io.nacre.avro.TrailStep> steps = new ArrayList<>(value.layers() + 1);
        for (int k = 0; k <= value.layers(); k++) {
            double logit = value.logits()[k];
            double contribution = k == 0 ? logit : value.contribution(k);
            steps.add(new io.nacre.avro.TrailStep(stepName(k), logit, value.probability(k), contribution));
        }
        return steps;
    }

    static Trail trail(List<io.nacre.avro.TrailStep> steps) throws RecordRejectedException {
        if (steps.isEmpty()) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_EMPTY, "trail", "has no step; the classical model's is the least");
        }
        double[] logits = new double[steps.size()];
        for (int k = 0; k < logits.length; k++) {
            logits[k] = FieldValidator.finite("trail.logit", steps.get(k).getLogit());
        }
        return new Trail(logits);
    }

    static List<io.nacre.avro.Reason> reasons(List<Reason> values) {
        List<io.nacre.avro.Reason> records = new ArrayList<>(values.size());
        for (Reason value : values) {
            records.add(new io.nacre.avro.Reason(
                    value.code(),
                    value.feature(),
                    value.value(),
                    value.contribution(),
                    Double.isNaN(value.baseline()) ? null : value.baseline(),
                    value.description()));
        }
        return records;
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
            // Before there were sentences, they were empty.
            values.add(record.getDescription().isEmpty() ? plain : plain.withSentence(record.getDescription()));
        }
        return values;
    }

    static io.nacre.avro.@Nullable Anomaly anomaly(@Nullable Anomaly value) {
        if (value == null) {
            return null;
        }
        List<io.nacre.avro.UnusualFeature> unusualFeatures =
                new ArrayList<>(value.unusualFeatures().size());
        for (UnusualFeature unusualFeature : value.unusualFeatures()) {
            unusualFeatures.add(new io.nacre.avro.UnusualFeature(
                    unusualFeature.feature(),
                    unusualFeature.value(),
                    unusualFeature.expected(),
                    unusualFeature.share()));
        }
        return new io.nacre.avro.Anomaly(value.tailProbability(), unusualFeatures);
    }

    static @Nullable Anomaly anomaly(io.nacre.avro.@Nullable Anomaly record) throws RecordRejectedException {
        if (record == null) {
            return null;
        }
        double share = FieldValidator.finite("anomaly.share", record.getTailProbability());
        if (!(share > 0 && share <= 1)) {
            throw new RecordRejectedException(
                    RejectionCode.NOT_A_NUMBER, "anomaly.share", "is no share; send more than 0 and at most 1");
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

    /** A trail longer than the cascade is another version's, and its further layers have no name here. */
    static String stepName(int k) {
        if (k == 0) {
            return CLASSICAL;
        }
        return k < STEPS ? Layers.CASCADE.get(k - 1).name() : "layer-" + k;
    }
}
