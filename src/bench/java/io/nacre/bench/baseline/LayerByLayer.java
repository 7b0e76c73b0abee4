package io.nacre.bench.baseline;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.ScoringResult;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Layer;
import io.nacre.feature.layer.Layers;
import io.nacre.kafka.KafkaTopics;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.model.explain.Explainer;
import io.nacre.model.explain.Reason;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.stream.JobSettings;
import io.nacre.stream.event.RawRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The cascade as one would draw it: each layer's state has its own operator and partitioning, and Flink's own types
 * serialize the payments. The formulas and the state bytes are those of the product.
 *
 * <p>It does less than the job: no duplicate detection, labels, incidents, examples or freezes.
 */
public final class LayerByLayer {

    private static final TypeInformation<Payment> PAYMENT = TypeInformation.of(Payment.class);

    private LayerByLayer() {}

    /** Adds the job to the environment. */
    public static void define(StreamExecutionEnvironment env, KafkaTopics topics, JobSettings settings) {
        DataStream<Payment> payments = topics.transactions(env)
                .flatMap(new Read(settings))
                .returns(PAYMENT)
                .uid("read");
        for (FeatureGroup<?> featureGroup : inOrder()) {
            payments = (featureGroup.hasState()
                            ? payments.keyBy(payment ->
                                            partition(featureGroup.memory().key(), payment))
                                    .process(new OneLayer<>(featureGroup))
                            : payments.map(payment -> read(featureGroup, payment)))
                    .returns(PAYMENT)
                    .uid(featureGroup.name())
                    .name(featureGroup.name());
        }
        payments.filter(payment -> !payment.received())
                .uid("paid")
                .map(new Decide(settings.bundle().zip()))
                .returns(TypeInformation.of(Decision.class))
                .uid("decide")
                .sinkTo(topics.decisions())
                .uid("decisions");
    }

    /** The number of operators with their own partitioning. */
    public static int hops() {
        return (int) inOrder().stream().filter(FeatureGroup::hasState).count();
    }

    /** In the order of the network. */
    private static List<FeatureGroup<?>> inOrder() {
        List<String> names = Layers.CASCADE.stream().map(Layer::name).toList();
        List<FeatureGroup<?>> groups = new ArrayList<>();
        for (EntityType entityType : EntityType.values()) {
            groups.addAll(Layers.featureGroups(entityType));
        }
        groups.sort(Comparator.comparingInt(
                featureGroup -> names.indexOf(featureGroup.name().split("-", 2)[0])));
        return groups;
    }

    /** Stateless features need no partitioning. */
    private static Payment read(FeatureGroup<?> featureGroup, Payment payment) {
        featureGroup.absent(payment.transaction(), payment.facts(), new FeatureVector(payment.vector()));
        return payment;
    }

    private static String partition(EntityType entityType, Payment payment) {
        if (payment.received() && entityType == EntityType.ACCOUNT) {
            return requireNonNull(IncomingPayment.of(payment.transaction())).accountId();
        }
        String value = entityType.of(payment.transaction());
        return value == null ? '\0' + payment.transaction().accountId() : value;
    }

    private static final class Read extends RichFlatMapFunction<RawRecord, Payment> {

        private static final long serialVersionUID = 1;

        private final Framing framing;
        private final IpDatabaseConfig files;
        private transient ContractReader<Transaction> reader;
        private transient IpDatabases ips;
        private transient FactsResolver factsResolver;

        @SuppressWarnings("NullAway.Init") // Flink opens it before the first record.
        Read(JobSettings settings) {
            this.framing = settings.framing();
            this.files = settings.ipFiles();
        }

        @Override
        public void open(OpenContext context) throws Exception {
            reader = Contract.TRANSACTION.reader(framing);
            ips = IpDatabases.open(files);
            factsResolver = new FactsResolver(ips);
        }

        @Override
        public void flatMap(RawRecord rawRecord, Collector<Payment> out) {
            if (reader.read(rawRecord.origin(), rawRecord.value()) instanceof DecodeResult.Value<Transaction> read) {
                Transaction transaction = read.value();
                Facts facts = factsResolver.resolve(transaction);
                out.collect(payment(transaction, facts, rawRecord.origin(), false));
                if (IncomingPayment.of(transaction) != null) {
                    out.collect(payment(transaction, facts, rawRecord.origin(), true));
                }
            }
        }

        private static Payment payment(Transaction transaction, Facts facts, RecordOrigin origin, boolean received) {
            return new Payment(transaction, facts, FeatureVector.blank().values(), origin, received);
        }

        @Override
        public void close() throws Exception {
            ips.close();
        }
    }

    private static final class OneLayer<S> extends KeyedProcessFunction<String, Payment, Payment> {

        private static final long serialVersionUID = 1;

        private final FeatureGroup<S> featureGroup;
        private transient ValueState<S> state;

        @SuppressWarnings("NullAway.Init") // Flink opens it before the first payment.
        OneLayer(FeatureGroup<S> featureGroup) {
            this.featureGroup = featureGroup;
        }

        @Override
        public void open(OpenContext context) {
            MemorySerializer<S> serializer = new MemorySerializer<>(
                    featureGroup.memory().initial(), featureGroup.memory().codec());
            state = getRuntimeContext().getState(new ValueStateDescriptor<>("memory", serializer));
        }

        @Override
        public void processElement(Payment payment, Context context, Collector<Payment> out) throws Exception {
            if (payment.received()) {
                receive(requireNonNull(IncomingPayment.of(payment.transaction())));
                out.collect(payment);
                return;
            }
            FeatureVector vector = new FeatureVector(payment.vector());
            if (featureGroup.memory().key().of(payment.transaction()) == null) {
                featureGroup.absent(payment.transaction(), payment.facts(), vector);
            } else {
                state.update(featureGroup.step(before(), payment.transaction(), payment.facts(), vector));
            }
            out.collect(payment);
        }

        private void receive(IncomingPayment incomingPayment) throws Exception {
            if (featureGroup.memory().key() == EntityType.ACCOUNT) {
                state.update(featureGroup.memory().receive(before(), incomingPayment));
            }
        }

        private S before() throws Exception {
            S known = state.value();
            return known == null ? featureGroup.memory().initial() : known;
        }
    }

    private static final class Decide extends RichMapFunction<Payment, Decision> {

        private static final long serialVersionUID = 1;

        private final byte[] zip;
        private transient Bundle bundle;
        private transient Engine engine;
        private transient Explainer explainer;
        private transient @Nullable AnomalyDetector detector;

        @SuppressWarnings("NullAway.Init") // Flink opens it before the first payment.
        Decide(byte[] zip) {
            this.zip = zip;
        }

        @Override
        public void open(OpenContext context) {
            bundle = Bundle.read(zip);
            engine = bundle.engine(EngineKind.COMPILED);
            explainer = new Explainer(bundle);
            detector = bundle.detector();
        }

        @Override
        public Decision map(Payment payment) {
            float[] vector = payment.vector();
            Trail trail = engine.score(vector);
            boolean suspicious = trail.score() >= bundle.thresholds().review();
            List<Reason> reasons = suspicious ? explainer.reasons(vector, trail) : List.of();
            Anomaly anomaly = detector == null
                    ? null
                    : detector.detect(vector, bundle.thresholds().anomaly());
            Outcome outcome = trail.score() >= bundle.thresholds().decline()
                    ? Outcome.DECLINE
                    : suspicious ? Outcome.REVIEW : Outcome.APPROVE;
            Transaction transaction = payment.transaction();
            return new Decision(
                    transaction.id(),
                    transaction.accountId(),
                    transaction.eventTimeMs(),
                    new PolicyOutcome(outcome, Cause.SCORE),
                    new ScoringResult(
                            new ModelScore(trail, reasons, anomaly, bundle.id()),
                            explainer.degradedLayers(vector),
                            RuleAndChallengerResults.NONE),
                    false,
                    System.currentTimeMillis(),
                    payment.origin());
        }
    }
}
