package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Samples;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.DuplicateEvent;
import io.nacre.feature.EnrichedEvent.IncomingPaymentEvent;
import io.nacre.feature.EnrichedEvent.Kind;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.feature.UsualValues;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.explain.Reason;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpFacts;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class EventTypeInfoTest {

    private static final RecordOrigin ORIGIN =
            new RecordOrigin("payments.transactions", 3, 1L << 40, Payments.START_MS);
    private static final AccountProfile PROFILE =
            new AccountProfile("acct", 7, new GeoPoint(-1.5, 180), "NL", -8L, 0.1, Map.of("trust", 0.25, "age", -1.0));
    private static final Label LABEL = new Label("tx", "acct", true, Payments.START_MS, Label.Source.CHARGEBACK);

    private final TypeSerializer<EnrichedEvent> enriched = new EnrichedEventSerializer();
    private final TypeSerializer<ScoredEvent> scored = new ScoredEventSerializer();

    @Test
    void everyKindArrivesAsItLeft() throws Exception {
        List<EnrichedEvent> leaving = new ArrayList<>(List.of(
                EnrichedEvent.of(LABEL, ORIGIN),
                EnrichedEvent.of(LABEL, ORIGIN)
                        .about(EnrichedEvent.of(Payments.payment("tx", "acct", 5), Facts.UNKNOWN, ORIGIN)
                                .keys()),
                EnrichedEvent.of(PROFILE, ORIGIN),
                EnrichedEvent.erasure("acct", -7, ORIGIN),
                full().conflicting(),
                EnrichedEvent.of(bare(), Facts.UNKNOWN, RecordOrigin.NONE),
                EnrichedEvent.of(bare(), Facts.UNKNOWN, RecordOrigin.NONE).repeated(),
                full()));
        for (LabelledTransaction payment : Payments.labelled(200, 3)) {
            leaving.add(EnrichedEvent.of(payment.transaction(), Facts.UNKNOWN, ORIGIN));
        }

        for (EnrichedEvent each : leaving) {
            assertThat(read(enriched, write(enriched, each))).isEqualTo(each);
            assertThat(enriched.copy(each)).isEqualTo(each);
        }
    }

    @Test
    void lazyDetailsAreRestoredOnAccess() throws Exception {
        TransactionEvent judged = full().withAmountFlag();
        TransactionEvent light =
                (TransactionEvent) read(enriched, write(enriched, read(enriched, write(enriched, judged))));

        assertThat(light.transaction().merchant()).isNull();
        assertThat(light.keys()).isEqualTo(judged.keys());
        assertThat(new TransactionCodec().unpack(light)).isEqualTo(judged);
        assertThat(new TransactionCodec().unpack(judged)).isSameAs(judged);
    }

    @Test
    void aRepeatCrossesEveryHop() throws Exception {
        DuplicateEvent leaving = full().repeated();
        EnrichedEvent arrived = leaving;
        for (int hop = 0; hop < 6; hop++) {
            arrived = read(enriched, write(enriched, arrived));
        }

        assertThat(arrived.kind()).isEqualTo(Kind.DUPLICATE);
        assertThat(arrived.keys()).isEqualTo(leaving.keys());
        assertThat(arrived).isEqualTo(leaving);
    }

    @Test
    void whatComesToBeScoredArrivesEitherWay() throws Exception {
        TypeSerializer<ScoringInput> arrivals = new ScoringInputSerializer().duplicate();
        ScoringInput payment = ScoringInput.of(full());
        ScoringInput news = ScoringInput.of(ScoringUpdate.of(new Samples(1).rule()));

        assertThat(read(arrivals, write(arrivals, payment))).isEqualTo(payment);
        assertThat(read(arrivals, write(arrivals, news))).isEqualTo(news);

        TypeSerializer<ScoringUpdate> updates =
                EventTypeInfo.SCORING_UPDATE.createSerializer(new SerializerConfigImpl());
        ScoringUpdate rule = ScoringUpdate.of(new Samples(2).rule());
        assertThat(read(updates, write(updates, rule))).isEqualTo(rule);
    }

    @Test
    void everyAccountControlArrivesAsItLeft() throws Exception {
        TypeSerializer<AccountControlEvent> controls =
                EventTypeInfo.ACCOUNT_CONTROL.createSerializer(new SerializerConfigImpl());
        for (int seed = 0; seed < 50; seed++) {
            Samples samples = new Samples(seed);
            for (AccountControlEvent each : List.of(
                    AccountControlEvent.of(samples.action()),
                    AccountControlEvent.of(samples.entry()),
                    AccountControlEvent.of(new ErasureRequest("acct", "ann", "asked", seed), ORIGIN))) {
                assertThat(read(controls, write(controls, each))).isEqualTo(each);
                assertThat(controls.copy(each)).isEqualTo(each);
            }
        }
        assertThatThrownBy(() -> read(controls, new byte[] {9}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("kind 9");
    }

    @Test
    void everyIncidentEventArrivesAsItLeft() throws Exception {
        TypeSerializer<IncidentEvent> incidents = EventTypeInfo.INCIDENT.createSerializer(new SerializerConfigImpl());
        RelatedEntities parties = new RelatedEntities("card", null, "203.0.113.9", "NL", "m-1", null, "payee");
        for (int seed = 0; seed < 50; seed++) {
            Samples samples = new Samples(seed);
            for (IncidentEvent each : List.of(
                    IncidentEvent.of(samples.alert(), parties),
                    IncidentEvent.of(samples.ownAlert()),
                    IncidentEvent.of(LABEL, -5, parties),
                    IncidentEvent.of(new IncidentLink("inc-own", "inc-shared")))) {
                assertThat(read(incidents, write(incidents, each))).isEqualTo(each);
                IncidentEvent caused = each.from(ORIGIN);
                assertThat(read(incidents, write(incidents, caused))).isEqualTo(caused);
            }
        }
    }

    @Test
    void wordToThePayeeArrives() throws Exception {
        IncomingPaymentEvent word = requireNonNull(full().incomingPayment());

        EnrichedEvent arrived = read(enriched, write(enriched, word));

        assertThat(arrived).isEqualTo(word);
        assertThat(arrived.keys().accountId()).isEqualTo(full().keys().counterpartyId());
        assertThat(word.payment().amount()).isEqualTo(full().transaction().amount());
    }

    @Test
    void everyBitOfTheVectorArrives() throws Exception {
        float[] values = {0, -0f, 1, Float.MIN_VALUE, Float.MAX_VALUE, -1, 0, 0, 0, 0.1f, Float.NaN};

        for (int length = 0; length <= values.length; length++) {
            float[] leaving = Arrays.copyOf(values, length);
            TransactionEvent news = with(leaving);

            assertThat(((TransactionEvent) read(enriched, write(enriched, news))).vector())
                    .isEqualTo(new FeatureVector(leaving));
        }
    }

    @Test
    void aCopySharesNoVector() {
        TransactionEvent leaving = with(new float[] {1});
        TransactionEvent copy = (TransactionEvent) enriched.copy(leaving);

        leaving.vector().values()[0] = 2;

        assertThat(copy.vector().values()).containsExactly(1);
    }

    @Test
    void scoresAndReasonsArriveAsTheyLeft() throws Exception {
        Thresholds thresholds = new Thresholds(0.25, 0.75);
        List<ScoredEvent> leaving = List.of(
                ScoredEvent.unscored(EnrichedEvent.of(LABEL, ORIGIN)),
                ScoredEvent.unscored(full().repeated()),
                ScoredEvent.unscored(full().conflicting()),
                ScoredEvent.unscored(EnrichedEvent.erasure("acct", -7, ORIGIN)),
                ScoredTransaction.of(
                        full(),
                        new ScoringResult(
                                new ModelScore(
                                        new Trail(new double[] {-3, 0.1, 2}),
                                        List.of(
                                                new Reason("GEO_SPEED_KMH", "geo.speed_kmh", 7.5, 0.5, 1.25),
                                                new Reason("AMOUNT_LOG", "amount.log", 7, 3, 1)
                                                        .withSentence("the amount: as never before")),
                                        new Anomaly(0.25, List.of(new UnusualFeature("ip.new", 1, 0.125, 0.75))),
                                        "b-1"),
                                List.of("credit", "social"),
                                new RuleAndChallengerResults(
                                        List.of(
                                                new RuleHit("r", 3, Outcome.DECLINE, true, false, false),
                                                new RuleHit("s", 1, Outcome.REVIEW, false, true, true)),
                                        new ChallengerScore("b-2", 0.75, Outcome.REVIEW))),
                        thresholds.withAnomaly(0.001)));

        for (ScoredEvent each : leaving) {
            assertThat(read(scored, write(scored, each))).isEqualTo(each);
        }
    }

    @Test
    void textsThatComeAgainAreNotTakenForOthers() throws Exception {
        TypeSerializer<ScoredEvent> writing = scored.duplicate();
        TypeSerializer<ScoredEvent> reading = InstantiationUtil.clone(scored);

        for (int i = 0; i < 100; i++) {
            String topic = "t".repeat(i % 7) + i % 3;
            TransactionEvent enrichedEvent = EnrichedEvent.of(bare(), Facts.UNKNOWN, new RecordOrigin(topic, i, i, i));
            ScoredEvent each = ScoredTransaction.of(
                    enrichedEvent,
                    new ScoringResult(new ModelScore(new Trail(new double[] {i}), List.of(), null, "é".repeat(i % 50))),
                    new Thresholds(0.25, 0.75));

            assertThat(read(reading, write(writing, each))).isEqualTo(each);
        }
    }

    /** A decision and an alert take over the headers of their transaction, on whichever way they come. */
    @Test
    void theHeadersOfARecordCrossEveryHop() throws Exception {
        RecordOrigin origin =
                new RecordOrigin("t", 3, 7, 9, "id", Map.of("platform-order", "o-1", "nacre-reply-to", "7:request-1"));
        TransactionEvent payment = EnrichedEvent.of(bare(), Facts.UNKNOWN, origin);

        assertThat(read(enriched, write(enriched, payment)).origin()).isEqualTo(origin);
        assertThat(read(enriched, write(enriched, payment.repeated())).origin()).isEqualTo(origin);
        for (ScoredEvent each : List.of(
                ScoredEvent.unscored(payment.repeated()),
                ScoredTransaction.of(
                        payment,
                        new ScoringResult(new ModelScore(new Trail(new double[] {1}), List.of(), null, "b")),
                        new Thresholds(0.25, 0.75)))) {
            assertThat(read(scored, write(scored, each)).origin()).isEqualTo(origin);
        }
        TypeSerializer<IncidentEvent> incidents = EventTypeInfo.INCIDENT.createSerializer(new SerializerConfigImpl());
        IncidentEvent alert = IncidentEvent.of(new Samples(1).ownAlert()).from(origin);
        assertThat(read(incidents, write(incidents, alert)).origin()).isEqualTo(origin);
    }

    @Test
    void aTransactionCrossesAHopInLittleMoreThanAKilobyte() throws Exception {
        assertThat(write(enriched, full())).hasSizeLessThan(1_250);
        assertThat(write(enriched, full().withAmountFlag())).hasSizeLessThan(1_250);
    }

    @Test
    void refusesRecordsInFlightOfAnotherVersion() {
        TypeSerializerSnapshot<EnrichedEvent> snapshot = enriched.snapshotConfiguration();

        assertThatThrownBy(() -> snapshot.readSnapshot(
                        7, new DataInputDeserializer(new byte[0]), getClass().getClassLoader()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 7")
                .hasMessageContaining("savepoint");
        assertThat(snapshot.restoreSerializer()).isEqualTo(enriched);
    }

    /** As few fields as there can be. */
    private static Transaction bare() {
        return new Transaction(
                "ü",
                -5,
                "a",
                null,
                new Money(0, "JPY"),
                Channel.CASH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** Every part there, and two numbers of three not zero, as after the last hop. */
    private static TransactionEvent full() {
        Transaction plain = Payments.varied(123_456, Payments.START_MS);
        Transaction transaction = new Transaction(
                plain.id(),
                plain.eventTimeMs(),
                plain.accountId(),
                plain.cardToken(),
                plain.amount(),
                plain.channel(),
                "2001:db8:1:2:3:4:5:6",
                plain.deviceId(),
                plain.merchant(),
                new GeoPoint(1.25, -179.5),
                plain.counterpartyId(),
                "Mozilla/5.0 (Phone)",
                3,
                Map.of("terminal", "T-1", "entry", "chip"));
        IpFacts ip = new IpFacts("NL", 1_136L, false, null, true);
        UsualValues usualValues = new UsualValues("DE", null, "CASH", "EUR", true);
        TransactionEvent full =
                EnrichedEvent.of(transaction, new Facts(ip, new GeoPoint(52.37, 4.9), PROFILE, usualValues), ORIGIN);
        float[] values = full.vector().values();
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 3;
        }
        assertThat(values).hasSize(Layers.width());
        return full;
    }

    private static TransactionEvent with(float[] vector) {
        TransactionEvent plain = full();
        return new TransactionEvent(
                plain.origin(), plain.keys(), plain.transaction(), plain.facts(), new FeatureVector(vector), null);
    }

    private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        return out.getCopyOfBuffer();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        T value = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return value;
    }
}
