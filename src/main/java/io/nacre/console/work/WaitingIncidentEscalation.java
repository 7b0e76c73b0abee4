package io.nacre.console.work;

import io.nacre.console.audit.AuditLog;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.IncidentTable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Escalates incidents that nobody has taken in time. Of consoles that share a store, one does so. */
public final class WaitingIncidentEscalation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingIncidentEscalation.class);

    /** The actor of the escalations in the audit log. */
    private static final String ACTOR = "console";

    private static final Duration MIN_PERIOD = Duration.ofMillis(200);
    private static final Duration MAX_PERIOD = Duration.ofMinutes(1);
    private static final int PERIODS = 20;
    private static final int AT_ONCE = 100;

    private final ConsoleDatabase database;
    private final IncidentTable incidents;
    private final InvestigationService work;
    private final AuditLog audit;
    private final Duration after;
    private final Clock clock;
    private final BooleanSupplier isFilled;
    private final ScheduledExecutorService timer;

    /**
     * Starts to look.
     *
     * @param after how long an incident may wait
     * @param isFilled whether the store has been filled. Before that, a verdict or an assignment may not be there yet,
     *     and an escalation would replace it
     */
    public WaitingIncidentEscalation(
            ConsoleDatabase database,
            IncidentTable incidents,
            InvestigationService work,
            AuditLog audit,
            Duration after,
            Clock clock,
            BooleanSupplier isFilled) {
        this.database = database;
        this.incidents = incidents;
        this.work = work;
        this.audit = audit;
        this.after = after;
        this.clock = clock;
        this.isFilled = isFilled;
        this.timer = Executors.newSingleThreadScheduledExecutor(look -> {
            Thread thread = new Thread(look, "console-escalation");
            thread.setDaemon(true);
            return thread;
        });
        Duration period = after.dividedBy(PERIODS);
        long periodMs = Math.max(MIN_PERIOD.toMillis(), Math.min(MAX_PERIOD.toMillis(), period.toMillis()));
        Future<?> unused = timer.scheduleWithFixedDelay(this::look, periodMs, periodMs, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void look() {
        try {
            if (isFilled.getAsBoolean() && database.isFollower()) {
                long nowMs = clock.millis();
                List<IncidentRow> waiting =
                        database.read(handle -> incidents.waiting(handle, nowMs, nowMs - after.toMillis(), AT_ONCE));
                waiting.forEach(this::escalate);
            }
        } catch (RuntimeException e) {
            LOG.warn("incidents that wait too long could not be escalated; they are at the next look", e);
        }
    }

    private void escalate(IncidentRow row) {
        String id = row.alert().incidentId();
        audit.append(
                        ACTOR,
                        "escalate",
                        row.alert().accountId(),
                        "incident " + id + " waited " + after.toMinutes() + " min")
                .join();
        try {
            work.escalate(id, ACTOR, row.assignmentVersion());
        } catch (EditConflictException e) {
            LOG.debug("{} was taken in this moment", id);
        }
    }
}
