package io.nacre.console.work;

import io.nacre.console.store.AccountEventTable;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.IncidentTable;
import io.nacre.console.store.ListEntryTable;
import io.nacre.console.store.StoreWriter;
import io.nacre.console.topic.RecordPublisher;
import io.nacre.console.work.RequestRefusedException.Kind;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.control.ListEntry;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Verdicts, freezes, releases and list entries: what the job acts on. */
public final class AnalystActionService {

    private final ConsoleDatabase database;
    private final IncidentTable incidents;
    private final RecordPublisher publisher;
    private final Clock clock;

    public AnalystActionService(
            ConsoleDatabase database, IncidentTable incidents, RecordPublisher publisher, Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Records a verdict on an incident. */
    public Verdict verdict(
            String incidentId,
            Verdict.Finding finding,
            Verdict.@Nullable Reason reason,
            String analyst,
            @Nullable String note) {
        if (reason != null && !reason.explains(finding)) {
            throw new RequestRefusedException(
                    Kind.INVALID,
                    "reason",
                    "the reason " + reason + " does not explain " + finding,
                    "choose another reason");
        }
        return database.exclusively("verdict " + incidentId, () -> {
            IncidentRow row = database.read(handle -> incidents.find(handle, incidentId));
            if (row == null) {
                throw RequestRefusedException.unknownIncident(incidentId);
            }
            if (row.alert().isAnonymised()) {
                throw new RequestRefusedException(
                        Kind.INVALID,
                        "incident_ids",
                        "incident " + incidentId + " belongs to an erased account",
                        "give the verdict on another incident of the entity");
            }
            String assignee = row.assigneeAt(clock.millis());
            if (assignee != null && !assignee.equals(analyst)) {
                throw new EditConflictException(assignee + " works on this incident", row);
            }
            Verdict verdict = row.alert().verdict(finding, reason, analyst, note, eventTimeMs());
            publisher.publish(TopicCatalogue.VERDICTS, verdict);
            return verdict;
        });
    }

    /** Freezes an account, or releases it. */
    public AccountAction act(
            String accountId,
            AccountAction.Type type,
            AccountAction.Scope scope,
            String actor,
            String reason,
            @Nullable Duration length) {
        return database.exclusively("account " + accountId, () -> {
            AccountStatus status = database.read(handle -> AccountEventTable.status(handle, accountId));
            AccountAction action = status.actionOfPerson(accountId, type, scope, actor, reason, eventTimeMs(), length);
            String refusal = status.rejectionReason(action);
            if (refusal != null) {
                throw new EditConflictException(refusal, null);
            }
            publisher.publish(TopicCatalogue.ACCOUNT_ACTIONS, action);
            return action;
        });
    }

    /** Adds an entity to a list, or removes it. */
    public ListEntry list(
            ListEntry.ListType list,
            ListEntry.Subject subject,
            String value,
            ListEntry.Change change,
            String actor,
            String reason,
            @Nullable Duration length) {
        String error = ListEntry.validationError(change, subject, value);
        error = error == null && change == ListEntry.Change.ADD ? ListEntry.breadthError(subject, value) : error;
        if (error != null) {
            throw new RequestRefusedException(
                    Kind.INVALID, "value", "'" + value + "' " + error, "change the value and send it again");
        }
        return database.exclusively(ListEntry.key(list, subject, value), () -> {
            ListEntry before = database.read(handle -> ListEntryTable.of(handle, subject, value)).stream()
                    .filter(entry -> entry.list() == list)
                    .findFirst()
                    .orElse(null);
            ListEntry entry =
                    ListEntry.after(before, list, subject, value, change, actor, reason, eventTimeMs(), length);
            publisher.publish(TopicCatalogue.LISTS, entry);
            return entry;
        });
    }

    private long eventTimeMs() {
        return database.read(handle -> StoreWriter.eventTimeMs(handle, clock.millis()));
    }
}
