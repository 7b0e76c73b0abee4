package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountAction;
import io.nacre.decision.AccountAction.Scope;
import io.nacre.decision.AccountControls;
import io.nacre.decision.AccountIncidentRules;
import io.nacre.decision.ActiveAccountEstimator;
import io.nacre.decision.Alert;
import io.nacre.decision.AutoFreezePolicy;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.Exploration;
import io.nacre.decision.Outcome;
import io.nacre.decision.PendingAutoFreezes;
import io.nacre.decision.Policy;
import io.nacre.decision.PolicyInput;
import io.nacre.decision.RelatedEntities;
import io.nacre.decision.SharedEntity;
import io.nacre.feature.Layers;
import io.nacre.feature.Retention;
import io.nacre.model.Trail;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.Money;
import io.nacre.payment.SaturatingTime;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.AutoFreezeRequest;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.WithOrigin;
import io.nacre.stream.state.AccountControlState;
import io.nacre.stream.state.AccountIncidentState;
import io.nacre.stream.state.AccountIncidentStateSerializer;
import io.nacre.stream.state.StoredDecision;
import io.nacre.stream.state.StoredDecisionSerializer;
import io.nacre.stream.state.TransactionExpiry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the policy, as people and machines have ordered, and gathers an account's alerts into one incident. Of
 * state, a transaction reads the account's file and writes its answer; the file is written only where it changes.
 * Orders reach every task, for the account that is paid, a device or an address has no task of its own here.
 */
final class Decide extends KeyedBroadcastProcessFunction<String, ScoredEvent, AccountControlEvent, Decision> {

    static final OutputTag<IncidentEvent> ALERTS = new OutputTag<>("alerts", TypeInformation.of(IncidentEvent.class));
    static final OutputTag<WithOrigin<Example>> EXAMPLES = new OutputTag<>("handled", Score.EXAMPLE);
    static final OutputTag<AutoFreezeRequest> HOLDS =
            new OutputTag<>("holds", TypeInformation.of(AutoFreezeRequest.class));

    private static final String FINGERPRINT = Layers.fingerprint();

    private final AccountControlBootstrap start;
    private final @Nullable AutoFreezePolicy autoFreezePolicy;
    private final Exploration exploration;
    private final ExchangeRates rates;
    private transient AccountControlState standing;
    private transient AccountControls accountControls;
    private transient ActiveAccountEstimator paying;
    private transient @Nullable PendingAutoFreezes pending;
    private transient ValueState<AccountIncidentState> account;
    private transient MapState<String, StoredDecision> decided;
    private transient Map<Outcome, Counter> outcomes;
    private transient Counter superseded;
    private transient Counter unanswered;
    private transient Counter unvalued;
    private transient Histogram latency;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Decide(
            AccountControlBootstrap start,
            @Nullable AutoFreezePolicy autoFreezePolicy,
            Exploration exploration,
            ExchangeRates rates) {
        this.start = start;
        this.autoFreezePolicy = autoFreezePolicy;
        this.exploration = exploration;
        this.rates = rates;
    }

    @Override
    public void open(OpenContext context) {
        standing = new AccountControlState(start.read());
        accountControls = standing.orders();
        paying = new ActiveAccountEstimator();
        pending = autoFreezePolicy == null ? null : new PendingAutoFreezes(autoFreezePolicy);
        account = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("account", new AccountIncidentStateSerializer()));
        decided = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("decided", StringSerializer.INSTANCE, new StoredDecisionSerializer()));
        outcomes = new EnumMap<>(Outcome.class);
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, JobMetric.DECISIONS.counter(nacre, outcome));
        }
        superseded = JobMetric.CONTROL_EVENTS_STALE.counter(nacre);
        unanswered = JobMetric.DUPLICATES_OF_ERASED.counter(nacre);
        unvalued = JobMetric.AMOUNTS_WITHOUT_RATE.counter(nacre);
        latency = JobMetric.DECISION_LATENCY.histogram(nacre);
    }

    @Override
    public void processElement(ScoredEvent scoredEvent, ReadOnlyContext context, Collector<Decision> out)
            throws Exception {
        standing.restore(
                context.getBroadcastState(AccountControlState.STATUSES),
                context.getBroadcastState(AccountControlState.ENTRIES));
        switch (scoredEvent.kind()) {
            case TRANSACTION -> decide(scoredEvent, context, out);
            case REPEAT -> repeat(scoredEvent, false, context, out);
            case CONFLICT -> repeat(scoredEvent, true, context, out);
            case LABEL -> applyLabel(scoredEvent, context);
            case ERASURE -> erase(scoredEvent, context);
            case PROFILE, RECEIPT ->
                throw new IllegalStateException(scoredEvent.kind() + " goes no further than its account's layers");
        }
    }

    @Override
    public void processBroadcastElement(
            AccountControlEvent accountControlEvent, Context context, Collector<Decision> out) throws Exception {
        boolean news = standing.apply(
                accountControlEvent,
                context.getBroadcastState(AccountControlState.STATUSES),
                context.getBroadcastState(AccountControlState.ENTRIES),
                context.currentWatermark());
        if (!news) {
            superseded.inc();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Decision> out) throws Exception {
        AccountIncidentState before = readState();
        AccountIncidentState file = before;
        Alert open = file.incident();
        if (open != null && AccountIncidentRules.isOver(open, timestamp)) {
            context.output(ALERTS, IncidentEvent.of(AccountIncidentRules.close(open, timestamp)));
            file = file.withIncident(null);
        }
        TransactionExpiry.forget(decided, StoredDecision::atMs, timestamp, context.getCurrentKey());
        if (file.walkMs() <= timestamp) {
            file = file.withWalkMs(AccountIncidentState.NEVER);
        }
        updateState(before, file);
    }

    private void decide(ScoredEvent scoredEvent, ReadOnlyContext context, Collector<Decision> out) throws Exception {
        AccountIncidentState before = readState();
        Policy.PolicyResult policyResult = Policy.rule(
                payment(scoredEvent, requireNonNull(scoredEvent.trail()).score()));
        Decision decision = decision(scoredEvent, policyResult, context);
        AccountIncidentState file = remember(decision, before, context);
        out.collect(decision);
        Example handled = Example.of(decision, policyResult, FINGERPRINT);
        if (handled != null) {
            context.output(EXAMPLES, new WithOrigin<>(handled, decision.origin()));
        }
        if (AccountIncidentRules.concerns(decision)) {
            file = file.withIncident(alert(decision, scoredEvent, file.incident(), context));
        }
        updateState(before, file);
        if (autoFreezePolicy != null && pending != null) {
            hold(decision, scoredEvent.parties(), autoFreezePolicy, pending, context);
        }
        requireNonNull(outcomes.get(decision.outcome())).inc();
        latency.update(decision.decidedAtMs() - decision.origin().timestampMs());
    }

    private static Decision decision(
            ScoredEvent scoredEvent, Policy.PolicyResult policyResult, ReadOnlyContext context) {
        Trail trail = requireNonNull(scoredEvent.trail());
        return new Decision(
                scoredEvent.transactionId(),
                scoredEvent.accountId(),
                scoredEvent.atMs(),
                policyResult.outcome(),
                policyResult.cause(),
                policyResult.causeDetail(),
                trail.score(),
                trail,
                scoredEvent.reasons(),
                scoredEvent.anomaly(),
                scoredEvent.bundleId(),
                scoredEvent.degradedLayers(),
                scoredEvent.advice(),
                false,
                now(context),
                scoredEvent.origin());
    }

    /** Freezes and entries end by the payment's event time, which is of no use to whoever sets it ahead. */
    private PolicyInput payment(ScoredEvent scoredEvent, double score) {
        RelatedEntities relatedEntities = scoredEvent.parties();
        long atMs = scoredEvent.origin().notAhead(scoredEvent.atMs());
        return new PolicyInput(
                scoredEvent.transactionId(),
                freeze(scoredEvent.accountId(), atMs),
                accountControls.freeze(relatedEntities.counterpartyId(), Scope.INCOMING, atMs),
                accountControls.listing(scoredEvent.accountId(), relatedEntities, atMs),
                scoredEvent.advice().rules(),
                score,
                scoredEvent.anomaly(),
                scoredEvent.thresholds(),
                exploration);
    }

    /** What stops the payer: an order, or a hold of its own that has not come back as one yet. */
    private @Nullable AccountAction freeze(String accountId, long atMs) {
        AccountAction ordered = accountControls.freeze(accountId, Scope.OUTGOING, atMs);
        return ordered != null || pending == null
                ? ordered
                : pending.freeze(accountControls.status(accountId), accountId, atMs);
    }

    /** Each task sees its part of the accounts, and the parts are alike. */
    private void hold(
            Decision decision,
            RelatedEntities relatedEntities,
            AutoFreezePolicy called,
            PendingAutoFreezes taken,
            ReadOnlyContext context) {
        paying.add(decision.accountId(), decision.origin().notAhead(decision.eventTimeMs()));
        AccountAction hold = called.called(decision, accountControls.status(decision.accountId()));
        if (hold != null) {
            int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
            long accounts = paying.accounts() * tasks;
            List<String> common = SharedEntity.names(relatedEntities);
            taken.register(hold, common, accounts);
            context.output(HOLDS, new AutoFreezeRequest(hold, common, accounts, decision.origin()));
        }
    }

    /** The decision of the first time; none where its account was erased while the repeat was under way. */
    private void repeat(ScoredEvent scoredEvent, boolean disputed, ReadOnlyContext context, Collector<Decision> out)
            throws Exception {
        StoredDecision first = decided.get(scoredEvent.transactionId());
        if (first == null) {
            unanswered.inc();
        } else {
            StoredDecision storedDecision = disputed ? first.asIdConflict() : first;
            out.collect(storedDecision.toDecision(scoredEvent, now(context)));
        }
    }

    private static long now(ReadOnlyContext context) {
        return context.timerService().currentProcessingTime();
    }

    /** What is newer than the order stays: a repeat of it is still one. */
    private void erase(ScoredEvent order, ReadOnlyContext context) throws Exception {
        Alert open = readState().incident();
        account.clear();
        TransactionExpiry.cancel(order.atMs(), context.timerService());
        AccountIncidentState rest = AccountIncidentState.EMPTY;
        for (StoredDecision storedDecision : TransactionExpiry.erase(decided, StoredDecision::atMs, order.atMs())
                .values()) {
            rest = scheduleSweep(rest, storedDecision.atMs(), context);
        }
        if (open != null && open.openedAtMs() > order.atMs()) {
            rest = rest.withIncident(open);
            endIdle(open, context);
        }
        updateState(AccountIncidentState.EMPTY, rest);
    }

    /** One timer for each account and walk at most: what is to be forgotten earlier, a later walk forgets as well. */
    private AccountIncidentState remember(Decision decision, AccountIncidentState file, ReadOnlyContext context)
            throws Exception {
        decided.put(decision.transactionId(), StoredDecision.of(decision));
        return scheduleSweep(file, decision.eventTimeMs(), context);
    }

    private static AccountIncidentState scheduleSweep(AccountIncidentState file, long atMs, ReadOnlyContext context) {
        long walkMs = TransactionExpiry.nextSweepMs(atMs, context.getCurrentKey());
        if (walkMs <= file.walkMs()) {
            return file;
        }
        context.timerService().registerEventTimeTimer(walkMs);
        return file.withWalkMs(walkMs);
    }

    private Alert alert(Decision decision, ScoredEvent scoredEvent, @Nullable Alert incident, ReadOnlyContext context) {
        Alert open = incident;
        if (open != null && AccountIncidentRules.isOver(open, decision.eventTimeMs())) {
            context.output(
                    ALERTS,
                    IncidentEvent.of(AccountIncidentRules.close(open, decision.eventTimeMs()))
                            .from(decision.origin()));
            open = null;
        }
        Money amount = requireNonNull(scoredEvent.amount());
        if (Double.isNaN(rates.convert(amount))) {
            unvalued.inc();
        }
        Alert alert = open == null
                ? AccountIncidentRules.open(decision, amount, rates)
                : AccountIncidentRules.addTransaction(open, decision, amount, rates);
        endIdle(alert, context);
        if (AccountIncidentRules.isEmitted(open, alert)) {
            context.output(
                    ALERTS, IncidentEvent.of(alert, scoredEvent.parties()).from(decision.origin()));
        }
        return alert;
    }

    private static void endIdle(Alert alert, ReadOnlyContext context) {
        context.timerService()
                .registerEventTimeTimer(
                        Retention.endOfDayMs(SaturatingTime.plus(alert.updatedAtMs(), AccountIncidentRules.IDLE_MS)));
    }

    /** A label ends the incident it answers, and may end one of many accounts. */
    private void applyLabel(ScoredEvent scoredEvent, ReadOnlyContext context) throws Exception {
        Label label = requireNonNull(scoredEvent.label());
        AccountIncidentState file = readState();
        Alert open = file.incident();
        if (open != null && scoredEvent.atMs() >= open.openedAtMs()) {
            Alert ended = AccountIncidentRules.close(open, label.knownAtMs());
            context.output(ALERTS, IncidentEvent.of(ended).from(scoredEvent.origin()));
            updateState(file, file.withIncident(null));
        }
        context.output(
                ALERTS,
                IncidentEvent.of(label, scoredEvent.atMs(), scoredEvent.parties())
                        .from(scoredEvent.origin()));
    }

    private AccountIncidentState readState() throws Exception {
        AccountIncidentState file = account.value();
        return file == null ? AccountIncidentState.EMPTY : file;
    }

    private void updateState(AccountIncidentState before, AccountIncidentState file) throws Exception {
        if (file.equals(before)) {
            return;
        }
        if (file.equals(AccountIncidentState.EMPTY)) {
            account.clear();
        } else {
            account.update(file);
        }
    }
}
