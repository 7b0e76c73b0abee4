package io.nacre.console.store;

import io.nacre.codec.Contract;
import io.nacre.console.store.IncidentRow.IncidentVerdict;
import io.nacre.console.store.PaymentDetails.MerchantDetails;
import io.nacre.console.store.QueueFilter.Sort;
import io.nacre.decision.Verdict;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import io.nacre.payment.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The incidents, each with its latest alert. */
public final class IncidentTable {

    static final RecordJson<Alert> ALERTS = new RecordJson<>(Contract.ALERT);

    static final String IS_ASSIGNED =
            "(i.assignee IS NOT NULL AND (i.lease_expires_at IS NULL OR i.lease_expires_at > :now))";

    static final String IS_OPEN = "i.is_open = 1";

    /** Not found by the index of open incidents, which are many, but by that of the other condition. */
    private static final String IS_OPEN_TOO = "+i.is_open = 1";

    private static final String IS_SNOOZED =
            "(" + IS_OPEN_TOO + " AND i.snoozed_until IS NOT NULL AND i.snoozed_until > :now)";

    private static final String SELECT = """
            SELECT i.*, l.alert, a.body AS assignment, a.version AS assignment_version, v.finding, v.found_at, v.analyst,
              v.reason
            FROM incident i
            JOIN incident_alert l ON l.incident_id = i.incident_id
            LEFT JOIN assignment a ON a.incident_id = i.incident_id
            LEFT JOIN incident_verdict v ON v.incident_id = i.incident_id
            """;

    static final char REASON_END = ' ';

    private final IncidentDueTimes dueTimes;

    public IncidentTable(IncidentDueTimes dueTimes) {
        this.dueTimes = dueTimes;
    }

    /**
     * The counts above the queue, of open incidents.
     *
     * @param open without snoozed ones
     */
    public record Counts(long open, long unassigned, long mine, long snoozed, long overdue) {}

    /** A page of the queue, with the number of all incidents that the filter lets pass. */
    public record Page(List<IncidentRow> incidents, long total) {
        public Page {
            incidents = List.copyOf(incidents);
        }
    }

    /** Adds the latest alert of an incident, with its payment if that is known. */
    static void add(Handle handle, Alert alert, long receivedMs, long revision) {
        PaymentRow found = PaymentTable.find(handle, alert.accountId(), alert.transactionId());
        PaymentRow payment = found == null || found.channel() == null ? null : found;
        MerchantDetails merchant = payment == null ? null : payment.details().merchant();
        handle.createUpdate("""
                        INSERT INTO incident (incident_id, account_id, transaction_id, parent_incident_id, closed, is_open,
                          severity, score, loss_eur, opened_at, updated_at, first_received_at, received_at, reasons, merchant_id,
                          merchant_name, mcc, country, has_payment, search_text, revision)
                        VALUES (:id, :account, :transaction, :parent, :closed, 0, :severity, :score, :loss, :opened,
                          :updated, :received, :received, :reasons, :merchant, :name, :mcc, :country, :known, :text,
                          :revision)
                        ON CONFLICT (incident_id) DO UPDATE SET account_id = excluded.account_id,
                          transaction_id = excluded.transaction_id, parent_incident_id = excluded.parent_incident_id,
                          closed = excluded.closed, severity = excluded.severity, score = excluded.score,
                          loss_eur = excluded.loss_eur, opened_at = excluded.opened_at,
                          updated_at = excluded.updated_at, received_at = excluded.received_at,
                          reasons = excluded.reasons, merchant_id = excluded.merchant_id,
                          merchant_name = excluded.merchant_name, mcc = excluded.mcc, country = excluded.country,
                          has_payment = excluded.has_payment, search_text = excluded.search_text,
                          revision = excluded.revision""")
                .bind("id", alert.incidentId())
                .bind("account", alert.accountId())
                .bind("transaction", alert.transactionId())
                .bind("parent", alert.parentIncidentId())
                .bind("closed", alert.status() == Alert.Status.CLOSED ? 1 : 0)
                .bind("severity", alert.severity().name())
                .bind("score", alert.totals().maxScore())
                .bind("loss", alert.totals().expectedLossInEuro())
                .bind("opened", alert.openedAtMs())
                .bind("updated", alert.updatedAtMs())
                .bind("received", receivedMs)
                .bind("reasons", reasons(alert))
                .bind("merchant", merchant == null ? null : merchant.id())
                .bind("name", merchant == null ? null : merchant.name())
                .bind("mcc", merchant == null ? null : merchant.mcc())
                .bind("country", merchant == null ? null : merchant.country())
                .bind("known", payment == null ? 0 : 1)
                .bind("text", searchText(alert, payment))
                .bind("revision", revision)
                .execute();
        handle.createUpdate("INSERT INTO incident_alert (incident_id, alert) VALUES (:id, :alert)"
                        + " ON CONFLICT (incident_id) DO UPDATE SET alert = excluded.alert")
                .bind("id", alert.incidentId())
                .bind("alert", ALERTS.text(alert))
                .execute();
        refresh(handle, alert.incidentId(), revision);
    }

    /** Adds payments to the incidents whose alert came before them. */
    static void addPayments(Handle handle, Collection<Transaction> transactions, long revision) {
        boolean anyWaits = handle.createQuery("SELECT EXISTS (SELECT 1 FROM incident WHERE has_payment = 0)")
                .mapTo(Boolean.class)
                .one();
        if (!anyWaits) {
            return;
        }
        for (Transaction transaction : transactions) {
            handle.createQuery("SELECT l.alert, i.received_at FROM incident i"
                            + " JOIN incident_alert l ON l.incident_id = i.incident_id"
                            + " WHERE i.has_payment = 0 AND i.account_id = :account"
                            + " AND i.transaction_id = :transaction")
                    .bind("account", transaction.accountId())
                    .bind("transaction", transaction.id())
                    .map((row, context) -> Map.entry(ALERTS.read(row.getString("alert")), row.getLong("received_at")))
                    .list()
                    .forEach(incident -> add(handle, incident.getKey(), incident.getValue(), revision));
        }
    }

    static void addVerdict(Handle handle, Verdict verdict, long receivedMs, long revision) {
        if (verdict.incidentId() == null) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO incident_verdict (incident_id, finding, found_at, received_at, analyst, reason)
                        VALUES (:id, :finding, :found, :received, :analyst, :reason)
                        ON CONFLICT (incident_id) DO UPDATE SET finding = excluded.finding, found_at = excluded.found_at,
                          received_at = excluded.received_at, analyst = excluded.analyst, reason = excluded.reason
                        WHERE excluded.found_at >= incident_verdict.found_at""")
                .bind("id", verdict.incidentId())
                .bind("finding", verdict.finding().name())
                .bind("found", verdict.atMs())
                .bind("received", receivedMs)
                .bind("analyst", verdict.analyst())
                .bind(
                        "reason",
                        verdict.reason() == null ? null : verdict.reason().name())
                .execute();
        refresh(handle, verdict.incidentId(), revision);
    }

    /** Brings an incident up to date with its verdict and its assignment, which may come before its first alert. */
    static void refresh(Handle handle, String incidentId, long revision) {
        handle.createUpdate("""
                        UPDATE incident SET revision = :revision,
                          is_open = CASE WHEN closed = 0 AND NOT EXISTS (SELECT 1 FROM incident_verdict v
                            WHERE v.incident_id = :id AND v.finding <> 'INCONCLUSIVE'
                              AND v.found_at >= incident.updated_at) THEN 1 ELSE 0 END,
                          (assignee, lease_expires_at, snoozed_until) = (SELECT a.assignee, a.lease_expires_at,
                            a.snoozed_until FROM assignment a WHERE a.incident_id = :id)
                        WHERE incident_id = :id""")
                .bind("revision", revision)
                .bind("id", incidentId)
                .execute();
    }

    /** Marks an incident as changed. */
    static void touch(Handle handle, String incidentId, long revision) {
        handle.createUpdate("UPDATE incident SET revision = :revision WHERE incident_id = :id")
                .bind("revision", revision)
                .bind("id", incidentId)
                .execute();
    }

    static void touchAccount(Handle handle, String accountId, long revision) {
        handle.createUpdate("UPDATE incident SET revision = :revision WHERE account_id = :id")
                .bind("revision", revision)
                .bind("id", accountId)
                .execute();
    }

    public @Nullable IncidentRow find(Handle handle, String incidentId) {
        return handle.createQuery(SELECT + "WHERE i.incident_id = :id")
                .bind("id", incidentId)
                .map((row, context) -> row(row))
                .findOne()
                .orElse(null);
    }

    /** The incidents of one account, or with a payment of it, latest first. */
    public List<IncidentRow> ofAccount(Handle handle, String accountId, int limit) {
        return handle.createQuery(SELECT + "WHERE i.account_id = :id ORDER BY i.opened_at DESC LIMIT :limit")
                .bind("id", accountId)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** The incidents of single accounts that belong to a shared one. */
    public List<IncidentRow> parts(Handle handle, String parentIncidentId, int limit) {
        return handle.createQuery(SELECT
                        + "WHERE i.parent_incident_id = :id ORDER BY i.loss_eur DESC, i.incident_id LIMIT :limit")
                .bind("id", parentIncidentId)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** The latest incidents with a final verdict whose strongest reason is one of these. */
    public List<IncidentRow> judged(Handle handle, String strongestReason, String exceptId, int limit) {
        return handle.createQuery(SELECT + "WHERE i.reasons LIKE :reason AND i.incident_id <> :except"
                        + " AND v.finding IN ('FRAUD', 'LEGITIMATE') ORDER BY v.received_at DESC LIMIT :limit")
                .bind("reason", strongestReason + REASON_END + '%')
                .bind("except", exceptId)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** The incidents that changed after a revision, those that changed last first. */
    public List<String> changedSince(Handle handle, long revision, int limit) {
        return handle.createQuery(
                        "SELECT incident_id FROM incident WHERE revision > :revision ORDER BY revision DESC LIMIT :limit")
                .bind("revision", revision)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    public Page page(Handle handle, QueueFilter filter, Sort sort, long nowMs, int limit, int offset) {
        List<IncidentRow> rows = rows(handle, filter, where(filter), sort, nowMs, limit, offset);
        return new Page(rows, offset == 0 && rows.size() < limit ? rows.size() : count(handle, filter, nowMs));
    }

    /** Few incidents are hidden, and an index has them; to look at each of the others would take too long. */
    private static long count(Handle handle, QueueFilter filter, long nowMs) {
        String all = "(SELECT COUNT(*) FROM incident i WHERE " + String.join(" AND ", conditions(filter));
        String few = all.replace(IS_OPEN, IS_OPEN_TOO);
        String hidden = hidden(filter).stream()
                .map(condition -> " - " + few + " AND " + condition + ")")
                .collect(Collectors.joining());
        return bind(handle.createQuery("SELECT " + all + ")" + hidden), filter, nowMs)
                .mapTo(Long.class)
                .one();
    }

    /** The best incidents for an analyst: open, free, not skipped by this analyst. */
    public List<IncidentRow> free(Handle handle, QueueFilter filter, Sort sort, long nowMs, int limit, int offset) {
        return rows(handle, filter, where(filter) + " AND NOT " + IS_ASSIGNED, sort, nowMs, limit, offset);
    }

    /**
     * The open incidents that nobody has, that are not escalated, and whose first alert is older; oldest first.
     *
     * @param beforeMs when the first alert must have come, ms since 1970
     */
    public List<IncidentRow> waiting(Handle handle, long nowMs, long beforeMs, int limit) {
        return handle.createQuery(
                        SELECT + "WHERE " + IS_OPEN + " AND i.first_received_at < :before AND NOT " + IS_ASSIGNED
                                + " AND NOT " + IS_SNOOZED + " AND (a.escalated IS NULL OR a.escalated = 0)"
                                + " ORDER BY i.first_received_at, i.incident_id LIMIT :limit")
                .bind("now", nowMs)
                .bind("before", beforeMs)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** Sorts ids only; the long alerts are then read for those of the page. */
    private List<IncidentRow> rows(
            Handle handle, QueueFilter filter, String where, Sort sort, long nowMs, int limit, int offset) {
        String order = " ORDER BY " + order(sort);
        Query query = handle.createQuery(SELECT + "WHERE i.incident_id IN (SELECT i.incident_id FROM incident i "
                + where + order + " LIMIT :limit OFFSET :offset)" + order);
        return bind(query, filter, nowMs)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> row(row))
                .list();
    }

    /** Each is counted by an index of its own: one pass over all incidents would take too long. */
    public Counts counts(Handle handle, String analyst, long nowMs) {
        String count = "(SELECT COUNT(*) FROM incident i WHERE " + IS_OPEN;
        String few = "(SELECT COUNT(*) FROM incident i WHERE " + IS_OPEN_TOO;
        return handle.createQuery("SELECT " + count + ") AS open, "
                        + few + " AND " + IS_SNOOZED + ") AS snoozed, "
                        + few + " AND " + IS_ASSIGNED + " AND NOT " + IS_SNOOZED + ") AS assigned, "
                        + few + " AND i.assignee = :analyst AND " + IS_ASSIGNED + ") AS mine, "
                        + dueTimes.bySeverity().entrySet().stream()
                                .map(due -> count + " AND i.severity = '"
                                        + due.getKey().name() + "' AND i.first_received_at < :now - "
                                        + due.getValue().toMillis() + ")")
                                .collect(Collectors.joining(" + "))
                        + " AS overdue")
                .bind("analyst", analyst)
                .bind("now", nowMs)
                .map((row, context) -> {
                    long shown = row.getLong("open") - row.getLong("snoozed");
                    return new Counts(
                            shown,
                            shown - row.getLong("assigned"),
                            row.getLong("mine"),
                            row.getLong("snoozed"),
                            row.getLong("overdue"));
                })
                .one();
    }

    private static String where(QueueFilter filter) {
        return "WHERE "
                + Stream.concat(
                                conditions(filter).stream(),
                                hidden(filter).stream().map(condition -> "NOT " + condition))
                        .collect(Collectors.joining(" AND "));
    }

    /** The incidents that a filter does not show although they meet its conditions; none meets two of these. */
    private static List<String> hidden(QueueFilter filter) {
        List<String> hidden = new ArrayList<>();
        if (!filter.snoozed()) {
            hidden.add(IS_SNOOZED);
        }
        if (QueueFilter.NOBODY.equals(filter.assignee())) {
            hidden.add(filter.snoozed() ? IS_ASSIGNED : "(" + IS_ASSIGNED + " AND NOT " + IS_SNOOZED + ")");
        }
        return hidden;
    }

    /** The conditions always name :now, so that it can always be bound. */
    private static List<String> conditions(QueueFilter filter) {
        List<String> conditions = new ArrayList<>(List.of(":now > 0"));
        switch (filter.status()) {
            case OPEN -> conditions.add(IS_OPEN);
            case CLOSED -> conditions.add("i.is_open = 0");
            case ALL -> {}
        }
        if (filter.assignee() != null && !filter.assignee().equals(QueueFilter.NOBODY)) {
            conditions.add("i.assignee = :assignee AND " + IS_ASSIGNED);
        }
        if (!filter.severities().isEmpty()) {
            conditions.add("i.severity IN ("
                    + filter.severities().stream()
                            .map(severity -> "'" + severity.name() + "'")
                            .collect(Collectors.joining(", "))
                    + ")");
        }
        int words = words(filter.text()).size();
        for (int k = 0; k < words; k++) {
            conditions.add("i.search_text LIKE :word" + k + " ESCAPE '!'");
        }
        if (filter.country() != null) {
            conditions.add("i.country = :country");
        }
        if (filter.merchant() != null) {
            conditions.add("i.merchant_id = :merchant");
        }
        if (filter.reason() != null) {
            conditions.add("' ' || i.reasons LIKE :reason ESCAPE '!'");
        }
        if (filter.minLossEuro() > 0) {
            conditions.add("i.loss_eur >= :loss");
        }
        return conditions;
    }

    private static Query bind(Query query, QueueFilter filter, long nowMs) {
        query.bind("now", nowMs);
        if (filter.assignee() != null && !filter.assignee().equals(QueueFilter.NOBODY)) {
            query.bind("assignee", filter.assignee());
        }
        List<String> words = words(filter.text());
        for (int k = 0; k < words.size(); k++) {
            query.bind("word" + k, '%' + escaped(words.get(k)) + '%');
        }
        if (filter.country() != null) {
            query.bind("country", filter.country());
        }
        if (filter.merchant() != null) {
            query.bind("merchant", filter.merchant());
        }
        if (filter.reason() != null) {
            query.bind("reason", "% " + escaped(filter.reason()) + REASON_END + '%');
        }
        if (filter.minLossEuro() > 0) {
            query.bind("loss", filter.minLossEuro());
        }
        return query;
    }

    private String order(Sort sort) {
        return switch (sort) {
            case LOSS -> "i.loss_eur DESC, i.incident_id";
            case SCORE -> "i.score DESC, i.incident_id";
            case OLDEST -> "i.first_received_at, i.incident_id";
            case NEWEST -> "i.first_received_at DESC, i.incident_id";
            case DUE -> dueTimes.sql() + ", i.incident_id";
        };
    }

    private static List<String> words(@Nullable String text) {
        return text == null
                ? List.of()
                : Stream.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                        .filter(word -> !word.isEmpty())
                        .limit(8)
                        .toList();
    }

    /** A text in which the signs of LIKE stand for themselves. */
    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String reasons(Alert alert) {
        return alert.model().reasons().stream()
                .map(reason -> reason.code() + REASON_END)
                .collect(Collectors.joining());
    }

    private static String searchText(Alert alert, @Nullable PaymentRow payment) {
        Stream<@Nullable String> texts = Stream.of(
                alert.incidentId(), alert.accountId(), alert.transactionId(), alert.entity(), alert.parentIncidentId());
        if (payment != null) {
            PaymentDetails details = payment.details();
            MerchantDetails merchant = details.merchant();
            texts = Stream.concat(
                    texts,
                    Stream.of(
                            details.ip(),
                            details.deviceId(),
                            details.counterpartyId(),
                            merchant == null ? null : merchant.id(),
                            merchant == null ? null : merchant.name()));
        }
        return texts.filter(Objects::nonNull)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }

    private IncidentRow row(ResultSet row) throws SQLException {
        Alert alert = ALERTS.read(row.getString("alert"));
        String merchantId = row.getString("merchant_id");
        String finding = row.getString("finding");
        long firstReceivedMs = row.getLong("first_received_at");
        return new IncidentRow(
                alert,
                new IncidentRow.Times(
                        firstReceivedMs, row.getLong("received_at"), dueTimes.dueMs(alert.severity(), firstReceivedMs)),
                merchantId == null
                        ? null
                        : new MerchantDetails(
                                merchantId,
                                row.getString("merchant_name"),
                                row.getString("mcc"),
                                row.getString("country")),
                assignment(row.getString("assignment")),
                row.getLong("assignment_version"),
                finding == null
                        ? null
                        : new IncidentVerdict(
                                finding, row.getLong("found_at"), row.getString("analyst"), row.getString("reason")));
    }

    private static @Nullable Assignment assignment(@Nullable String body) {
        if (body == null) {
            return null;
        }
        InvestigationRecord record = InvestigationTables.RECORDS.read(body);
        return record.content() instanceof Assignment assignment ? assignment : null;
    }
}
