package io.nacre.stream;

import static io.nacre.feature.EntityType.ACCOUNT;
import static io.nacre.feature.EntityType.COUNTERPARTY;
import static io.nacre.feature.EntityType.DEVICE;
import static io.nacre.feature.EntityType.IP;
import static io.nacre.feature.EntityType.MERCHANT;
import static io.nacre.feature.EntityType.SUBNET;

import io.nacre.codec.Contract;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.decision.Decision;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.SharedEntity;
import io.nacre.feature.EnrichedEvent;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.ReplyAddress;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.AccountControlEvent.ErasureEvent;
import io.nacre.stream.event.AutoFreezeRequest;
import io.nacre.stream.event.EventTypeInfo;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.RawRecord;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoringInput;
import io.nacre.stream.event.ScoringUpdate;
import io.nacre.stream.event.WithOrigin;
import io.nacre.stream.state.AccountControlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The job as a graph. {@link #flow} lists its six stages, each a method below it.
 *
 * <p>Every operator has a uid and a name. Savepoints find an operator's state by the uid, so a uid never changes. The
 * name is for display, and may change.
 */
public final class FraudPipeline {

    private static final Byte ALL_ACCOUNTS = 0;

    /** For a broadcast without broadcast state. */
    private static final MapStateDescriptor<?, ?>[] NO_BROADCAST_STATE = {};

    private static final TypeInformation<ErasureRequest> ERASURE = TypeInformation.of(ErasureRequest.class);

    private final StreamExecutionEnvironment env;
    private final SourcesAndSinks topics;
    private final JobSettings settings;
    private final List<DataStream<DeadLetter>> deadLetters = new ArrayList<>();

    private FraudPipeline(StreamExecutionEnvironment env, SourcesAndSinks topics, JobSettings settings) {
        this.env = env;
        this.topics = topics;
        this.settings = settings;
    }

    /** Adds the whole job to the environment. */
    public static void define(StreamExecutionEnvironment env, SourcesAndSinks sourcesAndSinks, JobSettings settings) {
        new FraudPipeline(env, sourcesAndSinks, settings).flow();
    }

    private void flow() {
        Inputs inputs = read();
        DataStream<EnrichedEvent> resolved = resolve(inputs.transactions());
        DataStream<ScoringInput> enriched = enrich(resolved.union(inputs.accountEvents()), inputs.scoringUpdates());
        SingleOutputStreamOperator<ScoredEvent> scored = score(enriched);
        Decided decided = decide(scored, inputs.accountControls(), inputs.erasures());
        write(inputs, scored, decided);
    }

    /**
     * The decoded records of all input topics.
     *
     * @param accountEvents profiles, labels, lifecycle events and erasures, which pass the same operators as
     *     transactions
     * @param accountControls freezes, lists and erasures in one sequence, for every subtask that decides
     * @param erasures for the operators that correlate incidents and order alerts
     */
    private record Inputs(
            SingleOutputStreamOperator<EnrichedEvent> transactions,
            DataStream<EnrichedEvent> accountEvents,
            DataStream<ScoringUpdate> scoringUpdates,
            BroadcastStream<AccountControlEvent> accountControls,
            BroadcastStream<ErasureRequest> erasures) {}

    private Inputs read() {
        SingleOutputStreamOperator<EnrichedEvent> transactions = decode(
                "transactions",
                topics.transactions(env),
                Contract.TRANSACTION,
                new TransactionEventFactory(),
                EventTypeInfo.ENRICHED);
        SingleOutputStreamOperator<AccountControlEvent> controls = readAccountControls();
        SingleOutputStreamOperator<ErasureRequest> erasures = selectErasures(controls);
        return new Inputs(
                transactions,
                readAccountEvents(erasures),
                readScoringUpdates(),
                withoutWatermarks("account-control-time", controls)
                        .forceNonParallel() // A parallel operator would lose their sequence.
                        .broadcast(AccountControlState.STATUSES, AccountControlState.ENTRIES),
                withoutWatermarks("erasure-time", erasures).forceNonParallel().broadcast(NO_BROADCAST_STATE));
    }

    private SingleOutputStreamOperator<AccountControlEvent> readAccountControls() {
        DataStream<AccountControlEvent> actions = decode(
                "actions",
                topics.actions(env),
                Contract.ACCOUNT_ACTION,
                (action, origin) -> AccountControlEvent.of(action),
                EventTypeInfo.ACCOUNT_CONTROL);
        DataStream<AccountControlEvent> entries = decode(
                "lists",
                topics.lists(env),
                Contract.LIST_ENTRY,
                (entry, origin) -> AccountControlEvent.of(entry),
                EventTypeInfo.ACCOUNT_CONTROL);
        DataStream<AccountControlEvent> erasures = decode(
                "erasures",
                topics.erasures(env),
                Contract.ERASURE,
                AccountControlEvent::of,
                EventTypeInfo.ACCOUNT_CONTROL);
        SingleOutputStreamOperator<AccountControlEvent> validated = named(
                "validate-erasures",
                actions.union(entries, erasures)
                        .process(new ValidateErasures(topics.accountControlBootstrap()))
                        .returns(EventTypeInfo.ACCOUNT_CONTROL)
                        .forceNonParallel());
        deadLetters.add(validated.getSideOutput(Decode.DEAD_LETTERS));
        return validated;
    }

    private static SingleOutputStreamOperator<ErasureRequest> selectErasures(DataStream<AccountControlEvent> controls) {
        return named(
                "select-erasures",
                controls.flatMap((AccountControlEvent control, Collector<ErasureRequest> out) -> {
                            if (control instanceof ErasureEvent erasure) {
                                out.collect(erasure.request());
                            }
                        })
                        .returns(ERASURE)
                        .forceNonParallel());
    }

    private DataStream<EnrichedEvent> readAccountEvents(DataStream<ErasureRequest> erasures) {
        DataStream<EnrichedEvent> profiles = decode(
                "profiles", topics.profiles(env), Contract.ACCOUNT_PROFILE, EnrichedEvent::of, EventTypeInfo.ENRICHED);
        DataStream<EnrichedEvent> verdicts = decode(
                "verdicts",
                topics.verdicts(env),
                Contract.VERDICT,
                (verdict, origin) -> labelEvent(verdict.label(), origin),
                EventTypeInfo.ENRICHED);
        DataStream<EnrichedEvent> chargebacks = decode(
                "chargebacks",
                topics.chargebacks(env),
                Contract.CHARGEBACK,
                (chargeback, origin) -> labelEvent(chargeback.label(), origin),
                EventTypeInfo.ENRICHED);
        DataStream<EnrichedEvent> lifecycle = decode(
                "lifecycle",
                topics.lifecycleEvents(env),
                Contract.LIFECYCLE_EVENT,
                EnrichedEvent::of,
                EventTypeInfo.ENRICHED);
        DataStream<EnrichedEvent> erased = named(
                "erase-account-state",
                erasures.<EnrichedEvent>map(request ->
                                EnrichedEvent.erasure(request.accountId(), request.requestedAtMs(), RecordOrigin.NONE))
                        .returns(EventTypeInfo.ENRICHED)
                        .startNewChain()); // A chain that contains a non-parallel operator can never be rescaled.
        return withoutWatermarks("account-event-time", profiles.union(verdicts, chargebacks, lifecycle, erased));
    }

    private DataStream<ScoringUpdate> readScoringUpdates() {
        DataStream<BundleAnnouncement> announcements = decode(
                "bundles",
                topics.bundles(env),
                Contract.BUNDLE,
                (announcement, origin) -> announcement,
                TypeInformation.of(BundleAnnouncement.class));
        DataStream<ScoringUpdate> bundles = named(
                "fetch-bundle",
                announcements
                        .process(new FetchBundle(settings.engine(), settings.trust()))
                        .returns(EventTypeInfo.SCORING_UPDATE));
        DataStream<ScoringUpdate> rules = decode(
                "rules",
                topics.rules(env),
                Contract.RULE,
                (rule, origin) -> ScoringUpdate.of(rule),
                EventTypeInfo.SCORING_UPDATE);
        return withoutWatermarks("scoring-update-time", bundles.union(rules));
    }

    /** Adds the reference data of an IP address and a merchant. From here on, transactions advance event time. */
    private DataStream<EnrichedEvent> resolve(DataStream<EnrichedEvent> transactions) {
        DataStream<EnrichedEvent> resolved = named(
                "resolve-reference-data",
                transactions
                        .flatMap(new ResolveReferenceData(settings.ipFiles()))
                        .returns(EventTypeInfo.ENRICHED));
        DataStream<EnrichedEvent> timed =
                named("event-time", resolved.assignTimestampsAndWatermarks(EventTime.ofTransactions()));
        return named(
                "drop-final-watermark",
                timed.transform("drop-final-watermark", EventTypeInfo.ENRICHED, new DropFinalWatermark<>()));
    }

    /** Adds the features of every key. The last operator also merges the scoring updates into the stream. */
    private static DataStream<ScoringInput> enrich(
            DataStream<EnrichedEvent> events, DataStream<ScoringUpdate> updates) {
        return EnrichmentChain.over(events)
                .per(ACCOUNT)
                .per(DEVICE)
                .per(IP)
                .per(SUBNET)
                .per(COUNTERPARTY)
                .last(MERCHANT, updates);
    }

    private SingleOutputStreamOperator<ScoredEvent> score(DataStream<ScoringInput> enriched) {
        return named(
                "score",
                enriched.process(new Score(settings.bundle().zip(), settings.engine(), settings.rates()))
                        .returns(EventTypeInfo.SCORED));
    }

    /**
     * The results of the decision stage.
     *
     * @param decisions with the examples of random review as a side output
     * @param autoFreezes empty unless automatic freezes are enabled
     */
    private record Decided(
            SingleOutputStreamOperator<Decision> decisions,
            DataStream<WithOrigin<Alert>> alerts,
            Optional<DataStream<WithOrigin<AccountAction>>> autoFreezes) {}

    private Decided decide(
            DataStream<ScoredEvent> scored,
            BroadcastStream<AccountControlEvent> controls,
            BroadcastStream<ErasureRequest> erasures) {
        SingleOutputStreamOperator<Decision> decisions = named(
                "decide",
                scored.keyBy(ScoredEvent::accountId)
                        .connect(controls)
                        .process(new Decide(
                                topics.accountControlBootstrap(),
                                settings.autoFreezePolicy(),
                                settings.exploration(),
                                settings.rates()))
                        .returns(TypeInformation.of(Decision.class)));
        DataStream<IncidentEvent> incidents = correlate(decisions.getSideOutput(Decide.ALERTS), erasures);
        return new Decided(
                decisions,
                orderAlerts(incidents, erasures),
                Optional.ofNullable(settings.autoFreezePolicy())
                        .map(policy -> limitAutoFreezes(decisions.getSideOutput(Decide.AUTO_FREEZES), policy)));
    }

    /** Groups incidents of many accounts: by device, else by IP address, else by merchant. */
    private DataStream<IncidentEvent> correlate(
            DataStream<IncidentEvent> incidents, BroadcastStream<ErasureRequest> erasures) {
        DataStream<IncidentEvent> correlated = incidents;
        for (SharedEntity entity : SharedEntity.values()) {
            String by = entity.name().toLowerCase(Locale.ROOT);
            correlated = named(
                    "correlate-by-" + by,
                    correlated
                            .keyBy(event -> CorrelateIncidents.keyOf(event, entity))
                            .connect(erasures)
                            .process(new CorrelateIncidents(entity, settings.rates()))
                            .returns(EventTypeInfo.INCIDENT));
        }
        return correlated;
    }

    private static DataStream<WithOrigin<Alert>> orderAlerts(
            DataStream<IncidentEvent> incidents, BroadcastStream<ErasureRequest> erasures) {
        return named(
                "order-alerts",
                incidents
                        .keyBy(IncidentEvent::subject)
                        .connect(erasures)
                        .process(new OrderIncidentAlerts())
                        .returns(new TypeHint<>() {}));
    }

    /** One subtask counts the automatic freezes of all accounts. */
    private static DataStream<WithOrigin<AccountAction>> limitAutoFreezes(
            DataStream<AutoFreezeRequest> requests, AutoFreezePolicy policy) {
        return named(
                "limit-auto-freezes",
                requests.keyBy(request -> ALL_ACCOUNTS, TypeInformation.of(Byte.class))
                        .process(new LimitAutoFreezes(policy))
                        .returns(new TypeHint<>() {}));
    }

    private void write(Inputs inputs, SingleOutputStreamOperator<ScoredEvent> scored, Decided decided) {
        SingleOutputStreamOperator<Decision> decisions = decided.decisions();
        named(
                "rejected-transactions",
                inputs.transactions().getSideOutput(Decode.REJECTED).sinkTo(topics.rejected()));
        named("decisions", decisions.sinkTo(topics.decisions()));
        writeReplies(inputs, decisions);
        named("alerts", decided.alerts().sinkTo(topics.alerts()));
        // Written to the topic of account actions, from which the job reads them like actions of people.
        decided.autoFreezes().ifPresent(freezes -> named("auto-freezes", freezes.sinkTo(topics.autoFreezes())));
        // Two sinks on one topic: each is chained to the operator that emits its examples, so no vector is shuffled.
        named("examples", scored.getSideOutput(Score.EXAMPLES).sinkTo(topics.examples("served")));
        named("examples-of-decisions", decisions.getSideOutput(Decide.EXAMPLES).sinkTo(topics.examples("handled")));
        DataStream<DeadLetter> letters =
                deadLetters.stream().reduce(DataStream::union).orElseThrow();
        named("dead-letters", letters.sinkTo(topics.deadLetters()));
    }

    /** Sends the decisions and rejections that a gateway waits for to that gateway. */
    private void writeReplies(Inputs inputs, SingleOutputStreamOperator<Decision> decisions) {
        named(
                "replies",
                named("select-replies", decisions.filter(decision -> ReplyAddress.of(decision.origin()) != null))
                        .sinkTo(topics.replies()));
        named(
                "rejected-replies",
                named(
                                "select-rejected-replies",
                                inputs.transactions()
                                        .getSideOutput(Decode.REJECTED)
                                        .filter(rejected -> ReplyAddress.of(rejected.origin()) != null))
                        .sinkTo(topics.rejectedReplies()));
    }

    private <T, O> SingleOutputStreamOperator<O> decode(
            String topic,
            DataStream<RawRecord> records,
            Contract<T> contract,
            Decode.EventFactory<T, O> eventFactory,
            TypeInformation<O> type) {
        String id = "decode-" + topic;
        SingleOutputStreamOperator<O> decoded = named(
                id,
                records.process(new Decode<>(contract, settings.framing(), eventFactory))
                        .returns(type));
        deadLetters.add(decoded.getSideOutput(Decode.DEAD_LETTERS));
        return decoded;
    }

    private static @Nullable EnrichedEvent labelEvent(@Nullable Label label, RecordOrigin origin) {
        return label == null ? null : EnrichedEvent.of(label, origin);
    }

    /** Keeps a stream from holding back event time, which only transactions define. */
    private static <T> SingleOutputStreamOperator<T> withoutWatermarks(String name, DataStream<T> stream) {
        return named(name, stream.assignTimestampsAndWatermarks(EventTime.noWatermarks()));
    }

    /** Sets the uid, by which a savepoint finds the operator's state, and the name to the same value. */
    static <T> SingleOutputStreamOperator<T> named(String name, SingleOutputStreamOperator<T> operator) {
        return operator.uid(name).name(name);
    }

    private static void named(String name, DataStreamSink<?> sink) {
        sink.uid(name).name(name);
    }
}
