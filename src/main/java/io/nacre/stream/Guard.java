package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountAction;
import io.nacre.decision.AccountAction.Scope;
import io.nacre.decision.AccountControls;
import io.nacre.decision.ActiveAccountEstimator;
import io.nacre.decision.Alert;
import io.nacre.decision.AutoFreezePolicy;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.Exploration;
import io.nacre.decision.IncidentRules;
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
final class Guard extends KeyedBroadcastProcessFunction<String, Scored, Order, Decision> {

    static final OutputTag<Suspicion> ALERTS = new OutputTag<>("alerts", TypeInformation.of(Suspicion.class));
    static final OutputTag<Sourced<Example>> EXAMPLES = new OutputTag<>("handled", Score.EXAMPLE);
    static final OutputTag<HoldCall> HOLDS = new OutputTag<>("holds", TypeInformation.of(HoldCall.class));

    private static final String FINGERPRINT = Layers.fingerprint();

    private final OrdersAtStart start;
    private final @Nullable AutoFreezePolicy autoFreezePolicy;
    private final Exploration exploration;
    private final ExchangeRates rates;
    private transient StandingOrders standing;
    private transient AccountControls accountControls;
    private transient ActiveAccountEstimator paying;
    private transient @Nullable PendingAutoFreezes pending;
    private transient ValueState<AccountFile> account;
    private transient MapState<String, Answer> decided;
    private transient Map<Outcome, Counter> outcomes;
    private transient Counter superseded;
    private transient Counter unanswered;
    private transient Counter unvalued;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Guard(
            OrdersAtStart start,
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
        standing = new StandingOrders(start.read());
        accountControls = standing.orders();
        paying = new ActiveAccountEstimator();
        pending = autoFreezePolicy == null ? null : new PendingAutoFreezes(autoFreezePolicy);
        account = getRuntimeContext().getState(new ValueStateDescriptor<>("account", new AccountFileSerializer()));
        decided = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("decided", StringSerializer.INSTANCE, new AnswerSerializer()));
        outcomes = new EnumMap<>(Outcome.class);
        MetricGroup nacre = getRuntimeContext().getMetricGroup().addGroup("nacre");
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, nacre.addGroup("outcome", outcome.name()).counter("decisions"));
        }
        superseded = nacre.counter("orders_superseded");
        unanswered = nacre.counter("repeats_of_erased");
        unvalued = nacre.counter("amounts_without_rate");
    }

    @Override
    public void processElement(Scored scored, ReadOnlyContext context, Collector<Decision> out) throws Exception {
        standing.recall(
                context.getBroadcastState(StandingOrders.STATUSES), context.getBroadcastState(StandingOrders.ENTRIES));
        switch (scored.kind()) {
            case TRANSACTION -> decide(scored, context, out);
            case REPEAT -> again(scored, false, context, out);
            case CONFLICT -> again(scored, true, context, out);
            case LABEL -> learn(scored, context);
            case ERASURE -> erase(scored, context);
            case PROFILE, RECEIPT ->
                throw new IllegalStateException(scored.kind() + " goes no further than its account's layers");
        }
    }

    @Override
    public void processBroadcastElement(Order order, Context context, Collector<Decision> out) throws Exception {
        boolean news = standing.take(
                order,
                context.getBroadcastState(StandingOrders.STATUSES),
                context.getBroadcastState(StandingOrders.ENTRIES),
                context.currentWatermark());
        if (!news) {
            superseded.inc();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Decision> out) throws Exception {
        AccountFile before = file();
        AccountFile file = before;
        Alert open = file.incident();
        if (open != null && IncidentRules.isOver(open, timestamp)) {
            context.output(ALERTS, Suspicion.of(IncidentRules.close(open, timestamp)));
            file = file.withIncident(null);
        }
        Forgetting.forget(decided, Answer::atMs, timestamp, context.getCurrentKey());
        if (file.walkMs() <= timestamp) {
            file = file.withWalkMs(AccountFile.NEVER);
        }
        keep(before, file);
    }

    private void decide(Scored scored, ReadOnlyContext context, Collector<Decision> out) throws Exception {
        AccountFile before = file();
        Policy.PolicyResult policyResult =
                Policy.rule(payment(scored, requireNonNull(scored.trail()).score()));
        Decision decision = decision(scored, policyResult, context);
        AccountFile file = remember(decision, before, context);
        out.collect(decision);
        Example handled = Example.of(decision, policyResult, FINGERPRINT);
        if (handled != null) {
            context.output(EXAMPLES, new Sourced<>(handled, decision.origin()));
        }
        if (IncidentRules.concerns(decision)) {
            file = file.withIncident(alert(decision, scored, file.incident(), context));
        }
        keep(before, file);
        if (autoFreezePolicy != null && pending != null) {
            hold(decision, scored.parties(), autoFreezePolicy, pending, context);
        }
        requireNonNull(outcomes.get(decision.outcome())).inc();
    }

    private static Decision decision(Scored scored, Policy.PolicyResult policyResult, ReadOnlyContext context) {
        Trail trail = requireNonNull(scored.trail());
        return new Decision(
                scored.transactionId(),
                scored.accountId(),
                scored.atMs(),
                policyResult.outcome(),
                policyResult.cause(),
                policyResult.grounds(),
                trail.score(),
                trail,
                scored.reasons(),
                scored.anomaly(),
                scored.bundleId(),
                scored.degradedLayers(),
                scored.advice(),
                false,
                now(context),
                scored.origin());
    }

    /** Freezes and entries end by the payment's event time, which is of no use to whoever sets it ahead. */
    private PolicyInput payment(Scored scored, double score) {
        RelatedEntities relatedEntities = scored.parties();
        long atMs = scored.origin().notAhead(scored.atMs());
        return new PolicyInput(
                scored.transactionId(),
                freeze(scored.accountId(), atMs),
                accountControls.freeze(relatedEntities.counterpartyId(), Scope.INCOMING, atMs),
                accountControls.listing(scored.accountId(), relatedEntities, atMs),
                scored.advice().rules(),
                score,
                scored.anomaly(),
                scored.thresholds(),
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
        paying.add(decision.accountId(), decision.origin().notAhead(decision.atMs()));
        AccountAction hold = called.called(decision, accountControls.status(decision.accountId()));
        if (hold != null) {
            int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
            long accounts = paying.accounts() * tasks;
            List<String> common = SharedEntity.names(relatedEntities);
            taken.register(hold, common, accounts);
            context.output(HOLDS, new HoldCall(hold, common, accounts, decision.origin()));
        }
    }

    /** The decision of the first time; none where its account was erased while the repeat was under way. */
    private void again(Scored scored, boolean disputed, ReadOnlyContext context, Collector<Decision> out)
            throws Exception {
        Answer first = decided.get(scored.transactionId());
        if (first == null) {
            unanswered.inc();
        } else {
            Answer answer = disputed ? first.disputed() : first;
            out.collect(answer.again(scored, now(context)));
        }
    }

    private static long now(ReadOnlyContext context) {
        return context.timerService().currentProcessingTime();
    }

    /** What is newer than the order stays: a repeat of it is still one. */
    private void erase(Scored order, ReadOnlyContext context) throws Exception {
        Alert open = file().incident();
        account.clear();
        Forgetting.cancel(order.atMs(), context.timerService());
        AccountFile rest = AccountFile.EMPTY;
        for (Answer answer :
                Forgetting.erase(decided, Answer::atMs, order.atMs()).values()) {
            rest = walk(rest, answer.atMs(), context);
        }
        if (open != null && open.openedAtMs() > order.atMs()) {
            rest = rest.withIncident(open);
            endIdle(open, context);
        }
        keep(AccountFile.EMPTY, rest);
    }

    /** One timer for each account and walk at most: what is to be forgotten earlier, a later walk forgets as well. */
    private AccountFile remember(Decision decision, AccountFile file, ReadOnlyContext context) throws Exception {
        decided.put(decision.transactionId(), Answer.of(decision));
        return walk(file, decision.atMs(), context);
    }

    private static AccountFile walk(AccountFile file, long atMs, ReadOnlyContext context) {
        long walkMs = Forgetting.walkMs(atMs, context.getCurrentKey());
        if (walkMs <= file.walkMs()) {
            return file;
        }
        context.timerService().registerEventTimeTimer(walkMs);
        return file.withWalkMs(walkMs);
    }

    private Alert alert(Decision decision, Scored scored, @Nullable Alert incident, ReadOnlyContext context) {
        Alert open = incident;
        if (open != null && IncidentRules.isOver(open, decision.atMs())) {
            context.output(
                    ALERTS,
                    Suspicion.of(IncidentRules.close(open, decision.atMs())).from(decision.origin()));
            open = null;
        }
        Money amount = requireNonNull(scored.amount());
        if (Double.isNaN(rates.convert(amount))) {
            unvalued.inc();
        }
        Alert alert = open == null
                ? IncidentRules.open(decision, amount, rates)
                : IncidentRules.addTransaction(open, decision, amount, rates);
        endIdle(alert, context);
        if (IncidentRules.isEmitted(open, alert)) {
            context.output(ALERTS, Suspicion.of(alert, scored.parties()).from(decision.origin()));
        }
        return alert;
    }

    private static void endIdle(Alert alert, ReadOnlyContext context) {
        context.timerService()
                .registerEventTimeTimer(
                        Retention.endOfDayMs(SaturatingTime.plus(alert.updatedAtMs(), IncidentRules.IDLE_MS)));
    }

    /** A label ends the incident it answers, and may end one of many accounts. */
    private void learn(Scored scored, ReadOnlyContext context) throws Exception {
        Label label = requireNonNull(scored.label());
        AccountFile file = file();
        Alert open = file.incident();
        if (open != null && scored.atMs() >= open.openedAtMs()) {
            Alert ended = IncidentRules.close(open, label.knownAtMs());
            context.output(ALERTS, Suspicion.of(ended).from(scored.origin()));
            keep(file, file.withIncident(null));
        }
        context.output(
                ALERTS, Suspicion.of(label, scored.atMs(), scored.parties()).from(scored.origin()));
    }

    private AccountFile file() throws Exception {
        AccountFile file = account.value();
        return file == null ? AccountFile.EMPTY : file;
    }

    private void keep(AccountFile before, AccountFile file) throws Exception {
        if (file.equals(before)) {
            return;
        }
        if (file.equals(AccountFile.EMPTY)) {
            account.clear();
        } else {
            account.update(file);
        }
    }
}
