package io.nacre.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.console.store.AccountEvent;
import io.nacre.console.store.AccountEventTable;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.IncidentRow.IncidentVerdict;
import io.nacre.console.store.IncidentTable;
import io.nacre.console.store.InvestigationTables;
import io.nacre.console.store.PaymentRow;
import io.nacre.console.store.PaymentRow.PaymentDecision;
import io.nacre.console.store.PaymentTable;
import io.nacre.console.store.PaymentTable.EntityType;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Note;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.explain.Reason;
import io.nacre.payment.GeoPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Everything that the page of one incident shows. */
final class IncidentPage {

    private static final String CLASSICAL = "classical";
    private static final int PAYMENTS = 100;
    private static final int EVENTS = 200;
    private static final int PLACES = 20;
    private static final int JUDGED = 100;
    private static final int SIMILAR = 8;
    private static final int PARTS = 50;
    private static final double MS_PER_HOUR = TimeUnit.HOURS.toMillis(1);

    private final Handle handle;
    private final IncidentTable incidents;
    private final IncidentRow row;
    private final FreezeLookup freezes;
    private final long nowMs;
    private final List<PaymentRow> payments;

    IncidentPage(Handle handle, IncidentTable incidents, IncidentRow row, FreezeLookup freezes, long nowMs) {
        this.handle = handle;
        this.incidents = incidents;
        this.row = row;
        this.freezes = freezes;
        this.nowMs = nowMs;
        this.payments = PaymentTable.of(handle, EntityType.ACCOUNT, alert().accountId(), Long.MAX_VALUE, PAYMENTS);
    }

    ObjectNode json() {
        Alert alert = alert();
        PaymentRow payment = PaymentTable.find(handle, alert.accountId(), alert.transactionId());
        PaymentDecision decision = payment == null ? null : payment.decision();
        JsonNode record = decision == null || decision.json() == null ? null : ConsoleJson.parse(decision.json());
        List<InvestigationRecord> notes = InvestigationTables.notes(handle, alert.incidentId());
        List<AccountEvent> events = AccountEventTable.of(handle, alert.accountId(), EVENTS);

        ObjectNode json = ConsoleJson.object();
        json.set("incident", ConsoleJson.incident(row, freezes.isFrozen(alert.accountId()), nowMs));
        json.set("payment", payment == null ? null : ConsoleJson.payment(payment, false));
        json.set("trail", trail(alert.model().trail()));
        json.set("reasons", ConsoleJson.reasons(alert.model().reasons()));
        json.set("anomaly", anomaly(alert.model().anomaly()));
        json.set(
                "payments",
                ConsoleJson.array(payments.stream()
                        .map(each -> ConsoleJson.payment(
                                each, payment != null && each.eventTimeMs() > payment.eventTimeMs()))
                        .toList()));
        json.set("timeline", timeline(notes, events));
        json.set("places", places());
        json.set(
                "notes", ConsoleJson.array(notes.stream().map(ConsoleJson::note).toList()));
        json.set("verdicts", verdicts(events));
        json.set("similar", similar());
        json.set(
                "parts",
                ConsoleJson.array(
                        alert.entity() == null
                                ? List.of()
                                : incidents.parts(handle, alert.incidentId(), PARTS).stream()
                                        .map(part -> ConsoleJson.incident(
                                                part,
                                                freezes.isFrozen(part.alert().accountId()),
                                                nowMs))
                                        .toList()));
        json.put("bundle_id", alert.model().bundleId());
        json.set("rules", record == null ? ConsoleJson.array(List.of()) : record.path("rules"));
        ObjectNode raw = ConsoleJson.object();
        raw.set("alert", ConsoleJson.alert(alert));
        raw.set("decision", record);
        json.set("raw", raw);
        return json;
    }

    private Alert alert() {
        return row.alert();
    }

    private static ArrayNode trail(Trail trail) {
        List<ObjectNode> steps = new ArrayList<>();
        for (int k = 0; k <= trail.layers(); k++) {
            steps.add(ConsoleJson.object()
                    .put("layer", k == 0 ? CLASSICAL : Layers.CASCADE.get(k - 1).name())
                    .put("logit", trail.logits()[k])
                    .put("probability", trail.probability(k))
                    .put("contribution", k == 0 ? trail.logits()[0] : trail.contribution(k)));
        }
        return ConsoleJson.array(steps);
    }

    private static @Nullable ObjectNode anomaly(@Nullable Anomaly anomaly) {
        if (anomaly == null) {
            return null;
        }
        ObjectNode json = ConsoleJson.object().put("tail_probability", anomaly.tailProbability());
        json.set(
                "unusual_features",
                ConsoleJson.array(anomaly.unusualFeatures().stream()
                        .map(unusual -> ConsoleJson.object()
                                .put("feature", unusual.feature())
                                .put("value", unusual.value())
                                .put("expected", unusual.expected())
                                .put("share", unusual.share()))
                        .toList()));
        return json;
    }

    /** All that happened to the account, latest first. */
    private ArrayNode timeline(List<InvestigationRecord> notes, List<AccountEvent> events) {
        List<TimelineEntry> entries = new ArrayList<>();
        for (PaymentRow payment : payments) {
            entries.add(new TimelineEntry(
                    payment.eventTimeMs(), ConsoleJson.payment(payment, false).put("kind", "transaction")));
        }
        for (AccountEvent event : events) {
            entries.add(new TimelineEntry(event.happenedAtMs(), event(event)));
        }
        for (InvestigationRecord note : notes) {
            entries.add(new TimelineEntry(
                    note.recordedAtMs(),
                    ConsoleJson.object()
                            .put("kind", "note")
                            .put("actor", note.actor())
                            .put("text", note.content() instanceof Note written ? written.text() : "")));
        }
        entries.add(new TimelineEntry(
                alert().openedAtMs(), ConsoleJson.object().put("kind", "alert").put("text", alert().incidentId())));
        entries.sort(Comparator.comparingLong(TimelineEntry::atMs).reversed());
        return ConsoleJson.array(entries.stream()
                .map(entry -> entry.json().put("at", ConsoleJson.time(entry.atMs())))
                .toList());
    }

    private record TimelineEntry(long atMs, ObjectNode json) {}

    private static ObjectNode event(AccountEvent event) {
        JsonNode body = ConsoleJson.parse(event.json());
        ObjectNode json = ConsoleJson.object().put("transaction_id", event.transactionId());
        switch (event.kind()) {
            case VERDICT ->
                json.put("kind", "verdict")
                        .put("finding", text(body, "finding"))
                        .put("reason", text(body, "reason"))
                        .put("actor", text(body, "analyst"))
                        .put("text", text(body, "note"));
            case ACCOUNT_ACTION ->
                json.put("kind", text(body, "type").equals(AccountAction.Type.FREEZE.name()) ? "freeze" : "release")
                        .put("scope", text(body, "scope"))
                        .put("actor", text(body, "actor"))
                        .put("expires_at", text(body, "expires_at"))
                        .put("text", text(body, "reason"));
            case CHARGEBACK -> json.put("kind", "chargeback").put("text", text(body, "reason"));
            case LIFECYCLE ->
                json.put("kind", "lifecycle")
                        .put("type", text(body, "type"))
                        .put("reason", text(body, "decline_reason"))
                        .put("text", text(body, "type"));
            case STAND_IN ->
                json.put("kind", "stand_in")
                        .put("outcome", text(body, "outcome"))
                        .put("reason", text(body, "reason"))
                        .put("text", text(body, "basis_detail"));
        }
        return json;
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    private static ArrayNode verdicts(List<AccountEvent> events) {
        return ConsoleJson.array(events.stream()
                .filter(event -> event.kind() == AccountEvent.Kind.VERDICT)
                .map(event -> (ObjectNode) ConsoleJson.parse(event.json()))
                .toList());
    }

    /** The places of the latest payments, oldest first, with the speed that the way between them would take. */
    private ArrayNode places() {
        List<PaymentRow> located = payments.stream()
                .filter(payment -> payment.details().place() != null)
                .limit(PLACES)
                .sorted(Comparator.comparingLong(PaymentRow::eventTimeMs))
                .toList();
        List<ObjectNode> places = new ArrayList<>();
        PaymentRow before = null;
        for (PaymentRow payment : located) {
            GeoPoint place = payment.details().place();
            if (place == null) {
                continue;
            }
            ObjectNode json = ConsoleJson.object()
                    .put("at", ConsoleJson.time(payment.eventTimeMs()))
                    .put("transaction_id", payment.transactionId())
                    .put(
                            "country",
                            payment.details().merchant() == null
                                    ? null
                                    : payment.details().merchant().country())
                    .put("latitude", place.latitude())
                    .put("longitude", place.longitude());
            GeoPoint from = before == null ? null : before.details().place();
            if (before != null && from != null) {
                double km = from.distanceKm(place);
                double hours = (payment.eventTimeMs() - before.eventTimeMs()) / MS_PER_HOUR;
                json.put("km_from_previous", km).put("hours_from_previous", hours);
                if (hours > 0) {
                    json.put("kmh_from_previous", km / hours);
                }
            }
            places.add(json);
            before = payment;
        }
        return ConsoleJson.array(places);
    }

    /** Past incidents with the same strongest reason and a verdict; those with the most reasons in common first. */
    private ArrayNode similar() {
        Set<String> codes = codes(row);
        if (codes.isEmpty()) {
            return ConsoleJson.array(List.of());
        }
        String strongest = alert().model().reasons().get(0).code();
        return ConsoleJson.array(incidents.judged(handle, strongest, alert().incidentId(), JUDGED).stream()
                .sorted(Comparator.comparingInt((IncidentRow other) -> -common(codes, other)))
                .limit(SIMILAR)
                .map(other -> {
                    IncidentVerdict verdict = other.verdict();
                    return ConsoleJson.incident(
                                    other, freezes.isFrozen(other.alert().accountId()), nowMs)
                            .put("finding", verdict == null ? null : verdict.finding())
                            .put("common_reasons", common(codes, other));
                })
                .toList());
    }

    private static int common(Set<String> codes, IncidentRow other) {
        Set<String> both = new HashSet<>(codes(other));
        both.retainAll(codes);
        return both.size();
    }

    private static Set<String> codes(IncidentRow row) {
        return row.alert().model().reasons().stream().map(Reason::code).collect(Collectors.toSet());
    }

    /** Whether accounts are frozen at a moment, each looked up once. */
    static final class FreezeLookup {

        private final Handle handle;
        private final long eventTimeMs;
        private final Map<String, Boolean> known = new HashMap<>();

        FreezeLookup(Handle handle, long eventTimeMs) {
            this.handle = handle;
            this.eventTimeMs = eventTimeMs;
        }

        boolean isFrozen(String accountId) {
            return known.computeIfAbsent(
                    accountId,
                    id -> AccountEventTable.status(handle, id).stateAt(eventTimeMs) == AccountStatus.State.FROZEN);
        }
    }
}
