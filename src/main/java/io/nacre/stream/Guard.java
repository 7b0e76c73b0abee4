package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountAction;
import io.nacre.decision.AccountStatus;
import io.nacre.decision.Alert;
import io.nacre.decision.Decision;
import io.nacre.decision.Incident;
import io.nacre.decision.Outcome;
import io.nacre.decision.Policy;
import io.nacre.feature.Retention;
import io.nacre.model.Trail;
import io.nacre.payment.Money;
import java.util.EnumMap;
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
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the policy, declines everything on a frozen account, and gathers an account's alerts into one incident. Of
 * state, a transaction reads the account's file and writes its answer; the file is written only where it changes.
 */
final class Guard extends KeyedCoProcessFunction<String, Scored, AccountAction, Decision> {

    static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", TypeInformation.of(Alert.class));

    private final StatusesAtStart start;
    private transient Map<String, AccountStatus> statuses;
    private transient ValueState<AccountFile> account;
    private transient MapState<String, Answer> decided;
    private transient Map<Outcome, Counter> outcomes;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Guard(StatusesAtStart start) {
        this.start = start;
    }

    @Override
    public void open(OpenContext context) {
        statuses = start.read();
        account = getRuntimeContext().getState(new ValueStateDescriptor<>("account", new AccountFileSerializer()));
        decided = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("decided", StringSerializer.INSTANCE, new AnswerSerializer()));
        outcomes = new EnumMap<>(Outcome.class);
        MetricGroup nacre = getRuntimeContext().getMetricGroup().addGroup("nacre");
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, nacre.addGroup("outcome", outcome.name()).counter("decisions"));
        }
    }

    @Override
    public void processElement1(Scored scored, Context context, Collector<Decision> out) throws Exception {
        switch (scored.kind()) {
            case TRANSACTION -> decide(scored, context, out);
            case REPEAT -> out.collect(again(scored, context));
            case LABEL -> learn(scored, context);
            case PROFILE, RECEIPT ->
                throw new IllegalStateException(scored.kind() + " goes no further than its account's layers");
        }
    }

    @Override
    public void processElement2(AccountAction action, Context context, Collector<Decision> out) throws Exception {
        AccountFile file = file();
        keep(file, file.with(status(file, action.accountId()).after(action)));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Decision> out) throws Exception {
        AccountFile before = file();
        AccountFile file = before;
        Alert open = file.incident();
        if (open != null && Incident.isOver(open, timestamp)) {
            context.output(ALERTS, Incident.close(open, timestamp));
            file = file.withIncident(null);
        }
        Forgetting.forget(decided, Answer::atMs, timestamp, context.getCurrentKey());
        if (file.walkMs() <= timestamp) {
            file = file.withWalkMs(AccountFile.NEVER);
        }
        keep(before, file);
    }

    private void decide(Scored scored, Context context, Collector<Decision> out) throws Exception {
        AccountFile before = file();
        Decision decision = decision(scored, status(before, scored.accountId()), context);
        AccountFile file = remember(decision, before, context);
        out.collect(decision);
        if (Incident.concerns(decision)) {
            file = file.withIncident(alert(decision, scored, file.incident(), context));
        }
        keep(before, file);
        requireNonNull(outcomes.get(decision.outcome())).inc();
    }

    private static Decision decision(Scored scored, AccountStatus status, Context context) {
        Trail trail = requireNonNull(scored.trail());
        double score = trail.score();
        Policy.Ruling ruling = Policy.rule(status, scored.atMs(), score, scored.anomaly(), scored.thresholds());
        return new Decision(
                scored.transactionId(),
                scored.accountId(),
                scored.atMs(),
                ruling.outcome(),
                ruling.cause(),
                score,
                trail,
                scored.reasons(),
                scored.anomaly(),
                scored.bundleId(),
                scored.degradedLayers(),
                scored.advice(),
                false,
                context.timerService().currentProcessingTime(),
                scored.origin());
    }

    /** The decision of the first time. */
    private Decision again(Scored scored, Context context) throws Exception {
        Answer first = decided.get(scored.transactionId());
        if (first == null) {
            throw new IllegalStateException("a repeated transaction was never decided: " + scored.transactionId());
        }
        return first.again(scored, context.timerService().currentProcessingTime());
    }

    /** One timer for each account and walk at most: what is to be forgotten earlier, a later walk forgets as well. */
    private AccountFile remember(Decision decision, AccountFile file, Context context) throws Exception {
        decided.put(decision.transactionId(), Answer.of(decision));
        long walkMs = Forgetting.walkMs(decision.atMs(), context.getCurrentKey());
        if (walkMs <= file.walkMs()) {
            return file;
        }
        context.timerService().registerEventTimeTimer(walkMs);
        return file.withWalkMs(walkMs);
    }

    private static Alert alert(Decision decision, Scored scored, @Nullable Alert incident, Context context) {
        Alert open = incident;
        if (open != null && Incident.isOver(open, decision.atMs())) {
            context.output(ALERTS, Incident.close(open, decision.atMs()));
            open = null;
        }
        Money amount = requireNonNull(scored.amount());
        Alert alert = open == null ? Incident.open(decision, amount) : Incident.grow(open, decision, amount);
        context.timerService().registerEventTimeTimer(Retention.endOfDayMs(alert.updatedAtMs() + Incident.IDLE_MS));
        context.output(ALERTS, alert);
        return alert;
    }

    /** A label ends the incident it answers. */
    private void learn(Scored label, Context context) throws Exception {
        AccountFile file = file();
        Alert open = file.incident();
        if (open != null && label.atMs() >= open.openedAtMs()) {
            context.output(ALERTS, Incident.close(open, label.knownAtMs()));
            keep(file, file.withIncident(null));
        }
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

    /** The newer of what this task has learned and what was ordered before it started. */
    private AccountStatus status(AccountFile file, String accountId) {
        AccountStatus ordered = statuses.getOrDefault(accountId, AccountStatus.ACTIVE);
        return ordered.version() > file.status().version() ? ordered : file.status();
    }
}
