package io.nacre.stream;

import static io.nacre.feature.EntityType.ACCOUNT;
import static io.nacre.feature.EntityType.BLOCK;
import static io.nacre.feature.EntityType.COUNTERPARTY;
import static io.nacre.feature.EntityType.DEVICE;
import static io.nacre.feature.EntityType.IP;
import static io.nacre.feature.EntityType.MERCHANT;

import io.nacre.codec.BundleAnnouncement;
import io.nacre.codec.Contract;
import io.nacre.codec.DeadLetter;
import io.nacre.codec.Framing;
import io.nacre.decision.AccountAction;
import io.nacre.decision.Alert;
import io.nacre.decision.AutoFreezePolicy;
import io.nacre.decision.Decision;
import io.nacre.decision.ErasureRequest;
import io.nacre.decision.SharedEntity;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.Facts;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.AccountControlEvent;
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
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** The job, top to bottom as the data flows. */
public final class FraudPipeline {

    private static final Byte ALL_ACCOUNTS = 0;

    /** Of what is told to all tasks, what they keep in common. */
    private static final MapStateDescriptor<?, ?>[] NOTHING_ALIKE = {};

    private final Framing framing;
    private final List<DataStream<DeadLetter>> deadLetters = new ArrayList<>();

    private FraudPipeline(Framing framing) {
        this.framing = framing;
    }

    /** Adds the whole job to the environment. */
    public static void define(StreamExecutionEnvironment env, SourcesAndSinks sourcesAndSinks, JobSettings settings) {
        new FraudPipeline(settings.framing()).flow(env, sourcesAndSinks, settings);
    }

    private void flow(StreamExecutionEnvironment env, SourcesAndSinks sourcesAndSinks, JobSettings settings) {
        SingleOutputStreamOperator<EnrichedEvent> decoded = decode(
                "transactions",
                sourcesAndSinks.transactions(env),
                Contract.TRANSACTION,
                (transaction, origin) -> EnrichedEvent.of(transaction, Facts.UNKNOWN, origin),
                EventTypeInfo.ENRICHED);
        decoded.getSideOutput(Decode.REJECTED)
                .sinkTo(sourcesAndSinks.rejected())
                .uid("rejected")
                .name("rejected");
        DataStream<EnrichedEvent> transactions = decoded.flatMap(new ResolveReferenceData(settings.ipFiles()))
                .returns(EventTypeInfo.ENRICHED)
                .uid("resolve")
                .name("resolve")
                .assignTimestampsAndWatermarks(EventTime.ofTransactions())
                .uid("event-time")
                .name("event-time")
                .transform("endless-time", EventTypeInfo.ENRICHED, new DropFinalWatermark<>())
                .uid("endless-time");
        DataStream<EnrichedEvent> profiles = decode(
                "profiles",
                sourcesAndSinks.profiles(env),
                Contract.ACCOUNT_PROFILE,
                EnrichedEvent::of,
                EventTypeInfo.ENRICHED);
        DataStream<EnrichedEvent> verdicts = decode(
                "verdicts",
                sourcesAndSinks.verdicts(env),
                Contract.VERDICT,
                (verdict, origin) -> news(verdict.label(), origin),
                EventTypeInfo.ENRICHED);
        DataStream<EnrichedEvent> chargebacks = decode(
                "chargebacks",
                sourcesAndSinks.chargebacks(env),
                Contract.CHARGEBACK,
                (chargeback, origin) -> news(chargeback.label(), origin),
                EventTypeInfo.ENRICHED);
        DataStream<AccountControlEvent> actions = decode(
                "actions",
                sourcesAndSinks.actions(env),
                Contract.ACCOUNT_ACTION,
                (action, origin) -> AccountControlEvent.of(action),
                TypeInformation.of(AccountControlEvent.class));
        DataStream<AccountControlEvent> entries = decode(
                "lists",
                sourcesAndSinks.lists(env),
                Contract.LIST_ENTRY,
                (entry, origin) -> AccountControlEvent.of(entry),
                TypeInformation.of(AccountControlEvent.class));
        SingleOutputStreamOperator<AccountControlEvent> admitted = actions.union(
                        entries,
                        decode(
                                "erasures",
                                sourcesAndSinks.erasures(env),
                                Contract.ERASURE,
                                AccountControlEvent::of,
                                TypeInformation.of(AccountControlEvent.class)))
                .process(new ValidateAccountControls(sourcesAndSinks.orders()))
                .returns(TypeInformation.of(AccountControlEvent.class))
                .forceNonParallel()
                .uid("admit-orders")
                .name("admit-orders");
        deadLetters.add(admitted.getSideOutput(Decode.DEAD_LETTERS));
        DataStream<ErasureRequest> erasures = admitted.flatMap(
                        (AccountControlEvent accountControlEvent, Collector<ErasureRequest> out) -> {
                            if (accountControlEvent.erasure() != null) {
                                out.collect(accountControlEvent.erasure());
                            }
                        })
                .returns(TypeInformation.of(ErasureRequest.class))
                .forceNonParallel()
                .uid("admitted-erasures")
                .name("admitted-erasures");
        BroadcastStream<ErasureRequest> forgotten = erasures.assignTimestampsAndWatermarks(EventTime.noWatermarks())
                .forceNonParallel()
                .uid("erasures-time")
                .name("erasures-time")
                .broadcast(NOTHING_ALIKE);
        BroadcastStream<AccountControlEvent> orders = admitted.assignTimestampsAndWatermarks(EventTime.noWatermarks())
                .forceNonParallel() // Else their sequence would be lost again.
                .uid("orders-time")
                .name("orders-time")
                .broadcast(AccountControlState.STATUSES, AccountControlState.ENTRIES);

        DataStream<EnrichedEvent> erased = erasures.map(erasureRequest ->
                        EnrichedEvent.erasure(erasureRequest.accountId(), erasureRequest.atMs(), RecordOrigin.NONE))
                .returns(EventTypeInfo.ENRICHED)
                .startNewChain() // A task that holds one that is not parallel can never be rescaled.
                .uid("erasures-of-state")
                .name("erasures-of-state");
        DataStream<EnrichedEvent> told = profiles.union(verdicts, chargebacks, erased)
                .assignTimestampsAndWatermarks(EventTime.noWatermarks())
                .uid("told-time")
                .name("told-time");

        DataStream<ScoringUpdate> news = decode(
                        "bundles",
                        sourcesAndSinks.bundles(env),
                        Contract.BUNDLE,
                        (announcement, origin) -> announcement,
                        TypeInformation.of(BundleAnnouncement.class))
                .process(new FetchBundle(settings.engine(), settings.trust()))
                .returns(TypeInformation.of(ScoringUpdate.class))
                .uid("fetch-bundle")
                .name("fetch-bundle")
                .union(decode(
                        "rules",
                        sourcesAndSinks.rules(env),
                        Contract.RULE,
                        (rule, origin) -> ScoringUpdate.of(rule),
                        TypeInformation.of(ScoringUpdate.class)))
                .assignTimestampsAndWatermarks(EventTime.noWatermarks())
                .uid("news-time")
                .name("news-time");

        DataStream<ScoringInput> arrivals = EnrichmentChain.over(transactions.union(told))
                .per(ACCOUNT)
                .per(DEVICE)
                .per(IP)
                .per(BLOCK)
                .per(COUNTERPARTY)
                .last(MERCHANT, news);

        SingleOutputStreamOperator<ScoredEvent> scored = arrivals.process(
                        new Score(settings.bundle().zip(), settings.engine(), settings.rates()))
                .returns(EventTypeInfo.SCORED)
                .uid("score")
                .name("score");

        SingleOutputStreamOperator<Decision> decisions = scored.keyBy(ScoredEvent::accountId)
                .connect(orders)
                .process(new Decide(
                        sourcesAndSinks.orders(), settings.holds(), settings.exploration(), settings.rates()))
                .returns(TypeInformation.of(Decision.class))
                .uid("guard")
                .name("guard");

        decisions.sinkTo(sourcesAndSinks.decisions()).uid("decisions").name("decisions");
        gathered(decisions.getSideOutput(Decide.ALERTS), forgotten, settings.rates())
                .keyBy(IncidentEvent::subject)
                .connect(forgotten)
                .process(new OrderIncidentAlerts())
                .returns(new TypeHint<WithOrigin<Alert>>() {})
                .uid("collate")
                .name("collate")
                .sinkTo(sourcesAndSinks.alerts())
                .uid("alerts")
                .name("alerts");
        if (settings.holds() != null) {
            hold(decisions.getSideOutput(Decide.HOLDS), settings.holds(), sourcesAndSinks);
        }
        // Two sinks on one topic: each stays in the task that makes its records, so that no vector crosses to another.
        scored.getSideOutput(Score.EXAMPLES)
                .sinkTo(sourcesAndSinks.examples("served"))
                .uid("examples")
                .name("examples");
        decisions
                .getSideOutput(Decide.EXAMPLES)
                .sinkTo(sourcesAndSinks.examples("handled"))
                .uid("handled")
                .name("handled");
        deadLetters.stream()
                .reduce(DataStream::union)
                .orElseThrow()
                .sinkTo(sourcesAndSinks.deadLetters())
                .uid("dead-letters")
                .name("dead-letters");
    }

    /** What many accounts have in common: a device, else an address, else a merchant. */
    private static DataStream<IncidentEvent> gathered(
            DataStream<IncidentEvent> alerts, BroadcastStream<ErasureRequest> forgotten, ExchangeRates rates) {
        DataStream<IncidentEvent> gathered = alerts;
        for (SharedEntity sharedEntity : SharedEntity.values()) {
            String id = "gather-" + sharedEntity.name().toLowerCase(Locale.ROOT);
            gathered = gathered.keyBy(incidentEvent -> CorrelateIncidents.keyOf(incidentEvent, sharedEntity))
                    .connect(forgotten)
                    .process(new CorrelateIncidents(sharedEntity, rates))
                    .returns(TypeInformation.of(IncidentEvent.class))
                    .uid(id)
                    .name(id);
        }
        return gathered;
    }

    /** One task orders all the holds, and the guard reads of them where it reads of people's actions. */
    private static void hold(
            DataStream<AutoFreezeRequest> calls, AutoFreezePolicy autoFreezePolicy, SourcesAndSinks sourcesAndSinks) {
        calls.keyBy(call -> ALL_ACCOUNTS, TypeInformation.of(Byte.class))
                .process(new LimitAutoFreezes(autoFreezePolicy))
                .returns(new TypeHint<WithOrigin<AccountAction>>() {})
                .uid("hold")
                .name("hold")
                .sinkTo(sourcesAndSinks.autoFreezes())
                .uid("holds")
                .name("holds");
    }

    private <T, O> SingleOutputStreamOperator<O> decode(
            String name,
            DataStream<RawRecord> topic,
            Contract<T> contract,
            Decode.EventFactory<T, O> eventFactory,
            TypeInformation<O> type) {
        String id = "decode-" + name;
        SingleOutputStreamOperator<O> decoded = topic.process(new Decode<>(contract, framing, eventFactory))
                .returns(type)
                .uid(id)
                .name(id);
        deadLetters.add(decoded.getSideOutput(Decode.DEAD_LETTERS));
        return decoded;
    }

    private static @Nullable EnrichedEvent news(@Nullable Label label, RecordOrigin origin) {
        return label == null ? null : EnrichedEvent.of(label, origin);
    }
}
