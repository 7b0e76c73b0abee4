package io.nacre.stream;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.DeadLetter;
import io.nacre.codec.Framing;
import io.nacre.codec.RejectionCode;
import io.nacre.decision.AccountStatus;
import io.nacre.decision.ErasureRequest;
import io.nacre.decision.ListEntry;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.AccountControlEvent.ErasureEvent;
import io.nacre.stream.state.AccountControlState;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts all orders in one sequence, and refuses the erasure of an account that is frozen or blocked. An account's
 * history is spread over all hops, and only orders tell whether it is stopped, so this is decided once, before any hop
 * forgets. A refused erasure becomes a dead letter. One subtask for all accounts.
 */
final class ValidateAccountControls extends ProcessFunction<AccountControlEvent, AccountControlEvent>
        implements CheckpointedFunction {

    private static final Logger LOG = LoggerFactory.getLogger(ValidateAccountControls.class);

    private final AccountControlBootstrap start;
    private transient AccountControlState standing;
    private transient BroadcastState<String, AccountStatus> statuses;
    private transient BroadcastState<String, ListEntry> entries;
    private transient ContractWriter<ErasureRequest> writer;
    private transient Counter refused;
    private transient long nowMs;

    @SuppressWarnings("NullAway.Init") // Flink initialises the operator before the first element.
    ValidateAccountControls(AccountControlBootstrap start) {
        this.start = start;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        statuses = context.getOperatorStateStore().getBroadcastState(AccountControlState.STATUSES);
        entries = context.getOperatorStateStore().getBroadcastState(AccountControlState.ENTRIES);
        standing = new AccountControlState(start.read());
        standing.restore(statuses, entries);
        // Every reader knows this framing, also where the topic has the other one.
        writer = Contract.ERASURE.writer(Framing.SINGLE_OBJECT, "");
        refused = JobMetric.ERASURES_REFUSED.counter(JobMetric.group(getRuntimeContext()));
        nowMs = Long.MIN_VALUE;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // The state holds the orders already.
    }

    @Override
    public void processElement(AccountControlEvent event, Context context, Collector<AccountControlEvent> out)
            throws Exception {
        if (event instanceof ErasureEvent erasure) {
            ErasureRequest request = erasure.request();
            String stop = standing.orders().stop(request.accountId(), request.requestedAtMs());
            if (stop != null) {
                refuse(request, stop, erasure.origin(), context);
                return;
            }
        }
        nowMs = Math.max(nowMs, event.atMs());
        standing.apply(event, statuses, entries, nowMs);
        out.collect(event);
    }

    private void refuse(ErasureRequest erasureRequest, String stop, RecordOrigin origin, Context context) {
        refused.inc();
        // The account is not named: it may be erased later, and logs are not.
        LOG.warn(
                "the erasure at {}-{}@{} is refused: its account {}",
                origin.topic(),
                origin.partition(),
                origin.offset(),
                stop);
        context.output(
                Decode.DEAD_LETTERS,
                DeadLetter.of(
                        origin,
                        writer.write(erasureRequest),
                        RejectionCode.ERASURE_REFUSED,
                        "the account " + stop + "; then order the erasure again"));
    }
}
