package io.nacre.stream;

import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.SharedEntity;
import io.nacre.decision.incident.SharedIncident;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SaturatingTime;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.IncidentEvent.AlertEvent;
import io.nacre.stream.event.IncidentEvent.LabelEvent;
import io.nacre.stream.event.IncidentLink;
import io.nacre.stream.metrics.IncidentCounters;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import io.nacre.stream.state.StateFormat;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Groups suspicious transactions of many accounts at one device, IP address or merchant into a shared incident. The
 * accounts' own alerts are emitted as well, marked as part of the shared incident. The shared incident has its own
 * alerts; labels or its age close it.
 */
final class CorrelateIncidents
        extends KeyedBroadcastProcessFunction<String, IncidentEvent, ErasureRequest, IncidentEvent> {

    /** Timers are rounded up to this, so that a burst sets a few timers instead of thousands. */
    private static final long TIMERS_MS = 10 * 60 * 1_000;

    private static final ValueStateDescriptor<SharedIncident> BURST =
            new ValueStateDescriptor<>("burst", StateFormat.SHARED_INCIDENT.serializer());

    private final SharedEntity sharedEntity;
    private final ExchangeRates rates;
    private transient ValueState<SharedIncident> burst;
    private transient IncidentCounters incidents;
    private transient StageTimer stageTimer;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    CorrelateIncidents(SharedEntity sharedEntity, ExchangeRates rates) {
        this.sharedEntity = sharedEntity;
        this.rates = rates;
    }

    /** The key of an event: the name of the shared entity, or the event's subject if it has no such entity. */
    static String keyOf(IncidentEvent event, SharedEntity sharedEntity) {
        String name = sharedEntity.name(event.parties());
        return name == null ? "INCIDENT " + event.subject() : name;
    }

    @Override
    public void open(OpenContext context) {
        burst = getRuntimeContext().getState(BURST);
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        incidents = IncidentCounters.of(nacre, sharedEntity);
        stageTimer = new StageTimer(nacre);
    }

    @Override
    public void processElement(IncidentEvent event, ReadOnlyContext context, Collector<IncidentEvent> out)
            throws Exception {
        stageTimer.start();
        process(event, context, out);
        stageTimer.stop();
    }

    private void process(IncidentEvent event, ReadOnlyContext context, Collector<IncidentEvent> out) throws Exception {
        String name = sharedEntity.name(event.parties());
        if (name != null && event instanceof AlertEvent alert && alert.alert().parentIncidentId() == null) {
            correlate(alert, name, out);
            long endMs = SaturatingTime.plus(alert.alert().updatedAtMs(), SharedIncident.WINDOW_MS);
            context.timerService().registerEventTimeTimer(SaturatingTime.next(endMs, TIMERS_MS));
            return;
        }
        if (name != null && event instanceof LabelEvent label) {
            applyLabel(label, out);
        }
        out.collect(event);
    }

    /**
     * Erases an account from all shared incidents. Their keys are entities, not accounts, so all of them are checked;
     * they are few.
     */
    @Override
    public void processBroadcastElement(ErasureRequest erasureRequest, Context context, Collector<IncidentEvent> out)
            throws Exception {
        context.applyToKeyedState(BURST, (name, state) -> {
            SharedIncident stored = state.value();
            update(state, stored, stored.after(erasureRequest));
        });
    }

    /**
     * Closes an idle incident, and removes accounts after the one-hour window. While the incident is open, sets the
     * next timer.
     */
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

    private void correlate(AlertEvent event, String name, Collector<IncidentEvent> out) throws Exception {
        Alert alert = event.alert();
        SharedIncident stored = sharedIncident();
        SharedIncident before = ended(stored.at(alert.updatedAtMs()), event.origin(), out);
        SharedIncident after = before.with(alert, name, sharedEntity.accounts(), rates);
        update(burst, stored, after);
        Alert shared = after.incident();
        if (shared == null) {
            out.collect(event);
            return;
        }
        if (AccountIncidentRules.isEmitted(before.incident(), shared)) {
            out.collect(IncidentEvent.of(shared).from(event.origin()));
        }
        if (before.incident() == null) {
            incidents.count(shared);
            join(before.members(), alert, shared.incidentId(), event.origin(), out);
        }
        out.collect(IncidentEvent.of(alert.asPartOf(shared.incidentId()), event.parties())
                .from(event.origin()));
    }

    /** Links the members whose alerts were emitted before the shared incident opened. */
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

    private void applyLabel(LabelEvent event, Collector<IncidentEvent> out) throws Exception {
        SharedIncident before = sharedIncident();
        update(
                burst,
                before,
                ended(before.with(event.label(), event.paidAtMs(), sharedEntity.accounts()), event.origin(), out));
    }

    private SharedIncident sharedIncident() throws Exception {
        SharedIncident stored = burst.value();
        return stored == null ? SharedIncident.NONE : stored;
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
