package io.nacre.stream;

import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.AlertSequence;
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

    private static final ValueStateDescriptor<AlertSequence> SEQUENCE =
            new ValueStateDescriptor<>("sequence", StateFormat.ALERT_SEQUENCE.serializer());

    private transient ValueState<AlertSequence> sequence;
    private transient StageTimer stageTimer;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    OrderIncidentAlerts() {}

    @Override
    public void open(OpenContext context) {
        sequence = getRuntimeContext().getState(SEQUENCE);
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
        AlertSequence known = sequence.value();
        AlertSequence before = known == null ? AlertSequence.EMPTY : known;
        AlertSequence.Emission emission = step(before, event);
        emission.alerts().forEach(alert -> out.collect(new WithOrigin<>(alert, event.origin())));
        AlertSequence after = emission.sequence();
        if (!after.equals(before)) {
            sequence.update(after);
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
        context.applyToKeyedState(SEQUENCE, (incident, state) -> {
            AlertSequence known = state.value();
            AlertSequence without = known.after(erasureRequest);
            if (without.equals(AlertSequence.EMPTY)) {
                state.clear();
            } else if (!without.equals(known)) {
                state.update(without);
            }
        });
    }

    /** Removes the state of an incident that is closed or never opened; an open one stays. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<WithOrigin<Alert>> out) throws Exception {
        AlertSequence known = sequence.value();
        if (known != null && (known.newest() == null || known.isClosed())) {
            sequence.clear();
        }
    }

    private static AlertSequence.Emission step(AlertSequence before, IncidentEvent event) {
        return event instanceof AlertEvent alert
                ? before.with(alert.alert())
                : before.asPartOf(((LinkEvent) event).link().sharedId());
    }
}
