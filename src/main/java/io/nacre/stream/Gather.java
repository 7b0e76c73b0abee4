package io.nacre.stream;

import io.nacre.decision.Alert;
import io.nacre.decision.Burst;
import io.nacre.decision.Common;
import io.nacre.decision.Incident;
import io.nacre.decision.Parties;
import io.nacre.payment.Origin;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes one incident of what many accounts have in common: their alerts go on, each marked as a part of it, and it has
 * alerts of its own.
 */
final class Gather extends KeyedProcessFunction<String, Suspicion, Suspicion> {

    /** Timers are rounded up to it, so that a burst has a few and not thousands. */
    private static final long TIMERS_MS = 10 * 60 * 1_000;

    private final Common common;
    private transient ValueState<Burst> burst;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Gather(Common common) {
        this.common = common;
    }

    /** What alerts are gathered by; those that have nothing in common with others go by their account. */
    static String keyOf(Suspicion suspicion, Common common) {
        String name = common.name(suspicion.parties());
        return name == null ? "ACCOUNT " + suspicion.alert().accountId() : name;
    }

    @Override
    public void open(OpenContext context) {
        burst = getRuntimeContext().getState(new ValueStateDescriptor<>("burst", TypeInformation.of(Burst.class)));
    }

    @Override
    public void processElement(Suspicion suspicion, Context context, Collector<Suspicion> out) throws Exception {
        Alert alert = suspicion.alert();
        String name = common.name(suspicion.parties());
        if (name == null || alert.status() == Alert.Status.CLOSED || alert.entity() != null || alert.partOf() != null) {
            out.collect(suspicion);
            return;
        }
        Burst before = ended(known(), alert.updatedAtMs(), suspicion.origin(), out);
        Burst after = before.with(alert, name, common.accounts());
        burst.update(after);
        long endMs = alert.updatedAtMs() + Burst.WINDOW_MS;
        context.timerService().registerEventTimeTimer((endMs / TIMERS_MS + 1) * TIMERS_MS);
        Alert shared = after.incident();
        if (shared == null) {
            out.collect(suspicion);
            return;
        }
        if (Incident.isSaid(before.incident(), shared)) {
            out.collect(new Suspicion(shared, Parties.NONE, suspicion.origin()));
        }
        out.collect(new Suspicion(alert.asPartOf(shared.incidentId()), suspicion.parties(), suspicion.origin()));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Suspicion> out) throws Exception {
        Burst before = known();
        Burst after = ended(before, timestamp, null, out);
        if (after.incident() == null && after.isSilent(timestamp)) {
            burst.clear();
        } else if (!after.equals(before)) {
            burst.update(after);
        }
    }

    private Burst known() throws Exception {
        Burst known = burst.value();
        return known == null ? Burst.NONE : known;
    }

    private static Burst ended(Burst burst, long nowMs, @Nullable Origin cause, Collector<Suspicion> out) {
        Alert incident = burst.incident();
        if (incident == null || !burst.isOver(nowMs)) {
            return burst;
        }
        out.collect(new Suspicion(Incident.close(incident, nowMs), Parties.NONE, cause));
        return new Burst(null, burst.accounts(), burst.atMs());
    }
}
