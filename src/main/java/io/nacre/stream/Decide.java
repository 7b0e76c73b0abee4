package io.nacre.stream;

import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.Exploration;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.payment.ExchangeRates;
import io.nacre.stream.decide.AccountErasure;
import io.nacre.stream.decide.AccountIncidents;
import io.nacre.stream.decide.AccountStateStore;
import io.nacre.stream.decide.AutoFreezer;
import io.nacre.stream.decide.DecisionStore;
import io.nacre.stream.decide.PolicyEvaluator;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.AutoFreezeRequest;
import io.nacre.stream.event.EventTypeInfo;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoredEvent.DuplicateTransaction;
import io.nacre.stream.event.ScoredEvent.ErasedAccount;
import io.nacre.stream.event.ScoredEvent.LabelEvent;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import io.nacre.stream.event.WithOrigin;
import io.nacre.stream.metrics.DecisionMetrics;
import io.nacre.stream.metrics.IncidentCounters;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import io.nacre.stream.state.AccountControlState;
import io.nacre.stream.state.AccountIncidentState;
import io.nacre.stream.state.AccountIncidentStateSerializer;
import io.nacre.stream.state.StoredDecisionSerializer;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
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
 * Decides on every transaction. The classes in {@code stream.decide} do the work; this operator gives them its state
 * and emits their results. A transaction reads the account's state and stores its decision. The account's state is
 * written only if it changes.
 *
 * <p>Freezes and lists are broadcast to every subtask, because a transaction is checked against the payee, the device
 * and the IP address as well.
 */
final class Decide extends KeyedBroadcastProcessFunction<String, ScoredEvent, AccountControlEvent, Decision> {

    static final OutputTag<IncidentEvent> ALERTS = new OutputTag<>("alerts", EventTypeInfo.INCIDENT);
    static final OutputTag<WithOrigin<Example>> EXAMPLES = new OutputTag<>("examples", Score.EXAMPLE);
    static final OutputTag<AutoFreezeRequest> AUTO_FREEZES =
            new OutputTag<>("auto-freezes", TypeInformation.of(AutoFreezeRequest.class));

    private final AccountControlBootstrap bootstrap;
    private final @Nullable AutoFreezePolicy autoFreezePolicy;
    private final Exploration exploration;
    private final ExchangeRates rates;
    private transient AccountControlState controls;
    private transient PolicyEvaluator policy;
    private transient AutoFreezer autoFreezer;
    private transient AccountIncidents incidents;
    private transient DecisionStore decisions;
    private transient AccountStateStore account;
    private transient AccountErasure erasure;
    private transient DecisionMetrics metrics;
    private transient StageTimer stageTimer;
    private transient Counter superseded;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Decide(
            AccountControlBootstrap bootstrap,
            @Nullable AutoFreezePolicy autoFreezePolicy,
            Exploration exploration,
            ExchangeRates rates) {
        this.bootstrap = bootstrap;
        this.autoFreezePolicy = autoFreezePolicy;
        this.exploration = exploration;
        this.rates = rates;
    }

    @Override
    public void open(OpenContext context) {
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        controls = new AccountControlState(bootstrap.read());
        autoFreezer = new AutoFreezer(
                autoFreezePolicy,
                controls.controls(),
                getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
        policy = new PolicyEvaluator(controls.controls(), autoFreezer, exploration);
        account = new AccountStateStore(getRuntimeContext()
                .getState(new ValueStateDescriptor<>("account", new AccountIncidentStateSerializer())));
        decisions = new DecisionStore(
                getRuntimeContext()
                        .getMapState(new MapStateDescriptor<>(
                                "decided", StringSerializer.INSTANCE, new StoredDecisionSerializer())),
                JobMetric.DUPLICATES_OF_ERASED.counter(nacre));
        incidents = new AccountIncidents(
                rates, JobMetric.AMOUNTS_WITHOUT_RATE.counter(nacre), IncidentCounters.ofAccounts(nacre)::count);
        erasure = new AccountErasure(account, decisions, incidents);
        metrics = new DecisionMetrics(nacre);
        stageTimer = new StageTimer(nacre);
        superseded = JobMetric.CONTROL_EVENTS_STALE.counter(nacre);
    }

    @Override
    public void processElement(ScoredEvent event, ReadOnlyContext context, Collector<Decision> out) throws Exception {
        stageTimer.start();
        controls.restore(
                context.getBroadcastState(AccountControlState.STATUSES),
                context.getBroadcastState(AccountControlState.ENTRIES));
        if (event instanceof ScoredTransaction transaction) {
            decide(transaction, context, out);
        } else if (event instanceof DuplicateTransaction duplicate) {
            Decision answer = decisions.decisionFor(duplicate, nowMs(context));
            if (answer != null) {
                out.collect(answer);
            }
        } else if (event instanceof LabelEvent label) {
            AccountIncidentState before = account.read();
            account.update(before, incidents.applyLabel(before, label, toAlerts(context)));
        } else {
            ErasedAccount erased = (ErasedAccount) event;
            erasure.erase(erased.accountId(), erased.atMs(), context.timerService());
        }
        stageTimer.stop();
    }

    @Override
    public void processBroadcastElement(AccountControlEvent control, Context context, Collector<Decision> out)
            throws Exception {
        boolean changed = controls.apply(
                control,
                context.getBroadcastState(AccountControlState.STATUSES),
                context.getBroadcastState(AccountControlState.ENTRIES),
                context.currentWatermark());
        if (!changed) {
            superseded.inc();
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Decision> out) throws Exception {
        AccountIncidentState before = account.read();
        AccountIncidentState after = incidents.closeIdle(before, timestamp, toAlerts(context));
        account.update(before, decisions.sweep(after, context.getCurrentKey(), timestamp));
    }

    private void decide(ScoredTransaction event, ReadOnlyContext context, Collector<Decision> out) throws Exception {
        AccountIncidentState before = account.read();
        PolicyEvaluator.Evaluation evaluation = policy.evaluate(event, nowMs(context));
        Decision decision = evaluation.decision();
        AccountIncidentState after = decisions.add(decision, before, context.timerService());
        out.collect(decision);
        Example example = evaluation.example();
        if (example != null) {
            context.output(EXAMPLES, new WithOrigin<>(example, decision.origin()));
        }
        after = incidents.add(after, decision, event, context.timerService(), toAlerts(context));
        account.update(before, after);
        AutoFreezeRequest freeze = autoFreezer.request(decision, event.parties());
        if (freeze != null) {
            context.output(AUTO_FREEZES, freeze);
        }
        metrics.count(decision);
    }

    private static Consumer<IncidentEvent> toAlerts(ReadOnlyContext context) {
        return event -> context.output(ALERTS, event);
    }

    private static long nowMs(ReadOnlyContext context) {
        return context.timerService().currentProcessingTime();
    }
}
