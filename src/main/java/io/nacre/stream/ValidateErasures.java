package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.AccountControlEvent.ActionEvent;
import io.nacre.stream.event.AccountControlEvent.ErasureEvent;
import io.nacre.stream.metrics.FrozenAccountsGauge;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import io.nacre.stream.state.AccountControlState;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Merges account actions, list entries and erasures into one sequence for all operators. Rejects the erasure of an
 * account that is frozen or blocked; the rejected erasure becomes a dead letter. Only this operator can decide that for
 * all operators: the account's history is spread over them, and only account controls show a freeze or block. It does
 * so before any operator erases state. One subtask handles all accounts.
 */
final class ValidateErasures extends ProcessFunction<AccountControlEvent, AccountControlEvent>
        implements CheckpointedFunction {

    private static final Logger LOG = LoggerFactory.getLogger(ValidateErasures.class);

    private final AccountControlBootstrap start;
    private transient AccountControlState controlState;
    private transient BroadcastState<String, AccountStatus> statuses;
    private transient BroadcastState<String, ListEntry> entries;
    private transient ContractWriter<ErasureRequest> writer;
    private transient Counter rejected;
    private transient Map<AccountAction.Type, Map<ActorType, Counter>> actions;
    private transient FrozenAccountsGauge frozen;
    private transient StageTimer stageTimer;
    private transient long nowMs;

    @SuppressWarnings("NullAway.Init") // Flink initializes the operator before the first element.
    ValidateErasures(AccountControlBootstrap start) {
        this.start = start;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        statuses = context.getOperatorStateStore().getBroadcastState(AccountControlState.STATUSES);
        entries = context.getOperatorStateStore().getBroadcastState(AccountControlState.ENTRIES);
        controlState = new AccountControlState(start.read());
        controlState.restore(statuses, entries);
        // Every reader accepts this framing, also if the topic uses the other one.
        writer = Contract.ERASURE.writer(Framing.SINGLE_OBJECT, "");
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        rejected = JobMetric.ERASURES_REFUSED.counter(nacre);
        actions = actions(nacre);
        stageTimer = new StageTimer(nacre);
        frozen = new FrozenAccountsGauge(System::currentTimeMillis);
        controlState.controls().forEachStatus(frozen::update);
        JobMetric.ACCOUNTS_FROZEN.gauge(nacre, frozen);
        nowMs = Long.MIN_VALUE;
    }

    private static Map<AccountAction.Type, Map<ActorType, Counter>> actions(MetricGroup nacre) {
        Map<AccountAction.Type, Map<ActorType, Counter>> actions = new EnumMap<>(AccountAction.Type.class);
        for (AccountAction.Type type : AccountAction.Type.values()) {
            Map<ActorType, Counter> actors = new EnumMap<>(ActorType.class);
            for (ActorType actorType : ActorType.values()) {
                actors.put(actorType, JobMetric.ACCOUNT_ACTIONS.counter(nacre, type, actorType));
            }
            actions.put(type, actors);
        }
        return actions;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // The state already contains the account controls.
    }

    @Override
    public void processElement(AccountControlEvent event, Context context, Collector<AccountControlEvent> out)
            throws Exception {
        stageTimer.start();
        validate(event, context, out);
        stageTimer.stop();
    }

    private void validate(AccountControlEvent event, Context context, Collector<AccountControlEvent> out)
            throws Exception {
        if (event instanceof ErasureEvent erasure) {
            ErasureRequest request = erasure.request();
            String reason =
                    controlState.controls().erasureRejectionReason(request.accountId(), request.requestedAtMs());
            if (reason != null) {
                reject(request, reason, erasure.origin(), context);
                return;
            }
        }
        nowMs = Math.max(nowMs, event.atMs());
        boolean changed = controlState.apply(event, statuses, entries, nowMs);
        if (event instanceof ActionEvent action) {
            updateFrozen(action.action().accountId());
            if (changed) {
                count(action.action());
            }
        } else if (event instanceof ErasureEvent erasure) {
            updateFrozen(erasure.request().accountId());
        }
        out.collect(event);
    }

    private void updateFrozen(String accountId) {
        frozen.update(accountId, controlState.controls().status(accountId));
    }

    private void count(AccountAction action) {
        requireNonNull(requireNonNull(actions.get(action.type())).get(action.actorType()))
                .inc();
    }

    private void reject(ErasureRequest erasureRequest, String reason, RecordOrigin origin, Context context) {
        rejected.inc();
        // The log does not name the account: it may be erased later, but logs are not.
        LOG.warn(
                "the erasure at {}-{}@{} is rejected: the account {}",
                origin.topic(),
                origin.partition(),
                origin.offset(),
                reason);
        context.output(
                Decode.DEAD_LETTERS,
                DeadLetter.of(
                        origin,
                        writer.write(erasureRequest),
                        RejectionCode.ERASURE_REFUSED,
                        "the account " + reason + ", then request the erasure again"));
    }
}
