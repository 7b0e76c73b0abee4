package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.analysis.FraudRatesByBand;
import io.nacre.console.analysis.PaymentHistory;
import io.nacre.console.store.AccountEventTable;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentDueTimes;
import io.nacre.console.store.StoreWriter;
import io.nacre.console.store.TeamQueries;
import io.nacre.console.store.TeamQueries.Day;
import io.nacre.console.store.TeamQueries.Handled;
import io.nacre.console.store.TeamQueries.VerdictCounts;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.rate.BandFraudRate;
import io.nacre.payment.Millis;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The work of the team, and how good its alerts are. Days are days in UTC. */
final class TeamEndpoint {

    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration USABLE = Duration.ofSeconds(15);

    /** The figures of many verdicts and payments change slowly. */
    private static final Duration SLOW_FRESH = Duration.ofMinutes(1);

    private static final Duration SLOW_USABLE = Duration.ofHours(1);

    private static final int DAYS = 14;
    private static final int WEEK = 7;
    private static final int PRECISION_DAYS = 90;
    private static final int FREEZES = 200;
    private static final int NAMES = 200;

    /** A verdict from the list takes the incident itself: then nobody has looked at it before. */
    private static final long TAKEN_BY_VERDICT_MS = 1_000;

    private static final Map<String, Long> AGES = ages();

    private final ConsoleDatabase database;
    private final TeamQueries queries;
    private final CachedValue<PaymentHistory> history;
    private final Clock clock;
    private final CachedValue<ObjectNode> slow;
    private final CachedValue<ObjectNode> answer;

    TeamEndpoint(
            ConsoleDatabase database, IncidentDueTimes dueTimes, CachedValue<PaymentHistory> history, Clock clock) {
        this.database = database;
        this.queries = new TeamQueries(dueTimes);
        this.history = history;
        this.clock = clock;
        this.slow = new CachedValue<>(SLOW_FRESH, SLOW_USABLE, clock, this::computeSlow);
        this.answer = new CachedValue<>(FRESH, USABLE, clock, this::compute);
    }

    private static Map<String, Long> ages() {
        Map<String, Long> ages = new LinkedHashMap<>();
        ages.put("1h", Millis.HOUR_MS);
        ages.put("4h", 4 * Millis.HOUR_MS);
        ages.put("24h", Millis.DAY_MS);
        ages.put("3d", 3 * Millis.DAY_MS);
        ages.put("7d", WEEK * Millis.DAY_MS);
        return ages;
    }

    void show(ConsoleSession user, Context context) {
        Responses.json(context, answer.get());
    }

    private ObjectNode compute() {
        long nowMs = clock.millis();
        ObjectNode json = database.read(handle -> compute(handle, nowMs));
        json.setAll(slow.get());
        return json.put("now", ConsoleJson.time(nowMs));
    }

    private ObjectNode computeSlow() {
        long sinceMs = clock.millis() - PRECISION_DAYS * Millis.DAY_MS;
        ObjectNode json = ConsoleJson.object().put("precision_days", PRECISION_DAYS);
        json.set("rules", judged(database.read(handle -> queries.byRule(handle, sinceMs)), "rule_id"));
        json.set("reasons", judged(database.read(handle -> queries.byReason(handle, sinceMs)), "code"));
        json.set("value_bands", valueBands(history.get()));
        return json;
    }

    private ObjectNode compute(Handle handle, long nowMs) {
        long todayMs = Math.floorDiv(nowMs, Millis.DAY_MS) * Millis.DAY_MS;
        ObjectNode json = ConsoleJson.object().put("revision", ConsoleDatabase.revision(handle));
        open(json, queries.open(handle, nowMs, todayMs + Millis.DAY_MS, List.copyOf(AGES.values())));
        days(json, queries.days(handle, todayMs - (DAYS - 1) * Millis.DAY_MS), todayMs);
        List<Handled> handled = queries.handled(handle, todayMs - (DAYS - 1) * Millis.DAY_MS);
        json.put("handled", times(handled).size()).put("median_handling_s", medianSeconds(handled));
        json.set("analysts", analysts(handled, queries.assigned(handle, nowMs), todayMs));
        freezes(json, AccountEventTable.freezes(handle, StoreWriter.eventTimeMs(handle, nowMs), FREEZES));
        return json;
    }

    private static void open(ObjectNode json, TeamQueries.Open open) {
        json.putObject("due")
                .put("overdue", open.overdue())
                .put("today", open.today())
                .put("later", open.later());
        ArrayNode buckets = json.putArray("open_by_age");
        List<String> names = new ArrayList<>(AGES.keySet());
        names.add("older");
        for (int k = 0; k < names.size(); k++) {
            buckets.addObject()
                    .put("bucket", names.get(k))
                    .put("count", open.byAge().get(k));
        }
    }

    private static void days(ObjectNode json, List<Day> found, long todayMs) {
        Map<Long, Day> byDay = new HashMap<>();
        found.forEach(day -> byDay.put(day.day(), day));
        ArrayNode days = json.putArray("days");
        long today = todayMs / Millis.DAY_MS;
        long frauds = 0;
        long falseAlarms = 0;
        for (long number = today - DAYS + 1; number <= today; number++) {
            Day day = byDay.getOrDefault(number, new Day(number, 0, 0, 0));
            days.addObject()
                    .put("day", ConsoleJson.time(number * Millis.DAY_MS))
                    .put("alerts", day.alerts())
                    .put("frauds", day.frauds())
                    .put("false_alarms", day.falseAlarms())
                    .put("false_alarm_rate", share(day.falseAlarms(), day.frauds() + day.falseAlarms()));
            frauds += day.frauds();
            falseAlarms += day.falseAlarms();
        }
        json.put("false_alarm_rate", share(falseAlarms, frauds + falseAlarms)).put("judged", frauds + falseAlarms);
    }

    /** The share; null of nothing. */
    static @Nullable Double share(long part, long all) {
        return all == 0 ? null : (Double) ((double) part / all);
    }

    private static ArrayNode analysts(List<Handled> handled, Map<String, Long> assigned, long todayMs) {
        Map<String, List<Handled>> byAnalyst = new HashMap<>();
        handled.forEach(each -> byAnalyst
                .computeIfAbsent(each.analyst(), analyst -> new ArrayList<>())
                .add(each));
        TreeSet<String> names = new TreeSet<>(assigned.keySet());
        names.addAll(byAnalyst.keySet());
        List<ObjectNode> rows = new ArrayList<>();
        for (String name : names) {
            List<Handled> own = byAnalyst.getOrDefault(name, List.of());
            rows.add(ConsoleJson.object()
                    .put("analyst", name)
                    .put("assigned", assigned.getOrDefault(name, 0L))
                    .put("handled_today", count(own, each -> each.receivedMs() >= todayMs))
                    .put("handled_7d", count(own, each -> each.receivedMs() >= todayMs - (WEEK - 1) * Millis.DAY_MS))
                    .put("median_handling_s", medianSeconds(own)));
        }
        return ConsoleJson.array(rows);
    }

    private static long count(List<Handled> handled, Predicate<Handled> condition) {
        return handled.stream().filter(condition).count();
    }

    /** The median of the times from the first take to the verdict; null if none is known. */
    private static @Nullable Double medianSeconds(List<Handled> handled) {
        List<Long> times = times(handled);
        int middle = times.size() / 2;
        if (times.isEmpty()) {
            return null;
        }
        double ms = times.size() % 2 == 1 ? times.get(middle) : (times.get(middle - 1) + times.get(middle)) / 2.0;
        return ms / Duration.ofSeconds(1).toMillis();
    }

    private static List<Long> times(List<Handled> handled) {
        List<Long> times = new ArrayList<>();
        for (Handled each : handled) {
            Long ms = each.handlingMs();
            if (ms != null && ms >= TAKEN_BY_VERDICT_MS) {
                times.add(ms);
            }
        }
        times.sort(Long::compare);
        return times;
    }

    private static void freezes(ObjectNode json, List<AccountAction> freezes) {
        json.put("freezes_truncated", freezes.size() == FREEZES);
        json.set(
                "freezes",
                array(
                        freezes,
                        freeze -> ConsoleJson.object()
                                .put("account_id", freeze.accountId())
                                .put("actor", freeze.actor())
                                .put("automatic", freeze.actorType() == AccountAction.ActorType.SYSTEM)
                                .put("scope", freeze.scope().name())
                                .put("since", ConsoleJson.time(freeze.requestedAtMs()))
                                .put("expires_at", ConsoleJson.time(freeze.expiresAtMs()))
                                .put("reason", freeze.reason())));
    }

    private static ArrayNode judged(List<VerdictCounts> judged, String name) {
        return array(
                judged.subList(0, Math.min(NAMES, judged.size())),
                each -> ConsoleJson.object()
                        .put(name, each.name())
                        .put("alerts", each.alerts())
                        .put("frauds", each.frauds())
                        .put("precision", each.precision()));
    }

    private static ArrayNode valueBands(PaymentHistory history) {
        return array(FraudRatesByBand.of(history), TeamEndpoint::valueBand);
    }

    private static ObjectNode valueBand(BandFraudRate rate) {
        boolean any = rate.transactions() > 0;
        return ConsoleJson.object()
                .put(
                        "band",
                        String.format(
                                Locale.ROOT,
                                "%.0f–%.0f EUR",
                                rate.limit().from(),
                                rate.limit().upTo()))
                .put("payments", rate.transactions())
                .put("frauds", rate.frauds())
                .put("fraud_rate", any ? (Double) rate.rate() : null)
                .put("upper_bound", any ? (Double) rate.upperBound() : null)
                .put("limit", rate.limit().rate())
                .put("held", rate.isHeld());
    }

    private static <T> ArrayNode array(List<T> items, Function<T, ObjectNode> json) {
        return ConsoleJson.array(items.stream().map(json).toList());
    }
}
