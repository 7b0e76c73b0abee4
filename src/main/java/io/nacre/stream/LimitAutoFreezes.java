package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.decision.control.AutoFreezeQuota;
import io.nacre.decision.control.AutoFreezeQuota.QuotaResult;
import io.nacre.stream.event.AutoFreezeRequest;
import io.nacre.stream.event.WithOrigin;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import io.nacre.stream.state.StateFormat;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Issues the automatic freezes that decisions request, within the limit. The limit applies to all accounts together, so
 * one subtask handles all of them. Freezes are published to the topic of account actions, like actions of people, and
 * {@link Decide} reads them from there.
 */
final class LimitAutoFreezes extends KeyedProcessFunction<Byte, AutoFreezeRequest, WithOrigin<AccountAction>> {

    private final AutoFreezePolicy autoFreezePolicy;
    private transient ValueState<AutoFreezeQuota> quota;
    private transient Map<QuotaResult, Counter> results;
    private transient StageTimer stageTimer;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    LimitAutoFreezes(AutoFreezePolicy autoFreezePolicy) {
        this.autoFreezePolicy = autoFreezePolicy;
    }

    @Override
    public void open(OpenContext context) {
        quota = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("count", StateFormat.AUTO_FREEZE_QUOTA.serializer()));
        results = new EnumMap<>(QuotaResult.class);
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        stageTimer = new StageTimer(nacre);
        for (QuotaResult quotaResult : QuotaResult.values()) {
            results.put(quotaResult, JobMetric.AUTO_FREEZES.counter(nacre, quotaResult));
        }
    }

    @Override
    public void processElement(AutoFreezeRequest request, Context context, Collector<WithOrigin<AccountAction>> out)
            throws Exception {
        stageTimer.start();
        limit(request, context, out);
        stageTimer.stop();
    }

    private void limit(AutoFreezeRequest request, Context context, Collector<WithOrigin<AccountAction>> out)
            throws Exception {
        AutoFreezeQuota stored = quota.value();
        AutoFreezeQuota now = (stored == null ? AutoFreezeQuota.NONE : stored).at(request.freeze());
        QuotaResult quotaResult =
                now.check(request.freeze(), request.sharedEntities(), request.payingAccounts(), autoFreezePolicy);
        requireNonNull(results.get(quotaResult)).inc();
        if (quotaResult == QuotaResult.ISSUED) {
            quota.update(now.with(request.freeze(), request.sharedEntities()));
            context.timerService().registerEventTimeTimer(now.endMs());
            out.collect(new WithOrigin<>(request.freeze(), request.origin()));
        }
    }

    /** Clears the quota when its hour has ended. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WithOrigin<AccountAction>> out)
            throws Exception {
        AutoFreezeQuota stored = quota.value();
        if (stored != null && stored.endMs() <= timestamp) {
            quota.clear();
        }
    }
}
