package io.nacre.stream;

import io.nacre.decision.Alert;
import io.nacre.decision.ErasureRequest;
import io.nacre.decision.IncidentRules;
import io.nacre.decision.SharedEntity;
import io.nacre.decision.SharedIncident;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SaturatingTime;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes one incident of what many accounts have in common: their alerts go on, each marked as a part of it, and it has
 * alerts of its own, until verdicts or age end it.
 */
final class Gather extends KeyedBroadcastProcessFunction<String, Suspicion, ErasureRequest, Suspicion> {

    /** Timers are rounded up to it, so that a burst has a few and not thousands. */
    private static final long TIMERS_MS = 10 * 60 * 1_000;

    private static final ValueStateDescriptor<SharedIncident> BURST =
            new ValueStateDescriptor<>("burst", TypeInformation.of(SharedIncident.class));

    private final SharedEntity sharedEntity;
    private final ExchangeRates rates;
    private transient ValueState<SharedIncident> burst;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Gather(SharedEntity sharedEntity, ExchangeRates rates) {
        this.sharedEntity = sharedEntity;
        this.rates = rates;
    }

    /** What is gathered together; what has nothing in common with others goes by its incident. */
    static String keyOf(Suspicion suspicion, SharedEntity sharedEntity) {
        String name = sharedEntity.name(suspicion.parties());
        return name == null ? "INCIDENT " + suspicion.subject() : name;
    }

    @Override
    public void open(OpenContext context) {
        burst = getRuntimeContext().getState(BURST);
    }

    @Override
    public void processElement(Suspicion suspicion, ReadOnlyContext context, Collector<Suspicion> out)
            throws Exception {
        Alert alert = suspicion.alert();
        Label label = suspicion.label();
        String name = sharedEntity.name(suspicion.parties());
        if (name != null && label != null) {
            learn(label, suspicion, out);
            out.collect(suspicion);
        } else if (name == null || alert == null || alert.partOf() != null) {
            out.collect(suspicion);
        } else {
            gather(alert, name, suspicion, out);
            long endMs = SaturatingTime.plus(alert.updatedAtMs(), SharedIncident.WINDOW_MS);
            context.timerService().registerEventTimeTimer(SaturatingTime.next(endMs, TIMERS_MS));
        }
    }

    /** Bursts do not know by whom they are looked for, and are few: all are looked through. */
    @Override
    public void processBroadcastElement(ErasureRequest erasureRequest, Context context, Collector<Suspicion> out)
            throws Exception {
        context.applyToKeyedState(BURST, (name, state) -> {
            SharedIncident known = state.value();
            keep(state, known, known.after(erasureRequest));
        });
    }

    /** While an incident is open, one timer after the other; a burst that is none has ended when its hour has. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Suspicion> out) throws Exception {
        SharedIncident before = known();
        SharedIncident after = ended(before.at(timestamp), null, out);
        keep(burst, before, after);
        Alert open = after.incident();
        if (open != null) {
            long endMs = SaturatingTime.plus(open.updatedAtMs(), SharedIncident.IDLE_MS);
            context.timerService().registerEventTimeTimer(SaturatingTime.next(endMs, TIMERS_MS));
        }
    }

    private void gather(Alert alert, String name, Suspicion told, Collector<Suspicion> out) throws Exception {
        SharedIncident known = known();
        SharedIncident before = ended(known.at(alert.updatedAtMs()), told.origin(), out);
        SharedIncident after = before.with(alert, name, sharedEntity.accounts(), rates);
        keep(burst, known, after);
        Alert shared = after.incident();
        if (shared == null) {
            out.collect(told);
            return;
        }
        if (IncidentRules.isEmitted(before.incident(), shared)) {
            out.collect(Suspicion.of(shared).from(told.origin()));
        }
        if (before.incident() == null) {
            join(before.members(), alert, shared.incidentId(), told.origin(), out);
        }
        out.collect(Suspicion.of(alert.asPartOf(shared.incidentId()), told.parties())
                .from(told.origin()));
    }

    /** Those whose alerts were sent on before they were many. */
    private static void join(
            List<SharedIncident.Member> members,
            Alert last,
            String sharedId,
            @Nullable RecordOrigin cause,
            Collector<Suspicion> out) {
        for (SharedIncident.Member member : members) {
            if (!member.incidentId().equals(last.incidentId())) {
                out.collect(Suspicion.of(new Membership(member.incidentId(), sharedId))
                        .from(cause));
            }
        }
    }

    private void learn(Label label, Suspicion told, Collector<Suspicion> out) throws Exception {
        SharedIncident before = known();
        keep(burst, before, ended(before.with(label, told.paidAtMs(), sharedEntity.accounts()), told.origin(), out));
    }

    private SharedIncident known() throws Exception {
        SharedIncident known = burst.value();
        return known == null ? SharedIncident.NONE : known;
    }

    private static void keep(ValueState<SharedIncident> state, SharedIncident before, SharedIncident after)
            throws Exception {
        if (after.equals(before)) {
            return;
        }
        if (after.equals(SharedIncident.NONE)) {
            state.clear();
        } else {
            state.update(after);
        }
    }

    private static SharedIncident ended(
            SharedIncident sharedIncident, @Nullable RecordOrigin cause, Collector<Suspicion> out) {
        Alert incident = sharedIncident.incident();
        if (incident != null && incident.status() == Alert.Status.CLOSED) {
            out.collect(Suspicion.of(incident).from(cause));
        }
        return sharedIncident.withoutClosed();
    }
}
