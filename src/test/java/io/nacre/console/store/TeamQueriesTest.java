package io.nacre.console.store;

import static io.nacre.console.store.ConsoleRecords.alert;
import static io.nacre.console.store.ConsoleRecords.decision;
import static io.nacre.console.store.ConsoleRecords.hit;
import static io.nacre.console.store.ConsoleRecords.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.console.store.TeamQueries.Day;
import io.nacre.console.store.TeamQueries.Handled;
import io.nacre.console.store.TeamQueries.Open;
import io.nacre.console.store.TeamQueries.VerdictCounts;
import io.nacre.decision.Cause;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleHit;
import io.nacre.decision.Verdict;
import io.nacre.decision.Verdict.Finding;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures of the team, in SQLite and in a real PostgreSQL. */
@Tag("broker")
class TeamQueriesTest {

    /** 8 o'clock in UTC. */
    private static final long NOW_MS = 1_800_000_000_000L;

    private static final long HOUR_MS = 3_600_000;
    private static final long TODAY = NOW_MS / (24 * HOUR_MS);
    private static final TeamQueries TEAM = new TeamQueries(IncidentDueTimes.DEFAULT);

    @TempDir
    private static Path folder;

    private static <T> T read(ConsoleDatabase database, Function<Handle, T> query) {
        return database.read(query);
    }

    private static ConsoleDatabase open(TestDatabases.Kind kind) {
        return ConsoleDatabase.open(TestDatabases.newUrl(kind, folder), null, null);
    }

    @ParameterizedTest
    @EnumSource
    void countsOpenIncidentsByDueTimeAndAge(TestDatabases.Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            // LOW is due after 72 hours, CRITICAL after 1, MEDIUM after 24.
            write(database, NOW_MS - HOUR_MS / 2, alert("i-1", "t-1", 50, NOW_MS));
            write(database, NOW_MS - 2 * HOUR_MS, alert("i-2", "t-2", 20_000, NOW_MS));
            write(database, NOW_MS - 20 * HOUR_MS, alert("i-3", "t-3", 700, NOW_MS));
            write(database, NOW_MS - 23 * HOUR_MS, alert("i-4", "t-4", 700, NOW_MS));
            write(database, NOW_MS - 900 * HOUR_MS, alert("i-5", "t-5", 50, NOW_MS));
            write(database, NOW_MS - HOUR_MS, alert("i-6", "t-6", 50, NOW_MS), verdict("i-6", "t-6", Finding.FRAUD));

            long endOfDayMs = (TODAY + 1) * 24 * HOUR_MS;
            Open open = read(
                    database,
                    handle -> TEAM.open(handle, NOW_MS, endOfDayMs, List.of(HOUR_MS, 4 * HOUR_MS, 24 * HOUR_MS)));

            assertThat(open).isEqualTo(new Open(2, 2, 1, List.of(1L, 1L, 2L, 1L)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAlertsAndFalseAlarmsOfEachDay(TestDatabases.Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            write(database, NOW_MS - 48 * HOUR_MS, alert("i-0", "t-0", 50, NOW_MS));
            // The day began 8 hours ago.
            write(database, NOW_MS - 9 * HOUR_MS, alert("i-1", "t-1", 50, NOW_MS));
            write(database, NOW_MS - 7 * HOUR_MS, alert("i-2", "t-2", 50, NOW_MS), alert("i-3", "t-3", 50, NOW_MS));
            write(
                    database,
                    NOW_MS,
                    verdict("i-1", "t-1", Finding.FRAUD),
                    verdict("i-2", "t-2", Finding.LEGITIMATE),
                    verdict("i-3", "t-3", Finding.INCONCLUSIVE));

            assertThat(TeamQueriesTest.<List<Day>>read(
                            database, handle -> TEAM.days(handle, (TODAY - 1) * 24 * HOUR_MS)))
                    .containsExactly(new Day(TODAY - 1, 1, 1, 0), new Day(TODAY, 2, 0, 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void measuresFromTheFirstTakeToTheVerdict(TestDatabases.Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            for (int k = 1; k <= 4; k++) {
                write(database, NOW_MS - HOUR_MS, alert("i-" + k, "t-" + k, 50, NOW_MS));
            }
            write(
                    database,
                    NOW_MS,
                    assignment("i-1", "bob", NOW_MS + 1, NOW_MS - 600_000),
                    assignment("i-2", "ann", NOW_MS + 1, NOW_MS - 500),
                    assignment("i-3", "ann", NOW_MS, NOW_MS - 500),
                    verdict("i-1", "t-1", Finding.FRAUD),
                    verdict("i-4", "t-4", Finding.LEGITIMATE),
                    verdict("i-2", "t-2", Finding.INCONCLUSIVE));

            assertThat(TeamQueriesTest.<List<Handled>>read(database, handle -> TEAM.handled(handle, NOW_MS)))
                    .containsExactlyInAnyOrder(new Handled("ann", NOW_MS, 600_000L), new Handled("ann", NOW_MS, null));
            assertThat(TeamQueriesTest.<List<Handled>>read(database, handle -> TEAM.handled(handle, NOW_MS + 1)))
                    .isEmpty();
            assertThat(TeamQueriesTest.<Map<String, Long>>read(database, handle -> TEAM.assigned(handle, NOW_MS)))
                    .as("judged, without a lease, and free incidents are nobody's work")
                    .isEqualTo(Map.of("ann", 1L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void precisionCountsEachJudgedIncidentOnce(TestDatabases.Kind kind) {
        RuleHit shadow = new RuleHit("quiet", 2, Outcome.REVIEW, false, true, false);
        try (ConsoleDatabase database = open(kind)) {
            write(
                    database,
                    NOW_MS,
                    alert("i-1", "t-1", 50, NOW_MS, "GEO", "IP"),
                    alert("i-2", "t-2", 50, NOW_MS, "GEO"),
                    alert("i-3", "t-3", 50, NOW_MS, "GEO"),
                    alert("i-4", "t-4", 50, NOW_MS),
                    review("t-1", hit("fast", Outcome.REVIEW, false), hit("fast", Outcome.DECLINE, true), shadow),
                    review("t-2", hit("fast", Outcome.REVIEW, false), hit("night", Outcome.REVIEW, false)),
                    review("t-3", hit("fast", Outcome.REVIEW, false)),
                    verdict("i-1", "t-1", Finding.FRAUD),
                    verdict("i-2", "t-2", Finding.LEGITIMATE),
                    verdict("i-3", "t-3", Finding.INCONCLUSIVE),
                    verdict("i-4", "t-4", Finding.FRAUD));

            assertThat(TeamQueriesTest.<List<VerdictCounts>>read(database, handle -> TEAM.byReason(handle, NOW_MS)))
                    .containsExactly(new VerdictCounts("GEO", 2, 1), new VerdictCounts("IP", 1, 1));
            assertThat(TeamQueriesTest.<List<VerdictCounts>>read(database, handle -> TEAM.byRule(handle, NOW_MS)))
                    .containsExactly(new VerdictCounts("fast", 2, 1), new VerdictCounts("night", 1, 0));
            assertThat(TeamQueriesTest.<List<VerdictCounts>>read(database, handle -> TEAM.byRule(handle, NOW_MS + 1)))
                    .isEmpty();
            assertThat(new VerdictCounts("fast", 4, 1).precision()).isEqualTo(0.25);
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsTheFreezesInForce(TestDatabases.Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            AccountAction automatic = freeze("a-4", 4, ActorType.SYSTEM, NOW_MS + 9);
            write(
                    database,
                    NOW_MS,
                    freeze("a-1", 1, ActorType.PERSON, null),
                    freeze("a-2", 2, ActorType.PERSON, NOW_MS),
                    freeze("a-3", 3, ActorType.PERSON, NOW_MS + 1),
                    automatic,
                    freeze("a-5", 5, ActorType.SYSTEM, NOW_MS + 9),
                    new AccountAction("a-5", Type.RELEASE, NOW_MS - 90, "ann", "fine", NOW_MS - 90, NOW_MS + 1));

            List<AccountAction> freezes = database.read(handle -> AccountEventTable.freezes(handle, NOW_MS, 10));

            assertThat(freezes).extracting(AccountAction::accountId).containsExactly("a-4", "a-3", "a-1");
            assertThat(freezes.get(0)).isEqualTo(automatic);
        }
    }

    private static AccountAction freeze(String account, long order, ActorType actor, @Nullable Long untilMs) {
        long version = NOW_MS - 100 + order;
        return new AccountAction(account, Type.FREEZE, Scope.BOTH, version, actor, "ann", "stolen", version, untilMs);
    }

    private static Object review(String id, RuleHit... hits) {
        return decision(id, NOW_MS)
                .outcome(Outcome.REVIEW, Cause.SOFT_RULE)
                .rules(hits)
                .build();
    }

    private static Verdict verdict(String incident, String transaction, Finding finding) {
        Alert alert = alert(incident, transaction, 50, NOW_MS);
        return alert.verdict(finding, null, "ann", null, NOW_MS);
    }

    private static InvestigationRecord assignment(String incident, String analyst, long leaseMs, long firstMs) {
        return new InvestigationRecord(
                1,
                analyst,
                NOW_MS,
                false,
                new Assignment(incident, "a", analyst, leaseMs, null, false, List.of(), firstMs));
    }
}
