package io.nacre.console.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.codec.Contract;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.IncidentRow.IncidentVerdict;
import io.nacre.console.store.PaymentDetails;
import io.nacre.console.store.PaymentDetails.MerchantDetails;
import io.nacre.console.store.PaymentRow;
import io.nacre.console.store.PaymentRow.PaymentDecision;
import io.nacre.console.store.RecordJson;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import io.nacre.decision.investigation.InvestigationRecord.Note;
import io.nacre.decision.investigation.InvestigationRecord.SavedView;
import io.nacre.model.explain.Reason;
import io.nacre.payment.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON of incidents, payments and what belongs to them. Times are RFC 3339 in UTC. */
final class ConsoleJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RecordJson<Alert> ALERTS = new RecordJson<>(Contract.ALERT);
    private static final RecordJson<AccountAction> ACTIONS = new RecordJson<>(Contract.ACCOUNT_ACTION);
    private static final RecordJson<ListEntry> ENTRIES = new RecordJson<>(Contract.LIST_ENTRY);

    private ConsoleJson() {}

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array(List<ObjectNode> items) {
        return NODES.arrayNode().addAll(items);
    }

    static @Nullable String time(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms).toString();
    }

    /**
     * An incident as a row of the queue.
     *
     * @param frozen whether the account is frozen now
     */
    static ObjectNode incident(IncidentRow row, boolean frozen, long nowMs) {
        Alert alert = row.alert();
        Assignment assignment = row.assignment();
        MerchantDetails merchant = row.merchant();
        ObjectNode json = object().put("incident_id", alert.incidentId())
                .put("account_id", alert.accountId())
                .put("transaction_id", alert.transactionId())
                .put("status", row.isOpen() ? alert.status().name() : Alert.Status.CLOSED.name())
                .put("severity", alert.severity().name())
                .put("score", alert.totals().maxScore())
                .put("expected_loss", alert.totals().expectedLoss())
                .put("loss_currency", alert.totals().lossCurrency())
                .put("opened_at", time(alert.openedAtMs()))
                .put("updated_at", time(alert.updatedAtMs()))
                .put("received_at", time(row.times().firstReceivedMs()))
                .put("due_at", time(row.times().dueMs()))
                .put("transaction_count", alert.totals().transactionCount())
                .put("outcome", alert.transaction().outcome().name())
                .put("merchant", merchant == null ? null : merchant.name() == null ? merchant.id() : merchant.name())
                .put("merchant_id", merchant == null ? null : merchant.id())
                .put("merchant_category", merchant == null ? null : merchant.mcc())
                .put("country", merchant == null ? null : merchant.country())
                .put("entity", alert.entity())
                .put("account_count", alert.incident().scope().accountCount())
                .put("parent_incident_id", alert.parentIncidentId())
                .put("assignee", row.assigneeAt(nowMs))
                .put("lease_expires_at", assignment == null ? null : time(assignment.leaseExpiresAtMs()))
                .put("snoozed_until", assignment == null ? null : time(assignment.snoozedUntilMs()))
                .put("escalated", assignment != null && assignment.escalated())
                .put("version", row.assignmentVersion())
                .put("frozen", frozen);
        json.set("amount", money(alert.transaction().amount()));
        json.set("reasons", reasons(alert.model().reasons()));
        json.set("verdict", row.verdict() == null ? null : verdict(row.verdict()));
        return json;
    }

    private static ObjectNode verdict(IncidentVerdict verdict) {
        return object().put("finding", verdict.finding())
                .put("reason", verdict.reason())
                .put("analyst", verdict.analyst())
                .put("found_at", time(verdict.foundAtMs()));
    }

    static ObjectNode money(Money amount) {
        return object().put("minor", amount.minorUnits())
                .put("currency", amount.currency())
                .put("text", amount.text());
    }

    static ArrayNode reasons(List<Reason> reasons) {
        return array(reasons.stream()
                .map(reason -> object().put("code", reason.code())
                        .put("feature", reason.feature())
                        .put("value", reason.value())
                        .put("baseline", Double.isNaN(reason.baseline()) ? null : (Double) reason.baseline())
                        .put("contribution", reason.contribution())
                        .put("description", reason.description()))
                .toList());
    }

    /**
     * A payment.
     *
     * @param newer whether it came after the evidence of the incident that it is shown with
     */
    static ObjectNode payment(PaymentRow row, boolean newer) {
        PaymentDetails details = row.details();
        MerchantDetails merchant = details.merchant();
        PaymentDecision decision = row.decision();
        ObjectNode json = object().put("transaction_id", row.transactionId())
                .put("account_id", row.accountId())
                .put("event_time", time(row.eventTimeMs()))
                .put("channel", row.channel())
                .put("merchant", merchant == null ? null : merchant.name() == null ? merchant.id() : merchant.name())
                .put("merchant_id", merchant == null ? null : merchant.id())
                .put("merchant_category", merchant == null ? null : merchant.mcc())
                .put("country", merchant == null ? null : merchant.country())
                .put("ip", details.ip())
                .put("device_id", details.deviceId())
                .put("counterparty_id", details.counterpartyId())
                .put("outcome", decision == null ? null : decision.outcome())
                .put("cause", decision == null ? null : decision.cause())
                .put("cause_detail", decision == null ? null : decision.causeDetail())
                .put("score", decision == null ? null : (Double) decision.score())
                .put("decided_at", decision == null ? null : time(decision.decidedAtMs()))
                .put("suspicious", decision != null && decision.suspicious())
                .put("newer", newer);
        json.set("amount", row.amount() == null ? null : money(row.amount()));
        return json;
    }

    static ObjectNode note(InvestigationRecord record) {
        ObjectNode json = object().put("actor", record.actor())
                .put("at", time(record.recordedAtMs()))
                .put("version", record.version());
        if (record.content() instanceof Note note) {
            json.put("note_id", note.noteId()).put("text", note.text());
        }
        return json;
    }

    static ObjectNode view(InvestigationRecord record) {
        ObjectNode json = object().put("version", record.version());
        if (record.content() instanceof SavedView view) {
            json.put("name", view.name()).put("query", view.query()).put("is_default", view.isDefault());
        }
        return json;
    }

    static ObjectNode alert(Alert alert) {
        return ALERTS.node(alert);
    }

    static ObjectNode action(AccountAction action) {
        return ACTIONS.node(action);
    }

    static ObjectNode entry(ListEntry entry) {
        return ENTRIES.node(entry);
    }

    /** The JSON of a text that the store has. */
    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the store has a text that is not JSON", e);
        }
    }
}
