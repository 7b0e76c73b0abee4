package io.nacre.stream;

import io.nacre.decision.AccountIncidentRules;
import io.nacre.decision.Alert;
import io.nacre.decision.ErasureRequest;
import io.nacre.decision.SharedEntity;
import io.nacre.decision.SharedIncident;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SaturatingTime;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.IncidentLink;
import io.nacre.stream.state.StateFormat;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes one incident of what many accounts have in common: their alerts go on, each marked as a part of it, and it has
 * alerts of its own, until verdicts or age end it.
 */
final class CorrelateIncidents
        extends KeyedBroadcastProcessFunction<String, IncidentEvent, ErasureRequest, IncidentEvent> {

    /** Timers are rounded up to it, so that a burst has a few and not thousands. */
    private static final long TIMERS_MS = 10 * 60 * 1_000;

    private static final ValueStateDescriptor<SharedIncident> BURST =
            new ValueStateDescriptor<>("burst", StateFormat.SHARED_INCIDENT.serializer());

    private final SharedEntity sharedEntity;
    private final ExchangeRates rates;
    private transient ValueState<SharedIncident> burst;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    CorrelateIncidents(SharedEntity sharedEntity, ExchangeRates rates) {
        this.sharedEntity = sharedEntity;
        this.rates = rates;
    }

    /** What is gathered together; what has nothing in common with others goes by its incident. */
    static String keyOf(IncidentEvent incidentEvent, SharedEntity sharedEntity) {
        String name = sharedEntity.name(incidentEvent.parties());
        return name == null ? "INCIDENT " + incidentEvent.subject() : name;
    }

    @Override
    public void open(OpenContext context) {
        burst = getRuntimeContext().getState(BURST);
    }

    @Override
    public void processElement(IncidentEvent incidentEvent, ReadOnlyContext context, Collector<IncidentEvent> out)
            throws Exception {
        Alert alert = incidentEvent.alert();
        Label label = incidentEvent.label();
        String name = sharedEntity.name(incidentEvent.parties());
        if (name != null && label != null) {
            applyLabel(label, incidentEvent, out);
            out.collect(incidentEvent);
        } else if (name == null || alert == null || alert.parentIncidentId() != null) {
            out.collect(incidentEvent);
        } else {
            gather(alert, name, incidentEvent, out);
            long endMs = SaturatingTime.plus(alert.updatedAtMs(), SharedIncident.WINDOW_MS);
            context.timerService().registerEventTimeTimer(SaturatingTime.next(endMs, TIMERS_MS));
        }
    }

    /** Bursts do not know by whom they are looked for, and are few: all are looked through. */
    @Override
    public void processBroadcastElement(ErasureRequest erasureRequest, Context context, Collector<IncidentEvent> out)
            throws Exception {
        context.applyToKeyedState(BURST, (name, state) -> {
            SharedIncident known = state.value();
            update(state, known, known.after(erasureRequest));
        });
    }

    /** While an incident is open, one timer after the other; a burst that is none has ended when its hour has. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<IncidentEvent> out) throws Exception {
        SharedIncident before = sharedIncident();
        SharedIncident after = ended(before.at(timestamp), null, out);
        update(burst, before, after);
        Alert open = after.incident();
        if (open != null) {
            long endMs = SaturatingTime.plus(open.updatedAtMs(), SharedIncident.IDLE_MS);
            context.timerService().registerEventTimeTimer(SaturatingTime.next(endMs, TIMERS_MS));
        }
    }

    private void gather(Alert alert, String name, IncidentEvent told, Collector<IncidentEvent> out) throws Exception {
        SharedIncident known = sharedIncident();
        SharedIncident before = ended(known.at(alert.updatedAtMs()), told.origin(), out);
        SharedIncident after = before.with(alert, name, sharedEntity.accounts(), rates);
        update(burst, known, after);
        Alert shared = after.incident();
        if (shared == null) {
            out.collect(told);
            return;
        }
        if (AccountIncidentRules.isEmitted(before.incident(), shared)) {
            out.collect(IncidentEvent.of(shared).from(told.origin()));
        }
        if (before.incident() == null) {
            join(before.members(), alert, shared.incidentId(), told.origin(), out);
        }
        out.collect(IncidentEvent.of(alert.asPartOf(shared.incidentId()), told.parties())
                .from(told.origin()));
    }

    /** Those whose alerts were sent on before they were many. */
    private static void join(
            List<SharedIncident.Member> members,
            Alert last,
            String sharedId,
            @Nullable RecordOrigin cause,
            Collector<IncidentEvent> out) {
        for (SharedIncident.Member member : members) {
            if (!member.incidentId().equals(last.incidentId())) {
                out.collect(IncidentEvent.of(new IncidentLink(member.incidentId(), sharedId))
                        .from(cause));
            }
        }
    }

    private void applyLabel(Label label, IncidentEvent told, Collector<IncidentEvent> out) throws Exception {
        SharedIncident before = sharedIncident();
        update(burst, before, ended(before.with(label, told.paidAtMs(), sharedEntity.accounts()), told.origin(), out));
    }

    private SharedIncident sharedIncident() throws Exception {
        SharedIncident known = burst.value();
        return known == null ? SharedIncident.NONE : known;
    }

    private static void update(ValueState<SharedIncident> state, SharedIncident before, SharedIncident after)
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
            SharedIncident sharedIncident, @Nullable RecordOrigin cause, Collector<IncidentEvent> out) {
        Alert incident = sharedIncident.incident();
        if (incident != null && incident.status() == Alert.Status.CLOSED) {
            out.collect(IncidentEvent.of(incident).from(cause));
        }
        return sharedIncident.withoutClosed();
    }
}
