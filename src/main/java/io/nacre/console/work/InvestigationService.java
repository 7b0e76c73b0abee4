package io.nacre.console.work;

import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.IncidentTable;
import io.nacre.console.store.InvestigationTables;
import io.nacre.console.store.QueueFilter;
import io.nacre.console.store.QueueFilter.Sort;
import io.nacre.console.topic.RecordPublisher;
import io.nacre.console.work.RequestRefusedException.Kind;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import io.nacre.decision.investigation.InvestigationRecord.Content;
import io.nacre.decision.investigation.InvestigationRecord.Note;
import io.nacre.decision.investigation.InvestigationRecord.SavedView;
import io.nacre.decision.investigation.InvestigationRecord.Skip;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who works on which incident, and what analysts note about it.
 *
 * <p>An assignment has a lease: without an extension it ends by itself, so that an analyst who has left blocks nothing.
 * Two analysts never get one incident, because each change is made exclusively, on what the store has at that moment.
 */
public final class InvestigationService {

    /** How long an analyst is not given an incident again after skipping it. */
    private static final Duration SKIP = Duration.ofHours(4);

    /** The longest time an incident can be put aside. */
    private static final Duration MAX_SNOOZE = Duration.ofDays(180);

    /** Read at once; more are read where all of these are skipped, or others are about to get them. */
    private static final int CANDIDATES = 20;

    private static final int FIRST_VERSION = 1;

    private final ConsoleDatabase database;
    private final IncidentTable incidents;
    private final RecordPublisher publisher;
    private final Duration lease;
    private final Clock clock;
    private final Set<String> contested = ConcurrentHashMap.newKeySet();

    public InvestigationService(
            ConsoleDatabase database, IncidentTable incidents, RecordPublisher publisher, Duration lease, Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.publisher = publisher;
        this.lease = lease;
        this.clock = clock;
    }

    /**
     * Assigns the best free incident to an analyst.
     *
     * @param escalated whether the analyst may take escalated incidents
     * @return null if none is free
     */
    public @Nullable IncidentRow takeNext(String analyst, QueueFilter filter, Sort sort, boolean escalated) {
        List<IncidentRow> free;
        int offset = 0;
        do {
            int from = offset;
            free = database.read(handle -> incidents.free(handle, filter, sort, clock.millis(), CANDIDATES, from));
            for (IncidentRow candidate : free) {
                IncidentRow taken = isSuitable(candidate, analyst, escalated)
                        ? takeUnlessContested(candidate.alert().incidentId(), analyst, escalated)
                        : null;
                if (taken != null) {
                    return taken;
                }
            }
            offset += CANDIDATES;
        } while (free.size() == CANDIDATES);
        return null;
    }

    /** Leaves an incident to whoever is about to get it: many who ask at once would wait for each other. */
    private @Nullable IncidentRow takeUnlessContested(String incidentId, String analyst, boolean escalated) {
        if (!contested.add(incidentId)) {
            return null;
        }
        try {
            return takeIfFree(incidentId, analyst, escalated);
        } finally {
            contested.remove(incidentId);
        }
    }

    private @Nullable IncidentRow takeIfFree(String incidentId, String analyst, boolean escalated) {
        return database.exclusively(incidentId, () -> {
            IncidentRow row = database.read(handle -> incidents.find(handle, incidentId));
            return row != null
                            && row.isOpen()
                            && row.assigneeAt(clock.millis()) == null
                            && isSuitable(row, analyst, escalated)
                    ? write(row, analyst, before -> leased(before, analyst))
                    : null;
        });
    }

    private boolean isSuitable(IncidentRow row, String analyst, boolean escalated) {
        Assignment assignment = row.assignment();
        return assignment == null
                || (!isSnoozed(assignment)
                        && !isSkippedBy(assignment, analyst)
                        && (escalated || !assignment.escalated()));
    }

    private boolean isSnoozed(Assignment assignment) {
        Long untilMs = assignment.snoozedUntilMs();
        return untilMs != null && untilMs > clock.millis();
    }

    private boolean isSkippedBy(Assignment assignment, String analyst) {
        return assignment.skips().stream()
                .anyMatch(skip -> skip.analyst().equals(analyst) && skip.untilMs() > clock.millis());
    }

    /** Assigns an incident to an analyst who picked it; extends the lease if the analyst has it already. */
    public IncidentRow claim(String incidentId, String analyst, @Nullable Long version) {
        return change(
                incidentId, analyst, version, row -> requireFree(row, analyst), before -> leased(before, analyst));
    }

    /** Assigns an incident to an analyst who does something about it, if nobody has it. */
    public void touch(String incidentId, String analyst) {
        takeIfFree(incidentId, analyst, true);
    }

    /** Returns an incident to the queue. */
    public IncidentRow release(String incidentId, String analyst, @Nullable Long version, boolean ofOthers) {
        return change(
                incidentId,
                analyst,
                version,
                row -> requireOwn(row, analyst, ofOthers),
                before -> with(before, null, null, before.snoozedUntilMs(), before.escalated(), before.skips()));
    }

    /** Returns an incident to the queue, for others. */
    public IncidentRow skip(String incidentId, String analyst, @Nullable Long version) {
        return change(incidentId, analyst, version, row -> requireFree(row, analyst), before -> {
            long nowMs = clock.millis();
            List<Skip> skips = Stream.concat(
                            before.skips().stream()
                                    .filter(skip -> skip.untilMs() > nowMs
                                            && !skip.analyst().equals(analyst)),
                            Stream.of(new Skip(analyst, nowMs + SKIP.toMillis())))
                    .toList();
            return with(before, null, null, before.snoozedUntilMs(), before.escalated(), skips);
        });
    }

    /** Puts an incident aside; it stays with the analyst. */
    public IncidentRow snooze(String incidentId, String analyst, @Nullable Long version, long untilMs) {
        long nowMs = clock.millis();
        if (untilMs <= nowMs || untilMs > nowMs + MAX_SNOOZE.toMillis()) {
            throw new RequestRefusedException(
                    Kind.INVALID,
                    "until",
                    "until is not within the next " + MAX_SNOOZE.toDays() + " days",
                    "give a later time, at most " + MAX_SNOOZE.toDays() + " days from now");
        }
        return change(
                incidentId,
                analyst,
                version,
                row -> requireFree(row, analyst),
                before -> with(before, analyst, null, untilMs, before.escalated(), before.skips()));
    }

    /** Hands an incident on to the leads. */
    public IncidentRow escalate(String incidentId, String analyst, @Nullable Long version) {
        return change(
                incidentId,
                analyst,
                version,
                row -> requireFree(row, analyst),
                before -> with(before, null, null, null, true, before.skips()));
    }

    /** Assigns an incident to somebody else, without a lease. */
    public IncidentRow assign(String incidentId, String actor, @Nullable Long version, String assignee) {
        return change(
                incidentId,
                actor,
                version,
                row -> {},
                before -> with(before, assignee, null, null, before.escalated(), before.skips()));
    }

    /** Adds a note. */
    public InvestigationRecord addNote(String incidentId, String analyst, String text) {
        IncidentRow row = require(incidentId);
        touch(incidentId, analyst);
        Note note =
                new Note(UUID.randomUUID().toString(), incidentId, row.alert().accountId(), text);
        return publish(FIRST_VERSION, analyst, false, note);
    }

    /**
     * Changes a note of one's own.
     *
     * @param version of the note that was changed; nobody's edit is lost
     * @param text null to delete it
     */
    public InvestigationRecord changeNote(String noteId, String analyst, long version, @Nullable String text) {
        return database.exclusively("note " + noteId, () -> {
            InvestigationRecord before = database.read(handle -> InvestigationTables.note(handle, noteId));
            if (before == null || before.deleted() || !(before.content() instanceof Note note)) {
                throw new RequestRefusedException(
                        Kind.UNKNOWN, null, "there is no note " + noteId, "load the incident again; it was deleted");
            }
            if (!before.actor().equals(analyst)) {
                throw new RequestRefusedException(
                        Kind.FORBIDDEN,
                        null,
                        "the note is by " + before.actor(),
                        "add a note of your own; only its author can change a note");
            }
            requireVersion(before.version(), version, "the note was changed in the meantime", null);
            Note changed = new Note(noteId, note.incidentId(), note.accountId(), text == null ? note.text() : text);
            return publish(version + 1, analyst, text == null, changed);
        });
    }

    /**
     * Saves a view under a name.
     *
     * @param version of the view that it replaces; null to replace any
     */
    public InvestigationRecord saveView(SavedView view, @Nullable Long version) {
        return database.exclusively(view.key(), () -> {
            InvestigationRecord before = view(view.owner(), view.name());
            if (before != null && !before.deleted() && version != null) {
                requireVersion(before.version(), version, "the view was changed in the meantime", null);
            }
            return publish(before == null ? FIRST_VERSION : before.version() + 1, view.owner(), false, view);
        });
    }

    /** Deletes a view. */
    public void deleteView(String owner, String name) {
        database.exclusively(SavedView.key(owner, name), () -> {
            InvestigationRecord before = view(owner, name);
            if (before == null || before.deleted()) {
                throw new RequestRefusedException(
                        Kind.UNKNOWN, null, "there is no view " + name, "load the views again");
            }
            return publish(before.version() + 1, owner, true, before.content());
        });
    }

    private @Nullable InvestigationRecord view(String owner, String name) {
        return database.read(handle -> InvestigationTables.view(handle, owner, name));
    }

    private InvestigationRecord publish(long version, String actor, boolean deleted, Content content) {
        InvestigationRecord record = new InvestigationRecord(version, actor, clock.millis(), deleted, content);
        publisher.publish(TopicCatalogue.INVESTIGATIONS, record);
        return record;
    }

    /** A condition for a change; throws if it is not met. */
    @FunctionalInterface
    private interface Condition {
        void check(IncidentRow row);
    }

    private IncidentRow change(
            String incidentId,
            String actor,
            @Nullable Long version,
            Condition condition,
            UnaryOperator<Assignment> change) {
        return database.exclusively(incidentId, () -> {
            IncidentRow row = require(incidentId);
            condition.check(row);
            if (version != null) {
                requireVersion(row.assignmentVersion(), version, "the incident was changed in the meantime", row);
            }
            return write(row, actor, change);
        });
    }

    private IncidentRow write(IncidentRow row, String actor, UnaryOperator<Assignment> change) {
        Assignment before = row.assignment() == null
                ? new Assignment(
                        row.alert().incidentId(), row.alert().accountId(), null, null, null, false, List.of(), null)
                : row.assignment();
        publish(row.assignmentVersion() + 1, actor, false, change.apply(before));
        return require(row.alert().incidentId());
    }

    /** The incident; refuses the request if there is none. */
    public IncidentRow require(String incidentId) {
        IncidentRow row = database.read(handle -> incidents.find(handle, incidentId));
        if (row == null) {
            throw RequestRefusedException.unknownIncident(incidentId);
        }
        return row;
    }

    private static void requireVersion(long current, long expected, String message, @Nullable IncidentRow row) {
        if (current != expected) {
            throw new EditConflictException(message, row);
        }
    }

    private void requireFree(IncidentRow row, String analyst) {
        String assignee = row.assigneeAt(clock.millis());
        if (assignee != null && !assignee.equals(analyst)) {
            throw new EditConflictException(assignee + " works on this incident", row);
        }
    }

    private void requireOwn(IncidentRow row, String analyst, boolean ofOthers) {
        if (!ofOthers) {
            requireFree(row, analyst);
        }
    }

    private Assignment leased(Assignment before, String analyst) {
        return with(before, analyst, clock.millis() + lease.toMillis(), null, before.escalated(), before.skips());
    }

    private Assignment with(
            Assignment before,
            @Nullable String assignee,
            @Nullable Long leaseExpiresAtMs,
            @Nullable Long snoozedUntilMs,
            boolean escalated,
            List<Skip> skips) {
        Long firstMs = before.firstAssignedAtMs();
        return new Assignment(
                before.incidentId(),
                before.accountId(),
                assignee,
                leaseExpiresAtMs,
                snoozedUntilMs,
                escalated,
                skips,
                firstMs == null && assignee != null ? (Long) clock.millis() : firstMs);
    }
}
