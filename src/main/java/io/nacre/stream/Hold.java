package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountAction;
import io.nacre.decision.HoldCount;
import io.nacre.decision.HoldCount.Ruling;
import io.nacre.decision.Holds;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Orders the holds that decisions call for, no more than the limit allows: one task for all accounts, for the limit is
 * one for all. What it orders goes to the topic of actions, where people's orders lie, and the guard learns of it
 * there.
 */
final class Hold extends KeyedProcessFunction<Byte, HoldCall, Sourced<AccountAction>> {

    private final Holds holds;
    private transient ValueState<HoldCount> count;
    private transient Map<Ruling, Counter> rulings;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Hold(Holds holds) {
        this.holds = holds;
    }

    @Override
    public void open(OpenContext context) {
        count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", TypeInformation.of(HoldCount.class)));
        rulings = new EnumMap<>(Ruling.class);
        MetricGroup nacre = getRuntimeContext().getMetricGroup().addGroup("nacre");
        for (Ruling ruling : Ruling.values()) {
            rulings.put(ruling, nacre.addGroup("ruling", ruling.name()).counter("holds"));
        }
    }

    @Override
    public void processElement(HoldCall call, Context context, Collector<Sourced<AccountAction>> out) throws Exception {
        HoldCount known = count.value();
        HoldCount now = (known == null ? HoldCount.NONE : known).at(call.hold());
        Ruling ruling = now.rule(call.hold(), call.common(), call.paying(), holds);
        requireNonNull(rulings.get(ruling)).inc();
        if (ruling == Ruling.ORDERED) {
            count.update(now.with(call.hold(), call.common()));
            context.timerService().registerEventTimeTimer(now.endMs());
            out.collect(new Sourced<>(call.hold(), call.origin()));
        }
    }

    /** An hour that is over limits nothing any more. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Sourced<AccountAction>> out)
            throws Exception {
        HoldCount known = count.value();
        if (known != null && known.endMs() <= timestamp) {
            count.clear();
        }
    }
}
