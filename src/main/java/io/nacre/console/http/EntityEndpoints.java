package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.http.IncidentPage.FreezeLookup;
import io.nacre.console.store.AccountEvent;
import io.nacre.console.store.AccountEventTable;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.IncidentTable;
import io.nacre.console.store.ListEntryTable;
import io.nacre.console.store.PaymentRow;
import io.nacre.console.store.PaymentTable;
import io.nacre.console.store.PaymentTable.EntityType;
import io.nacre.console.store.QueueFilter;
import io.nacre.console.store.QueueFilter.Sort;
import io.nacre.console.store.QueueFilter.Status;
import io.nacre.console.work.AnalystActionService;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Accounts and other entities: their pages, the search, and the actions on them. */
final class EntityEndpoints {

    private static final int PAYMENTS = 100;
    private static final int INCIDENTS = 50;
    private static final int FOUND = 20;

    private final ConsoleDatabase database;
    private final IncidentTable incidents;
    private final AnalystActionService work;
    private final AuditRecorder audit;
    private final Clock clock;

    EntityEndpoints(
            ConsoleDatabase database,
            IncidentTable incidents,
            AnalystActionService work,
            AuditRecorder audit,
            Clock clock) {
        this.database = database;
        this.incidents = incidents;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
    }

    void account(ConsoleSession user, Context context) {
        show(user, EntityType.ACCOUNT, SessionView.pathId(context), context);
    }

    void entity(ConsoleSession user, Context context) {
        EntityType type = RequestBody.oneOf("type", EntityType.class, context.pathParam("type"));
        show(user, type, SessionView.pathId(context), context);
    }

    private void show(ConsoleSession user, EntityType type, String id, Context context) {
        audit.record(user, "read", id, type.name().toLowerCase(Locale.ROOT));
        long nowMs = clock.millis();
        Responses.json(context, database.read(handle -> entity(handle, type, id, nowMs)));
    }

    private ObjectNode entity(Handle handle, EntityType type, String id, long nowMs) {
        FreezeLookup freezes = IncidentEndpoints.freezes(handle, nowMs);
        PaymentTable.Totals totals = PaymentTable.totals(handle, type, id);
        List<PaymentRow> payments = PaymentTable.of(handle, type, id, Long.MAX_VALUE, PAYMENTS);
        ObjectNode json = ConsoleJson.object()
                .put("revision", ConsoleDatabase.revision(handle))
                .put("type", type.name().toLowerCase(Locale.ROOT))
                .put("id", id)
                .put("frozen", type == EntityType.ACCOUNT && freezes.isFrozen(id));
        json.set(
                "totals",
                ConsoleJson.object()
                        .put("payments", totals.payments())
                        .put("suspicious", totals.suspicious())
                        .put("declined", totals.declined())
                        .put("first_at", totals.payments() == 0 ? null : ConsoleJson.time(totals.firstMs()))
                        .put("last_at", totals.payments() == 0 ? null : ConsoleJson.time(totals.lastMs())));
        json.set(
                "payments",
                ConsoleJson.array(payments.stream()
                        .map(payment -> ConsoleJson.payment(payment, false))
                        .toList()));
        json.set("incidents", IncidentEndpoints.items(incidentsOf(handle, type, id, payments), freezes, nowMs));
        json.set("neighbours", new NeighbourGraph(handle, incidents, freezes).json(type, id, 2));
        json.set(
                "actions",
                ConsoleJson.array(
                        type == EntityType.ACCOUNT
                                ? AccountEventTable.of(handle, id, PAYMENTS).stream()
                                        .filter(event -> event.kind() == AccountEvent.Kind.ACCOUNT_ACTION)
                                        .map(event -> (ObjectNode) ConsoleJson.parse(event.json()))
                                        .toList()
                                : List.of()));
        ListEntry.Subject subject = subject(type);
        json.set(
                "lists",
                ConsoleJson.array(
                        subject == null
                                ? List.of()
                                : ListEntryTable.of(handle, subject, id).stream()
                                        .map(ConsoleJson::entry)
                                        .toList()));
        return json;
    }

    private List<IncidentRow> incidentsOf(Handle handle, EntityType type, String id, List<PaymentRow> payments) {
        if (type == EntityType.ACCOUNT) {
            return incidents.ofAccount(handle, id, INCIDENTS);
        }
        List<IncidentRow> found = new ArrayList<>();
        Set<String> accounts = new LinkedHashSet<>();
        payments.stream().filter(EntityEndpoints::isSuspicious).forEach(payment -> accounts.add(payment.accountId()));
        for (String account : accounts) {
            if (found.size() < INCIDENTS) {
                found.addAll(incidents.ofAccount(handle, account, 1));
            }
        }
        return found;
    }

    private static boolean isSuspicious(PaymentRow payment) {
        return payment.decision() != null && payment.decision().suspicious();
    }

    /** The kind of list entries for an entity; null if lists do not know it. */
    private static ListEntry.@Nullable Subject subject(EntityType type) {
        return switch (type) {
            case ACCOUNT, COUNTERPARTY -> ListEntry.Subject.ACCOUNT;
            case DEVICE -> ListEntry.Subject.DEVICE;
            case IP -> ListEntry.Subject.IP;
            case MERCHANT -> ListEntry.Subject.MERCHANT;
        };
    }

    /** Incidents whose texts contain the words, payments with the id, and entities with the name. */
    void search(ConsoleSession user, Context context) {
        String text = SessionView.of(context).resolveWords(context.queryParam("q"));
        if (text == null || text.isBlank()) {
            throw RequestBody.invalid("q", "q is missing", "give an id, a name or a part of one");
        }
        audit.record(user, "search", null, text);
        String id = text.strip();
        long nowMs = clock.millis();
        QueueFilter filter = new QueueFilter(Status.ALL, null, Set.of(), text, null, null, null, 0, true);
        Responses.json(context, database.read(handle -> {
            FreezeLookup freezes = IncidentEndpoints.freezes(handle, nowMs);
            ObjectNode json = ConsoleJson.object().put("revision", ConsoleDatabase.revision(handle));
            json.set(
                    "incidents",
                    IncidentEndpoints.items(
                            incidents
                                    .page(handle, filter, Sort.NEWEST, nowMs, FOUND, 0)
                                    .incidents(),
                            freezes,
                            nowMs));
            json.set(
                    "payments",
                    ConsoleJson.array(PaymentTable.withTransactionId(handle, id, FOUND).stream()
                            .map(payment -> ConsoleJson.payment(payment, false))
                            .toList()));
            List<ObjectNode> entities = new ArrayList<>();
            for (EntityType type : EntityType.values()) {
                long payments = PaymentTable.totals(handle, type, id).payments();
                if (payments > 0) {
                    entities.add(ConsoleJson.object()
                            .put("type", type.name().toLowerCase(Locale.ROOT))
                            .put("id", id)
                            .put("payments", payments));
                }
            }
            json.set("entities", ConsoleJson.array(entities));
            return json;
        }));
    }

    void freeze(ConsoleSession user, Context context) {
        act(user, AccountAction.Type.FREEZE, context);
    }

    void release(ConsoleSession user, Context context) {
        act(user, AccountAction.Type.RELEASE, context);
    }

    private void act(ConsoleSession user, AccountAction.Type type, Context context) {
        RequestBody body = RequestBody.of(context);
        AccountAction.Scope scope = body.optionalOneOf("scope", AccountAction.Scope.class);
        String account = SessionView.pathId(context);
        String reason = body.text("reason");
        Duration length = body.optionalHours("hours");
        audit.record(user, type.name().toLowerCase(Locale.ROOT), account, reason);
        AccountAction action = work.act(
                account, type, scope == null ? AccountAction.Scope.OUTGOING : scope, user.analyst(), reason, length);
        ObjectNode json = ConsoleJson.object();
        json.set("account", ConsoleJson.action(action));
        Responses.json(context, json);
    }

    void list(ConsoleSession user, Context context) {
        RequestBody body = RequestBody.of(context);
        ListEntry.Change change = body.optionalOneOf("change", ListEntry.Change.class);
        ListEntry.ListType list = body.oneOf("list", ListEntry.ListType.class);
        String value = SessionView.of(context).resolve(body.text("value"));
        String reason = body.text("reason");
        audit.record(user, "list", value, list + ": " + reason);
        ListEntry entry = work.list(
                list,
                body.oneOf("entity_type", ListEntry.Subject.class),
                value,
                change == null ? ListEntry.Change.ADD : change,
                user.analyst(),
                reason,
                body.optionalHours("hours"));
        ObjectNode json = ConsoleJson.object();
        json.set("entry", ConsoleJson.entry(entry));
        Responses.json(context, json);
    }
}
