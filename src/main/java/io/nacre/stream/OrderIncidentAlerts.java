package io.nacre.stream;

import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.AlertResequencer;
import io.nacre.payment.Millis;
import io.nacre.payment.SaturatingTime;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.IncidentEvent.AlertEvent;
import io.nacre.stream.event.IncidentEvent.LabelEvent;
import io.nacre.stream.event.IncidentEvent.LinkEvent;
import io.nacre.stream.event.WithOrigin;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import io.nacre.stream.state.StateFormat;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Emits the alerts of one incident in order, in whatever order they arrive. It also emits an alert again if its
 * incident was later found to be part of a shared incident.
 */
final class OrderIncidentAlerts
        extends KeyedBroadcastProcessFunction<String, IncidentEvent, ErasureRequest, WithOrigin<Alert>> {

    /** The state of a closed incident is stored for at least this long, so that late alerts find it closed. */
    private static final long LATE_MS = Millis.DAY_MS;

    private static final ValueStateDescriptor<AlertResequencer> ALERT_RESEQUENCER =
            new ValueStateDescriptor<>("alert-resequencer", StateFormat.ALERT_RESEQUENCER.serializer());

    private transient ValueState<AlertResequencer> resequencer;
    private transient StageTimer stageTimer;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    OrderIncidentAlerts() {}

    @Override
    public void open(OpenContext context) {
        resequencer = getRuntimeContext().getState(ALERT_RESEQUENCER);
        stageTimer = new StageTimer(JobMetric.group(getRuntimeContext()));
    }

    @Override
    public void processElement(IncidentEvent event, ReadOnlyContext context, Collector<WithOrigin<Alert>> out)
            throws Exception {
        stageTimer.start();
        process(event, context, out);
        stageTimer.stop();
    }

    private void process(IncidentEvent event, ReadOnlyContext context, Collector<WithOrigin<Alert>> out)
            throws Exception {
        if (event instanceof LabelEvent) {
            // CorrelateIncidents has applied the label; it changes no alert here.
            return;
        }
        AlertResequencer stored = resequencer.value();
        AlertResequencer before = stored == null ? AlertResequencer.EMPTY : stored;
        AlertResequencer.Emission emission = step(before, event);
        emission.alerts().forEach(alert -> out.collect(new WithOrigin<>(alert, event.origin())));
        AlertResequencer after = emission.state();
        if (!after.equals(before)) {
            resequencer.update(after);
        }
        Long atMs = context.timestamp();
        if ((after.newest() == null || after.isClosed()) && atMs != null) {
            context.timerService()
                    .registerEventTimeTimer(SaturatingTime.plus(SaturatingTime.next(atMs, LATE_MS), LATE_MS));
        }
    }

    /** Erases an account from all incidents. Their keys are incident ids, so all of them are checked. */
    @Override
    public void processBroadcastElement(
            ErasureRequest erasureRequest, Context context, Collector<WithOrigin<Alert>> out) throws Exception {
        context.applyToKeyedState(ALERT_RESEQUENCER, (incident, state) -> {
            AlertResequencer stored = state.value();
            AlertResequencer without = stored.after(erasureRequest);
            if (without.equals(AlertResequencer.EMPTY)) {
                state.clear();
            } else if (!without.equals(stored)) {
                state.update(without);
            }
        });
    }

    /** Removes the state of an incident that is closed or never opened; an open one stays. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WithOrigin<Alert>> out) throws Exception {
        AlertResequencer stored = resequencer.value();
        if (stored != null && (stored.newest() == null || stored.isClosed())) {
            resequencer.clear();
        }
    }

    private static AlertResequencer.Emission step(AlertResequencer before, IncidentEvent event) {
        return event instanceof AlertEvent alert
                ? before.with(alert.alert())
                : before.asPartOf(((LinkEvent) event).link().sharedId());
    }
}
