package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountAction;
import io.nacre.decision.AccountStatus;
import io.nacre.decision.Alert;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.Incident;
import io.nacre.decision.Outcome;
import io.nacre.decision.Policy;
import io.nacre.feature.Enriched;
import io.nacre.feature.Layers;
import io.nacre.feature.Retention;
import io.nacre.model.Trail;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decides by the policy, declines everything on a frozen account, and gathers an account's alerts into one incident.
 */
final class Guard extends KeyedCoProcessFunction<String, Scored, AccountAction, Decision> {

    static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", TypeInformation.of(Alert.class));
    static final OutputTag<Example> EXAMPLES = new OutputTag<>("examples", TypeInformation.of(Example.class));

    private static final String FINGERPRINT = Layers.fingerprint();

    private final StatusesAtStart start;
    private transient Map<String, AccountStatus> statuses;
    private transient ValueState<AccountStatus> status;
    private transient ValueState<Alert> incident;
    private transient MapState<String, Decision> decided;
    private transient Map<Outcome, Counter> outcomes;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Guard(StatusesAtStart start) {
        this.start = start;
    }

    @Override
    public void open(OpenContext context) {
        statuses = start.read();
        status = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("status", TypeInformation.of(AccountStatus.class)));
        incident =
                getRuntimeContext().getState(new ValueStateDescriptor<>("incident", TypeInformation.of(Alert.class)));
        decided = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("decided", Types.STRING, TypeInformation.of(Decision.class)));
        outcomes = new EnumMap<>(Outcome.class);
        MetricGroup nacre = getRuntimeContext().getMetricGroup().addGroup("nacre");
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, nacre.addGroup("outcome", outcome.name()).counter("decisions"));
        }
    }

    @Override
    public void processElement1(Scored scored, Context context, Collector<Decision> out) throws Exception {
        Enriched enriched = scored.enriched();
        switch (enriched.kind()) {
            case TRANSACTION -> decide(scored, requireNonNull(enriched.transaction()), context, out);
            case REPEAT -> out.collect(again(scored, requireNonNull(enriched.transaction()), context));
            case LABEL -> learn(enriched, requireNonNull(enriched.label()), context);
            case PROFILE -> throw new IllegalStateException("a profile goes no further than its account's layers");
        }
    }

    @Override
    public void processElement2(AccountAction action, Context context, Collector<Decision> out) throws Exception {
        status.update(status(action.accountId()).after(action));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Decision> out) throws Exception {
        Alert open = incident.value();
        if (open != null && Incident.isOver(open, timestamp)) {
            context.output(ALERTS, Incident.close(open, timestamp));
            incident.clear();
        }
        Forgetting.forget(decided, Decision::atMs, timestamp, context.getCurrentKey());
    }

    private void decide(Scored scored, Transaction transaction, Context context, Collector<Decision> out)
            throws Exception {
        Trail trail = requireNonNull(scored.trail());
        Policy.Ruling ruling = Policy.rule(
                status(transaction.accountId()),
                transaction.atMs(),
                trail.score(),
                scored.anomaly(),
                scored.thresholds());
        Decision decision = new Decision(
                transaction.id(),
                transaction.accountId(),
                transaction.atMs(),
                ruling.outcome(),
                ruling.cause(),
                trail.score(),
                trail,
                scored.reasons(),
                scored.anomaly(),
                scored.bundleId(),
                scored.degradedLayers(),
                false,
                context.timerService().currentProcessingTime(),
                scored.enriched().origin());
        remember(decision, context);
        out.collect(decision);
        context.output(EXAMPLES, example(decision, scored.enriched().vector().values()));
        if (Incident.concerns(decision)) {
            alert(decision, transaction, context);
        }
        requireNonNull(outcomes.get(ruling.outcome())).inc();
    }

    /** The decision of the first time, so that a platform that asks twice hears no two answers. */
    private Decision again(Scored scored, Transaction transaction, Context context) throws Exception {
        Decision first = decided.get(transaction.id());
        if (first == null) {
            throw new IllegalStateException("a repeated transaction was never decided: " + transaction.id());
        }
        return new Decision(
                first.transactionId(),
                first.accountId(),
                first.atMs(),
                first.outcome(),
                first.cause(),
                first.score(),
                first.trail(),
                first.reasons(),
                first.anomaly(),
                first.bundleId(),
                first.degradedLayers(),
                true,
                context.timerService().currentProcessingTime(),
                scored.enriched().origin());
    }

    private void remember(Decision decision, Context context) throws Exception {
        decided.put(decision.transactionId(), decision);
        context.timerService().registerEventTimeTimer(Forgetting.walkMs(decision.atMs(), context.getCurrentKey()));
    }

    private void alert(Decision decision, Transaction transaction, Context context) throws Exception {
        Alert open = incident.value();
        if (open != null && Incident.isOver(open, decision.atMs())) {
            context.output(ALERTS, Incident.close(open, decision.atMs()));
            open = null;
        }
        Alert alert = open == null
                ? Incident.open(decision, transaction.amount())
                : Incident.grow(open, decision, transaction.amount());
        incident.update(alert);
        context.timerService().registerEventTimeTimer(Retention.endOfDayMs(alert.updatedAtMs() + Incident.IDLE_MS));
        context.output(ALERTS, alert);
    }

    /** A label completes the example, and ends the incident it answers. */
    private void learn(Enriched enriched, Label label, Context context) throws Exception {
        context.output(
                EXAMPLES,
                new Example(
                        label.transactionId(),
                        label.accountId(),
                        enriched.keys().atMs(),
                        FINGERPRINT,
                        null,
                        null,
                        label));
        Alert open = incident.value();
        if (open != null && enriched.keys().atMs() >= open.openedAtMs()) {
            context.output(ALERTS, Incident.close(open, label.knownAtMs()));
            incident.clear();
        }
    }

    /** The newer of what this task has learned and what was ordered before it started. */
    private AccountStatus status(String accountId) throws Exception {
        AccountStatus stored = status.value();
        AccountStatus learned = stored == null ? AccountStatus.ACTIVE : stored;
        AccountStatus ordered = statuses.getOrDefault(accountId, AccountStatus.ACTIVE);
        return ordered.version() > learned.version() ? ordered : learned;
    }

    private static Example example(Decision decision, float[] vector) {
        return new Example(
                decision.transactionId(),
                decision.accountId(),
                decision.atMs(),
                FINGERPRINT,
                vector,
                decision.score(),
                null);
    }
}
