package io.nacre.codec;

import io.nacre.feature.Layers;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.AnomalyContribution;
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

    static io.nacre.avro.@Nullable Place place(@Nullable GeoPoint value) {
        return value == null ? null : new io.nacre.avro.Place(value.latitude(), value.longitude());
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
                    Double.isNaN(value.usual()) ? null : value.usual(),
                    value.sentence()));
        }
        return records;
    }

    static List<Reason> reasonsOf(List<io.nacre.avro.Reason> records) {
        List<Reason> values = new ArrayList<>(records.size());
        for (io.nacre.avro.Reason record : records) {
            Double usual = record.getUsual();
            Reason plain = new Reason(
                    record.getCode(),
                    record.getFeature(),
                    record.getValue(),
                    usual == null ? Double.NaN : usual,
                    record.getContribution());
            // Before there were sentences, they were empty.
            values.add(record.getSentence().isEmpty() ? plain : plain.withSentence(record.getSentence()));
        }
        return values;
    }

    static io.nacre.avro.@Nullable Anomaly anomaly(@Nullable Anomaly value) {
        if (value == null) {
            return null;
        }
        List<io.nacre.avro.Oddity> oddities = new ArrayList<>(value.oddities().size());
        for (AnomalyContribution anomalyContribution : value.oddities()) {
            oddities.add(new io.nacre.avro.Oddity(
                    anomalyContribution.feature(),
                    anomalyContribution.value(),
                    anomalyContribution.expected(),
                    anomalyContribution.weight()));
        }
        return new io.nacre.avro.Anomaly(value.share(), oddities);
    }

    static @Nullable Anomaly anomaly(io.nacre.avro.@Nullable Anomaly record) throws RecordRejectedException {
        if (record == null) {
            return null;
        }
        double share = FieldValidator.finite("anomaly.share", record.getShare());
        if (!(share > 0 && share <= 1)) {
            throw new RecordRejectedException(
                    RejectionCode.NOT_A_NUMBER, "anomaly.share", "is no share; send more than 0 and at most 1");
        }
        List<AnomalyContribution> oddities =
                new ArrayList<>(record.getOddities().size());
        for (io.nacre.avro.Oddity oddity : record.getOddities()) {
            oddities.add(new AnomalyContribution(
                    oddity.getFeature(), oddity.getValue(), oddity.getExpected(), oddity.getWeight()));
        }
        return new Anomaly(share, oddities);
    }

    /** A trail longer than the cascade is another version's, and its further layers have no name here. */
    static String stepName(int k) {
        if (k == 0) {
            return CLASSICAL;
        }
        return k < STEPS ? Layers.CASCADE.get(k - 1).name() : "layer-" + k;
    }
}
