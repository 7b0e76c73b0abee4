package io.nacre.codec.mapping;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.AvroRecords;
import io.nacre.codec.BadRecords;
import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.codec.Samples;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.RuleHit;
import io.nacre.decision.ServedDecision;
import io.nacre.decision.incident.Alert;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.explain.Reason;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.Merchant;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies are written without Avro: byte for byte as Avro writes them, each value in the field of its name. */
class AvroBodyWriterTest {

    private static final Framing FRAMING = Framing.SINGLE_OBJECT;

    @ParameterizedTest
    @MethodSource("io.nacre.codec.Contract#all")
    <T> void writesTheBytesThatAvroWrites(Contract<T> contract) {
        ContractWriter<T> writer = contract.writer(FRAMING, "a-topic");

        for (int seed = 0; seed < 3_000; seed++) {
            byte[] bytes = writer.write(sample(contract, seed));

            assertThat(bytes)
                    .as("seed %d", seed)
                    .isEqualTo(BadRecords.framed(contract, AvroRecords.read(contract, bytes)));
        }
    }

    @Test
    void writesWideVectorsAndForeignTexts() {
        ContractWriter<Example> writer = Contract.EXAMPLE.writer(FRAMING, "a-topic");
        Random random = new Random(9);

        for (int width : new int[] {0, 1, 250, 5_000}) {
            for (String text : List.of("", "t-1", "é", "日本".repeat(700), "\uD83D\uDE00", "x".repeat(9_000))) {
                float[] vector = vector(width, random);
                Example example = new Example(text, "a" + text, -5, text, vector, Double.NaN, null);
                byte[] bytes = writer.write(example);
                SpecificRecord record = AvroRecords.read(Contract.EXAMPLE, bytes);

                assertThat(bytes).isEqualTo(BadRecords.framed(Contract.EXAMPLE, record));
                assertThat(((io.nacre.avro.Example) record).getTransactionId()).isEqualTo(text);
                assertThat(((io.nacre.avro.Example) record).getVector()).hasSize(width);
            }
        }
    }

    @Test
    void givesEachFieldOfATransactionItsValue() {
        for (int seed = 0; seed < 100; seed++) {
            Transaction value = new Samples(seed).transaction();
            io.nacre.avro.Transaction record = AvroRecords.of(Contract.TRANSACTION, value);

            assertThat(record.getId()).isEqualTo(value.id());
            assertThat(record.getEventTime()).hasToString(time(value.eventTimeMs()));
            assertThat(record.getAccountId()).isEqualTo(value.accountId());
            assertThat(record.getCardToken()).isEqualTo(value.cardToken());
            assertThat(record.getAmountMinor()).isEqualTo(value.amount().minorUnits());
            assertThat(record.getCurrency()).isEqualTo(value.amount().currency());
            assertThat(record.getChannel()).hasToString(value.channel().name());
            assertThat(record.getIp()).isEqualTo(value.ip());
            assertThat(record.getDeviceId()).isEqualTo(value.deviceId());
            isSame(record.getMerchant(), value.merchant());
            isSame(record.getPayerLocation(), value.payerLocation());
            assertThat(record.getCounterpartyId()).isEqualTo(value.counterpartyId());
            assertThat(record.getAttributes()).isEqualTo(value.attributes());
            assertThat(record.getUserAgent()).isEqualTo(value.userAgent());
            assertThat(record.getFailedAttempts()).isEqualTo(value.failedAttempts());
        }
    }

    @Test
    void givesEachFieldOfADecisionItsValue() {
        for (int seed = 0; seed < 100; seed++) {
            Decision value = new Samples(seed).decision();
            io.nacre.avro.Decision record = AvroRecords.of(Contract.DECISION, value);

            assertThat(record.getTransactionId()).isEqualTo(value.transactionId());
            assertThat(record.getAccountId()).isEqualTo(value.accountId());
            assertThat(record.getEventTime()).hasToString(time(value.eventTimeMs()));
            assertThat(record.getOutcome()).hasToString(value.outcome().name());
            assertThat(record.getCause()).hasToString(value.cause().name());
            assertThat(record.getScore()).isEqualTo(value.score());
            assertThat(record.getTrail())
                    .extracting(io.nacre.avro.TrailStep::getLogit)
                    .isEqualTo(logits(value));
            areSame(record.getReasons(), value.scoring().model().reasons());
            assertThat(record.getBundleId()).isEqualTo(value.scoring().model().bundleId());
            assertThat(record.getDegradedLayers()).isEqualTo(value.scoring().degradedLayers());
            assertThat(record.getDuplicate()).isEqualTo(value.duplicate());
            assertThat(record.getDecidedAt()).hasToString(time(value.decidedAtMs()));
            assertThat(record.getLatencyMs()).isEqualTo(value.latencyMs());
            isSame(record.getOrigin(), value.origin());
            isSame(record.getAnomaly(), value.scoring().model().anomaly());
            assertThat(record.getCauseDetail()).isEqualTo(value.policy().causeDetail());
            hitsAreSame(record.getRules(), value.scoring().rulesAndChallenger().rules());
            isSame(record.getChallenger(), value.scoring().rulesAndChallenger().challenger());
            assertThat(record.getRejection()).isNull();
        }
    }

    @Test
    void givesEachFieldOfAnAlertItsValue() {
        for (int seed = 0; seed < 100; seed++) {
            Alert value = new Samples(seed).alert();
            io.nacre.avro.Alert record = AvroRecords.of(Contract.ALERT, value);

            assertThat(record.getIncidentId()).isEqualTo(value.incidentId());
            assertThat(record.getStatus()).hasToString(value.status().name());
            assertThat(record.getAccountId()).isEqualTo(value.accountId());
            assertThat(record.getTransactionId()).isEqualTo(value.transactionId());
            assertThat(record.getTransactionCount()).isEqualTo(value.totals().transactionCount());
            assertThat(record.getAmount().getAmountMinor())
                    .isEqualTo(value.transaction().amount().minorUnits());
            assertThat(record.getAmount().getCurrency())
                    .isEqualTo(value.transaction().amount().currency());
            assertThat(record.getOutcome())
                    .hasToString(value.transaction().outcome().name());
            assertThat(record.getScore()).isEqualTo(value.score());
            assertThat(record.getMaxScore()).isEqualTo(value.totals().maxScore());
            assertThat(record.getTrail()).hasSize(value.model().trail().logits().length);
            areSame(record.getReasons(), value.model().reasons());
            assertThat(record.getBundleId()).isEqualTo(value.model().bundleId());
            assertThat(record.getOpenedAt()).hasToString(time(value.openedAtMs()));
            assertThat(record.getUpdatedAt()).hasToString(time(value.updatedAtMs()));
            isSame(record.getAnomaly(), value.model().anomaly());
            assertThat(record.getExpectedLoss()).isEqualTo(value.totals().expectedLoss());
            assertThat(record.getSeverity()).hasToString(value.severity().name());
            assertThat(record.getSuppressedAlertCount())
                    .isEqualTo(value.totals().suppressedAlertCount());
            assertThat(record.getEntity()).isEqualTo(value.entity());
            assertThat(record.getAccountCount())
                    .isEqualTo(value.incident().scope().accountCount());
            assertThat(record.getParentIncidentId()).isEqualTo(value.parentIncidentId());
            assertThat(record.getLossCurrency()).isEqualTo(value.totals().lossCurrency());
        }
    }

    @Test
    void givesEachFieldOfAnExampleItsValue() {
        for (int seed = 0; seed < 100; seed++) {
            Example value = new Samples(seed).example();
            io.nacre.avro.Example record = AvroRecords.of(Contract.EXAMPLE, value);
            Label label = value.label();
            ServedDecision served = value.decision();

            assertThat(record.getTransactionId()).isEqualTo(value.transactionId());
            assertThat(record.getAccountId()).isEqualTo(value.accountId());
            assertThat(record.getEventTime()).hasToString(time(value.eventTimeMs()));
            assertThat(record.getFeatureFingerprint()).isEqualTo(value.featureFingerprint());
            assertThat(record.getVector() == null).isEqualTo(value.vector() == null);
            assertThat(record.getScore()).isEqualTo(value.score());
            assertThat(record.getLabel() == null).isEqualTo(label == null);
            if (label != null) {
                assertThat(record.getLabel().getFraud()).isEqualTo(label.fraud());
                assertThat(record.getLabel().getKnownAt()).hasToString(time(label.knownAtMs()));
                assertThat(record.getLabel().getSource())
                        .hasToString(label.source().name());
            }
            assertThat(record.getDecision() == null).isEqualTo(served == null);
            if (served != null) {
                assertThat(record.getDecision().getOutcome())
                        .hasToString(served.outcome().name());
                assertThat(record.getDecision().getCause())
                        .hasToString(served.cause().name());
                assertThat(record.getDecision().getPropensity()).isEqualTo(served.propensity());
            }
        }
    }

    private static void isSame(io.nacre.avro.@Nullable Merchant record, @Nullable Merchant value) {
        assertThat(record == null).isEqualTo(value == null);
        if (value != null) {
            assertThat(requireNonNull(record).getId()).isEqualTo(value.id());
            assertThat(record.getName()).isEqualTo(value.name());
            assertThat(record.getMcc()).isEqualTo(value.mcc());
            assertThat(record.getCountry()).isEqualTo(value.country());
            isSame(record.getLocation(), value.location());
        }
    }

    private static void isSame(io.nacre.avro.@Nullable GeoPoint record, @Nullable GeoPoint value) {
        assertThat(record == null).isEqualTo(value == null);
        if (value != null) {
            assertThat(requireNonNull(record).getLatitude()).isEqualTo(value.latitude());
            assertThat(record.getLongitude()).isEqualTo(value.longitude());
        }
    }

    private static void isSame(io.nacre.avro.Origin record, RecordOrigin value) {
        assertThat(record.getTopic()).isEqualTo(value.topic());
        assertThat(record.getPartition()).isEqualTo(value.partition());
        assertThat(record.getOffset()).isEqualTo(value.offset());
        assertThat(record.getTimestamp()).hasToString(time(value.timestampMs()));
        assertThat(record.getTopicId()).isEqualTo(value.topicId());
    }

    private static void isSame(io.nacre.avro.@Nullable Anomaly record, @Nullable Anomaly value) {
        assertThat(record == null).isEqualTo(value == null);
        if (value == null) {
            return;
        }
        assertThat(requireNonNull(record).getTailProbability()).isEqualTo(value.tailProbability());
        assertThat(record.getUnusualFeatures()).hasSameSizeAs(value.unusualFeatures());
        for (int i = 0; i < value.unusualFeatures().size(); i++) {
            UnusualFeature part = value.unusualFeatures().get(i);
            assertThat(record.getUnusualFeatures().get(i).getFeature()).isEqualTo(part.feature());
            assertThat(record.getUnusualFeatures().get(i).getValue()).isEqualTo(part.value());
            assertThat(record.getUnusualFeatures().get(i).getExpected()).isEqualTo(part.expected());
            assertThat(record.getUnusualFeatures().get(i).getShare()).isEqualTo(part.share());
        }
    }

    private static void isSame(io.nacre.avro.@Nullable ChallengerScore record, @Nullable ChallengerScore value) {
        assertThat(record == null).isEqualTo(value == null);
        if (value != null) {
            assertThat(requireNonNull(record).getBundleId()).isEqualTo(value.bundleId());
            assertThat(record.getScore()).isEqualTo(value.score());
            assertThat(record.getOutcome()).hasToString(value.outcome().name());
        }
    }

    private static void areSame(List<io.nacre.avro.Reason> records, List<Reason> values) {
        assertThat(records).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            io.nacre.avro.Reason record = records.get(i);
            Reason value = values.get(i);
            assertThat(record.getCode()).isEqualTo(value.code());
            assertThat(record.getFeature()).isEqualTo(value.feature());
            assertThat(record.getValue()).isEqualTo(value.value());
            assertThat(record.getContribution()).isEqualTo(value.contribution());
            assertThat(record.getBaseline())
                    .isEqualTo(Double.isNaN(value.baseline()) ? null : (Double) value.baseline());
            assertThat(record.getDescription()).isEqualTo(value.description());
        }
    }

    private static void hitsAreSame(List<io.nacre.avro.RuleHit> records, List<RuleHit> values) {
        assertThat(records).hasSameSizeAs(values);
        for (int i = 0; i < values.size(); i++) {
            io.nacre.avro.RuleHit record = records.get(i);
            RuleHit value = values.get(i);
            assertThat(record.getRuleId()).isEqualTo(value.ruleId());
            assertThat(record.getVersion()).isEqualTo(value.version());
            assertThat(record.getOutcome()).hasToString(value.outcome().name());
            assertThat(record.getHard()).isEqualTo(value.hard());
            assertThat(record.getShadow()).isEqualTo(value.shadow());
            assertThat(record.getFailed()).isEqualTo(value.failed());
        }
    }

    private static List<Double> logits(Decision decision) {
        return DoubleStream.of(decision.scoring().model().trail().logits())
                .boxed()
                .toList();
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    private static float[] vector(int width, Random random) {
        float[] vector = new float[width];
        for (int i = 0; i < width; i++) {
            vector[i] = Float.intBitsToFloat(random.nextInt());
        }
        return vector;
    }

    @SuppressWarnings("unchecked") // Samples are of their contract's type.
    private static <T> T sample(Contract<T> contract, long seed) {
        return (T) new Samples(seed).any(contract);
    }
}
