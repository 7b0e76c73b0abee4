package io.nacre.console.store;

import io.nacre.decision.RuleHit;
import io.nacre.payment.Millis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** How much work the team has and does, and how good its alerts are. Each query counts an incident once. */
public final class TeamQueries {

    private static final long DAY_MS = Millis.DAY_MS;

    /** The most verdicts that are read for the times of handling; the latest ones. */
    private static final int MAX_HANDLED = 50_000;

    private static final String FRAUD = "FRAUD";
    private static final String IS_FINAL = "v.finding IN ('FRAUD', 'LEGITIMATE')";

    private final IncidentDueTimes dueTimes;

    public TeamQueries(IncidentDueTimes dueTimes) {
        this.dueTimes = dueTimes;
    }

    /**
     * The open incidents, snoozed ones included.
     *
     * @param today due until the end of the day, and not overdue
     * @param byAge those younger than each of the given ages and not younger than the one before, then the older ones
     */
    public record Open(long overdue, long today, long later, List<Long> byAge) {
        public Open {
            byAge = List.copyOf(byAge);
        }
    }

    /** Counts the open incidents by the time until they are due, and by their age. */
    public Open open(Handle handle, long nowMs, long endOfDayMs, List<Long> agesMs) {
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(sumIf("due < :now", "overdue"))
                .append(", ")
                .append(sumIf("due >= :now AND due < :end", "today"))
                .append(", ")
                .append(sumIf("due >= :now AND due >= :end", "later"));
        for (int k = 0; k <= agesMs.size(); k++) {
            String younger = k == agesMs.size() ? "" : "age < " + agesMs.get(k);
            String older = k == 0 ? "" : "age >= " + agesMs.get(k - 1);
            sql.append(", ").append(sumIf(younger + (k == 0 || k == agesMs.size() ? "" : " AND ") + older, "age" + k));
        }
        sql.append(" FROM (SELECT ")
                .append(dueTimes.sql())
                .append(" AS due, :now - i.first_received_at AS age FROM incident i WHERE ")
                .append(IncidentTable.IS_OPEN)
                .append(") AS incidents");
        return handle.createQuery(sql.toString())
                .bind("now", nowMs)
                .bind("end", endOfDayMs)
                .map((row, context) -> {
                    List<Long> byAge = new ArrayList<>();
                    for (int k = 0; k <= agesMs.size(); k++) {
                        byAge.add(row.getLong("age" + k));
                    }
                    return new Open(row.getLong("overdue"), row.getLong("today"), row.getLong("later"), byAge);
                })
                .one();
    }

    private static String sumIf(String condition, String name) {
        return "COALESCE(SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END), 0) AS " + name;
    }

    /**
     * The incidents of which the first alert arrived on one day.
     *
     * @param day days since 1970 in UTC
     * @param frauds those with the verdict fraud, {@code falseAlarms} those with the verdict legitimate
     */
    public record Day(long day, long alerts, long frauds, long falseAlarms) {}

    /** The days with incidents, from a moment on, earliest first. */
    public List<Day> days(Handle handle, long fromMs) {
        return handle.createQuery("SELECT i.first_received_at / " + DAY_MS + " AS day, COUNT(*) AS alerts, "
                        + sumIf("v.finding = 'FRAUD'", "frauds") + ", "
                        + sumIf("v.finding = 'LEGITIMATE'", "false_alarms")
                        + " FROM incident i LEFT JOIN incident_verdict v ON v.incident_id = i.incident_id"
                        + " WHERE i.first_received_at >= :from GROUP BY i.first_received_at / " + DAY_MS
                        + " ORDER BY day")
                .bind("from", fromMs)
                .map((row, context) -> new Day(
                        row.getLong("day"), row.getLong("alerts"), row.getLong("frauds"), row.getLong("false_alarms")))
                .list();
    }

    /**
     * A final verdict.
     *
     * @param receivedMs on the clock of the broker
     * @param handlingMs from the first time that somebody took the incident; null if nobody did. The assignment carries
     *     that time from version to version, because the topic keeps only its latest record
     */
    public record Handled(
            String analyst, long receivedMs, @Nullable Long handlingMs) {}

    /** The final verdicts from a moment on, latest first. */
    public List<Handled> handled(Handle handle, long fromMs) {
        return handle.createQuery("SELECT v.analyst, v.received_at, v.received_at - a.first_assigned_at AS handling"
                        + " FROM incident_verdict v LEFT JOIN assignment a ON a.incident_id = v.incident_id"
                        + " WHERE v.received_at >= :from AND " + IS_FINAL + " ORDER BY v.received_at DESC LIMIT "
                        + MAX_HANDLED)
                .bind("from", fromMs)
                .map((row, context) -> {
                    long ms = row.getLong("handling");
                    Long handlingMs = row.wasNull() ? null : ms;
                    return new Handled(row.getString("analyst"), row.getLong("received_at"), handlingMs);
                })
                .list();
    }

    /** The number of open incidents that each analyst works on now. */
    public Map<String, Long> assigned(Handle handle, long nowMs) {
        Map<String, Long> assigned = new TreeMap<>();
        handle.createQuery("SELECT i.assignee, COUNT(*) AS incidents FROM incident i WHERE "
                        + IncidentTable.IS_OPEN + " AND "
                        + IncidentTable.IS_ASSIGNED + " GROUP BY i.assignee")
                .bind("now", nowMs)
                .map((row, context) -> Map.entry(row.getString("assignee"), row.getLong("incidents")))
                .forEach(each -> assigned.put(each.getKey(), each.getValue()));
        return assigned;
    }

    /** The incidents with a final verdict that have something in common, and the frauds among them. */
    public record VerdictCounts(String name, long alerts, long frauds) {

        VerdictCounts and(VerdictCounts other) {
            return new VerdictCounts(name, alerts + other.alerts, frauds + other.frauds);
        }

        /** The share of frauds. */
        public double precision() {
            return (double) frauds / alerts;
        }
    }

    /** The incidents with a final verdict from a moment on, by the codes of their reasons; most frequent first. */
    public List<VerdictCounts> byReason(Handle handle, long fromMs) {
        Query query = handle.createQuery("SELECT i.reasons AS names, v.finding, COUNT(*) AS alerts"
                + " FROM incident_verdict v JOIN incident i ON i.incident_id = v.incident_id"
                + " WHERE v.received_at >= :from AND " + IS_FINAL + " GROUP BY i.reasons, v.finding");
        return byName(
                query,
                fromMs,
                reasons -> reasons.isBlank()
                        ? Set.of()
                        : new HashSet<>(
                                Arrays.asList(reasons.strip().split(String.valueOf(IncidentTable.REASON_END), -1))));
    }

    /**
     * The incidents with a final verdict from a moment on, by the live rules that matched the payment of their latest
     * alert; most frequent first.
     */
    public List<VerdictCounts> byRule(Handle handle, long fromMs) {
        Query query = handle.createQuery("SELECT p.rules AS names, v.finding, COUNT(*) AS alerts"
                + " FROM incident_verdict v JOIN incident i ON i.incident_id = v.incident_id"
                + " JOIN payment p ON p.account_id = i.account_id AND p.transaction_id = i.transaction_id"
                + " WHERE v.received_at >= :from AND " + IS_FINAL
                + " AND p.rules IS NOT NULL GROUP BY p.rules, v.finding");
        return byName(query, fromMs, rules -> {
            Set<String> ids = new HashSet<>();
            RuleHitJson.read(rules).stream().filter(RuleHit::isEnforced).forEach(hit -> ids.add(hit.ruleId()));
            return ids;
        });
    }

    /** The names in one text of the database. */
    @FunctionalInterface
    private interface Names {
        Set<String> of(String text);
    }

    private static List<VerdictCounts> byName(Query query, long fromMs, Names names) {
        Map<String, VerdictCounts> byName = new TreeMap<>();
        query.bind("from", fromMs)
                .map((row, context) -> new VerdictCounts(
                        row.getString("names"),
                        row.getLong("alerts"),
                        row.getString("finding").equals(FRAUD) ? row.getLong("alerts") : 0))
                .forEach(judged -> names.of(judged.name())
                        .forEach(name -> byName.merge(
                                name, new VerdictCounts(name, judged.alerts(), judged.frauds()), VerdictCounts::and)));
        List<VerdictCounts> sorted = new ArrayList<>(byName.values());
        sorted.sort((one, other) -> Long.compare(other.alerts(), one.alerts()));
        return sorted;
    }
}
