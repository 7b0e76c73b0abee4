package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.access.Permission;
import io.nacre.console.http.IncidentPage.FreezeLookup;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.IncidentTable;
import io.nacre.console.store.IncidentTable.Counts;
import io.nacre.console.store.InvestigationTables;
import io.nacre.console.store.PaymentTable.EntityType;
import io.nacre.console.store.QueueFilter;
import io.nacre.console.store.StoreWriter;
import io.nacre.console.work.AnalystActionService;
import io.nacre.console.work.EditConflictException;
import io.nacre.console.work.InvestigationService;
import io.nacre.console.work.RequestRefusedException;
import io.nacre.console.work.RequestRefusedException.Kind;
import io.nacre.decision.Verdict;
import io.nacre.decision.investigation.InvestigationRecord.SavedView;
import io.nacre.kafka.client.KafkaAccessException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The queue, the incidents, and what analysts do with them. */
final class IncidentEndpoints {

    private static final int MAX_VERDICTS = 500;
    private static final int MAX_HOPS = 3;
    private static final int MAX_EXPORTED = 100_000;
    private static final int EXPORTED_AT_ONCE = 1_000;

    private final ConsoleDatabase database;
    private final IncidentTable incidents;
    private final InvestigationService work;
    private final AnalystActionService accounts;
    private final AuditRecorder audit;
    private final boolean takeNextOnly;
    private final String currency;
    private final Clock clock;

    IncidentEndpoints(
            ConsoleDatabase database,
            IncidentTable incidents,
            InvestigationService work,
            AnalystActionService accounts,
            AuditRecorder audit,
            boolean takeNextOnly,
            String currency,
            Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.work = work;
        this.accounts = accounts;
        this.audit = audit;
        this.takeNextOnly = takeNextOnly;
        this.currency = currency;
        this.clock = clock;
    }

    void queue(ConsoleSession user, Context context) {
        QueueParameters parameters =
                QueueParameters.of(SessionView.of(context).parameters(context::queryParam), user.analyst());
        long nowMs = clock.millis();
        ObjectNode json = database.read(handle -> {
            FreezeLookup freezes = freezes(handle, nowMs);
            IncidentTable.Page page = incidents.page(
                    handle, parameters.filter(), parameters.sort(), nowMs, parameters.limit(), parameters.offset());
            ObjectNode answer = ConsoleJson.object()
                    .put("revision", ConsoleDatabase.revision(handle))
                    .put("total", page.total())
                    .put("now", ConsoleJson.time(nowMs))
                    .put("reporting_currency", currency);
            answer.set("counts", counts(incidents.counts(handle, user.analyst(), nowMs)));
            answer.set("items", items(page.incidents(), freezes, nowMs));
            return answer;
        });
        Responses.json(context, json);
    }

    /** All incidents that the filter lets pass, for a spreadsheet. */
    void export(ConsoleSession user, Context context) {
        SessionView view = SessionView.of(context);
        QueueParameters parameters = QueueParameters.of(view.parameters(context::queryParam), user.analyst());
        long nowMs = clock.millis();
        IncidentCsv csv = new IncidentCsv();
        database.read(handle -> {
            FreezeLookup freezes = freezes(handle, nowMs);
            IncidentTable.Page page;
            do {
                page = incidents.page(
                        handle, parameters.filter(), parameters.sort(), nowMs, EXPORTED_AT_ONCE, csv.rows());
                if (page.total() > MAX_EXPORTED) {
                    throw new RequestRefusedException(
                            Kind.INVALID,
                            null,
                            "the filter lets " + page.total() + " incidents pass, and a file has at most "
                                    + MAX_EXPORTED,
                            "filter for less, and export several files");
                }
                items(page.incidents(), freezes, nowMs).forEach(item -> csv.add(view.masked(item)));
            } while (page.incidents().size() == EXPORTED_AT_ONCE);
            return csv.rows();
        });
        audit.record(user, "export", null, csv.rows() + " incidents" + filterText(context));
        context.contentType("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"incidents.csv\"")
                .result(csv.bytes());
    }

    /** The filter as the request names it. */
    private static String filterText(Context context) {
        String filter = context.queryParamMap().entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream().map(value -> parameter.getKey() + "=" + value))
                .collect(Collectors.joining(", "));
        return filter.isEmpty() ? "" : ": " + filter;
    }

    static ObjectNode counts(Counts counts) {
        return ConsoleJson.object()
                .put("open", counts.open())
                .put("unassigned", counts.unassigned())
                .put("mine", counts.mine())
                .put("snoozed", counts.snoozed())
                .put("overdue", counts.overdue());
    }

    static ArrayNode items(List<IncidentRow> rows, FreezeLookup freezes, long nowMs) {
        return ConsoleJson.array(rows.stream()
                .map(row ->
                        ConsoleJson.incident(row, freezes.isFrozen(row.alert().accountId()), nowMs))
                .toList());
    }

    void show(ConsoleSession user, Context context) {
        String id = context.pathParam("id");
        IncidentRow row = work.require(id);
        audit.record(user, "read", row.alert().accountId(), "incident " + id);
        long nowMs = clock.millis();
        Responses.json(context, database.read(handle -> {
            IncidentRow now = incidents.find(handle, id);
            ObjectNode json =
                    new IncidentPage(handle, incidents, now == null ? row : now, freezes(handle, nowMs), nowMs).json();
            return json.put("revision", ConsoleDatabase.revision(handle)).put("now", ConsoleJson.time(nowMs));
        }));
    }

    void neighbours(ConsoleSession user, Context context) {
        IncidentRow row = work.require(context.pathParam("id"));
        audit.record(user, "read", row.alert().accountId(), "neighbours");
        int hops = (int) QueueParameters.number(context::queryParam, "hops", 1, MAX_HOPS, 2);
        long nowMs = clock.millis();
        Responses.json(
                context,
                database.read(handle -> new NeighbourGraph(handle, incidents, freezes(handle, nowMs))
                        .json(EntityType.ACCOUNT, row.alert().accountId(), hops)));
    }

    void takeNext(ConsoleSession user, Context context) {
        RequestBody body = context.bodyAsBytes().length == 0 ? null : RequestBody.of(context);
        QueueParameters parameters = QueueParameters.of(
                SessionView.of(context).parameters(name -> {
                    String query = context.queryParam(name);
                    return query != null || body == null ? query : body.optionalText(name);
                }),
                user.analyst());
        IncidentRow taken = isRestricted(user)
                ? work.takeNext(user.analyst(), QueueFilter.OPEN, QueueFilter.Sort.LOSS, false)
                : work.takeNext(
                        user.analyst(), parameters.filter(), parameters.sort(), user.has(Permission.ASSIGN_OTHERS));
        if (taken == null) {
            context.status(204);
            return;
        }
        audit.record(
                user,
                "take-next",
                taken.alert().accountId(),
                "incident " + taken.alert().incidentId());
        answer(taken, context);
    }

    void claim(ConsoleSession user, Context context) {
        change(user, "claim", context, (id, body) -> work.claim(id, user.analyst(), body.optionalNumber("version")));
    }

    void extend(ConsoleSession user, Context context) {
        change(user, "extend", context, (id, body) -> work.claim(id, user.analyst(), null));
    }

    void release(ConsoleSession user, Context context) {
        change(
                user,
                "release",
                context,
                (id, body) -> work.release(
                        id, user.analyst(), body.optionalNumber("version"), user.has(Permission.ASSIGN_OTHERS)));
    }

    void skip(ConsoleSession user, Context context) {
        change(user, "skip", context, (id, body) -> work.skip(id, user.analyst(), body.optionalNumber("version")));
    }

    void snooze(ConsoleSession user, Context context) {
        change(
                user,
                "snooze",
                context,
                (id, body) -> work.snooze(id, user.analyst(), body.optionalNumber("version"), body.time("until")));
    }

    void escalate(ConsoleSession user, Context context) {
        change(
                user,
                "escalate",
                context,
                (id, body) -> work.escalate(id, user.analyst(), body.optionalNumber("version")));
    }

    void assign(ConsoleSession user, Context context) {
        change(
                user,
                "assign",
                context,
                (id, body) -> work.assign(id, user.analyst(), body.optionalNumber("version"), body.text("to")));
    }

    /** A change of an incident. */
    @FunctionalInterface
    private interface IncidentChange {
        IncidentRow apply(String incidentId, RequestBody body);
    }

    private void change(ConsoleSession user, String action, Context context, IncidentChange change) {
        String id = context.pathParam("id");
        RequestBody body = RequestBody.of(context);
        IncidentRow row = work.require(id);
        requireTaken(user, row);
        audit.record(user, action, row.alert().accountId(), "incident " + id);
        answer(change.apply(id, body), context);
    }

    /** Whether a user works only on incidents that "take next" gave, so that nobody picks the easy ones. */
    boolean isRestricted(ConsoleSession user) {
        return takeNextOnly && !user.has(Permission.ASSIGN_OTHERS);
    }

    private void requireTaken(ConsoleSession user, IncidentRow row) {
        if (isRestricted(user) && !user.analyst().equals(row.assigneeAt(clock.millis()))) {
            throw new RequestRefusedException(
                    Kind.FORBIDDEN,
                    null,
                    "incidents are given out in the order of the queue, and this one is not yours",
                    "take the next one, or ask a lead to assign it");
        }
    }

    private void answer(IncidentRow row, Context context) {
        ObjectNode json = ConsoleJson.object();
        json.set("incident", incident(row));
        Responses.json(context, json);
    }

    /** The incident as a row of the queue. */
    ObjectNode incident(IncidentRow row) {
        long nowMs = clock.millis();
        return database.read(handle -> ConsoleJson.incident(
                row, freezes(handle, nowMs).isFrozen(row.alert().accountId()), nowMs));
    }

    void addNote(ConsoleSession user, Context context) {
        String id = context.pathParam("id");
        IncidentRow row = work.require(id);
        String text = RequestBody.of(context).text("text");
        requireTaken(user, row);
        audit.record(user, "note", row.alert().accountId(), "incident " + id);
        ObjectNode json = ConsoleJson.object();
        json.set("note", ConsoleJson.note(work.addNote(id, user.analyst(), text)));
        Responses.json(context, json);
    }

    void changeNote(ConsoleSession user, Context context) {
        RequestBody body = RequestBody.of(context);
        Long version = body.optionalNumber("version");
        if (version == null) {
            throw RequestBody.invalid("version", "version is missing", "give the version of the note that you changed");
        }
        ObjectNode json = ConsoleJson.object();
        String noteId = context.pathParam("note_id");
        audit.record(user, "change-note", noteId, null);
        json.set("note", ConsoleJson.note(work.changeNote(noteId, user.analyst(), version, body.optionalText("text"))));
        Responses.json(context, json);
    }

    void views(ConsoleSession user, Context context) {
        ObjectNode json = ConsoleJson.object();
        json.set(
                "views",
                ConsoleJson.array(database.read(handle -> InvestigationTables.views(handle, user.analyst())).stream()
                        .map(ConsoleJson::view)
                        .toList()));
        Responses.json(context, json);
    }

    void saveView(ConsoleSession user, Context context) {
        RequestBody body = RequestBody.of(context);
        SavedView view =
                new SavedView(user.analyst(), context.pathParam("name"), body.text("query"), body.flag("is_default"));
        Responses.json(context, ConsoleJson.view(work.saveView(view, body.optionalNumber("version"))));
    }

    void deleteView(ConsoleSession user, Context context) {
        work.deleteView(user.analyst(), context.pathParam("name"));
        Responses.json(context, ConsoleJson.object());
    }

    /** What a verdict would concern, before it is given. */
    void previewVerdicts(ConsoleSession user, Context context) {
        List<IncidentRow> rows = requested(RequestBody.of(context));
        long nowMs = clock.millis();
        double loss = rows.stream()
                .mapToDouble(row -> row.alert().totals().expectedLossInEuro())
                .sum();
        Set<String> touched = new HashSet<>();
        rows.forEach(row -> touched.add(row.alert().accountId()));
        ObjectNode json = ConsoleJson.object()
                .put("incidents", rows.size())
                .put("accounts", touched.size())
                .put(
                        "transactions",
                        rows.stream()
                                .mapToLong(row -> row.alert().totals().transactionCount())
                                .sum())
                .put(
                        "amount_text",
                        "EUR "
                                + BigDecimal.valueOf(loss)
                                        .setScale(2, RoundingMode.HALF_UP)
                                        .toPlainString());
        json.set("list", database.read(handle -> items(rows, freezes(handle, nowMs), nowMs)));
        Responses.json(context, json);
    }

    /** Gives one verdict on each incident; the answer names those that failed. */
    void giveVerdicts(ConsoleSession user, Context context) {
        RequestBody body = RequestBody.of(context);
        Verdict.Finding finding = body.oneOf("finding", Verdict.Finding.class);
        Verdict.Reason reason = body.optionalOneOf("reason", Verdict.Reason.class);
        String note = body.optionalText("note");
        List<IncidentRow> rows = requested(body);
        if (rows.size() > 1 && !user.has(Permission.GIVE_BULK_VERDICTS)) {
            throw new RequestRefusedException(
                    Kind.FORBIDDEN,
                    "incident_ids",
                    "a verdict on several incidents needs the permission give_bulk_verdicts",
                    "give one verdict at a time, or ask a lead");
        }
        rows.forEach(row -> requireTaken(user, row));
        int written = 0;
        List<ObjectNode> failed = new ArrayList<>();
        for (IncidentRow row : rows) {
            String id = row.alert().incidentId();
            try {
                audit.record(user, "verdict", row.alert().accountId(), finding + " on incident " + id);
                work.touch(id, user.analyst());
                accounts.verdict(id, finding, reason, user.analyst(), note);
                written++;
            } catch (EditConflictException | KafkaAccessException | RequestRefusedException e) {
                if (rows.size() == 1) {
                    throw e;
                }
                failed.add(ConsoleJson.object().put("incident_id", id).put("detail", e.getMessage()));
            }
        }
        ObjectNode json = ConsoleJson.object().put("written", written);
        json.set("failed", ConsoleJson.array(failed));
        Responses.json(context, json);
    }

    private List<IncidentRow> requested(RequestBody body) {
        Set<String> ids = body.texts("incident_ids", MAX_VERDICTS);
        return ids.stream().map(work::require).toList();
    }

    static FreezeLookup freezes(Handle handle, long nowMs) {
        return new FreezeLookup(handle, StoreWriter.eventTimeMs(handle, nowMs));
    }

    /** The incidents that changed after a revision, at most so many. */
    List<String> changedSince(long revision, int max) {
        return database.read(handle -> incidents.changedSince(handle, revision, max));
    }
}
