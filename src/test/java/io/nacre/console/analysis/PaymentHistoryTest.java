package io.nacre.console.analysis;

import static io.nacre.console.store.ConsoleRecords.decision;
import static io.nacre.console.store.ConsoleRecords.hit;
import static io.nacre.console.store.ConsoleRecords.transaction;
import static io.nacre.console.store.ConsoleRecords.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.PaymentTable;
import io.nacre.console.store.StandInCounts;
import io.nacre.console.store.TestDatabases;
import io.nacre.decision.Cause;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Outcome;
import io.nacre.decision.StandIn;
import io.nacre.decision.Verdict;
import io.nacre.decision.Verdict.Finding;
import io.nacre.decision.rate.BandFraudRate;
import io.nacre.payment.Channel;
import io.nacre.payment.Millis;
import io.nacre.payment.Money;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The payments of the last weeks with their labels, from SQLite and from a real PostgreSQL. */
@Tag("broker")
class PaymentHistoryTest {

    private static final long NOW_MS = 1_800_000_000_000L;
    private static final Money AMOUNT = new Money(5_000, "EUR");

    @TempDir
    private static Path folder;

    private static ConsoleDatabase open(TestDatabases.Kind kind) {
        return ConsoleDatabase.open(TestDatabases.newUrl(kind, folder), null, null);
    }

    private static Long firstDecidedMs(ConsoleDatabase database, String bundle) {
        return database.read(handle -> PaymentTable.firstDecidedMs(handle, bundle));
    }

    private static PaymentHistory load(ConsoleDatabase database, int max) {
        return database.read(handle -> PaymentHistory.load(handle, NOW_MS, max));
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatWasDecided(TestDatabases.Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            write(
                    database,
                    NOW_MS,
                    transaction("t-1", NOW_MS, AMOUNT, Channel.TRANSFER),
                    decision("t-1", NOW_MS)
                            .outcome(Outcome.REVIEW, Cause.SOFT_RULE)
                            .score(0.25)
                            .bundle("b-7")
                            .anomalous()
                            .without("geo")
                            .rules(hit("fast", Outcome.REVIEW, false))
                            .challenger(0.5, Outcome.DECLINE)
                            .build(),
                    decision("t-2", NOW_MS - 2 * Millis.DAY_MS).bundle("b-7").build(),
                    transaction("t-3", NOW_MS, AMOUNT, Channel.TRANSFER),
                    decision("t-4", NOW_MS - 31 * Millis.DAY_MS).build());

            PaymentHistory history = load(database, 10);

            assertThat(history.payments()).hasSize(2);
            assertThat(history.days()).isEqualTo(2);
            assertThat(history.truncated()).isFalse();
            DecidedPayment latest = history.payments().get(0);
            assertThat(latest.amount()).isEqualTo(AMOUNT);
            assertThat(latest.remote()).isTrue();
            assertThat(latest.outcome()).isEqualTo(Outcome.REVIEW);
            assertThat(latest.cause()).isEqualTo(Cause.SOFT_RULE);
            assertThat(latest.score()).isCloseTo(0.25, within(1e-12));
            assertThat(latest.bundleId()).isEqualTo("b-7");
            assertThat(latest.anomalous()).isTrue();
            assertThat(latest.degraded()).isTrue();
            assertThat(latest.rules()).containsExactly(hit("fast", Outcome.REVIEW, false));
            assertThat(latest.challenger()).isEqualTo(new ChallengerScore("b-2", 0.5, Outcome.DECLINE));
            DecidedPayment before = history.payments().get(1);
            assertThat(before.amount()).as("not known yet").isNull();
            assertThat(before.remote()).isFalse();
            assertThat(before.anomalous()).isFalse();
            assertThat(before.degraded()).isFalse();
            assertThat(before.rules()).isEmpty();
            assertThat(before.challenger()).isNull();
            assertThat(firstDecidedMs(database, "b-7")).isEqualTo(NOW_MS - 2 * Millis.DAY_MS);
            assertThat(firstDecidedMs(database, "b-8")).isNull();
            PaymentHistory one = load(database, 1);
            assertThat(one.payments()).containsExactly(latest);
            assertThat(one.truncated()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhoseWordALabelIs(TestDatabases.Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            for (int k = 1; k <= 6; k++) {
                Outcome outcome = k <= 3 ? Outcome.APPROVE : Outcome.REVIEW;
                write(
                        database,
                        NOW_MS,
                        decision("t-" + k, NOW_MS - k)
                                .outcome(outcome, Cause.SCORE)
                                .build());
            }
            write(
                    database,
                    NOW_MS,
                    verdict("t-1", Finding.LEGITIMATE, 5),
                    new Chargeback("a-t-1", "t-1", null, 3),
                    verdict("t-2", Finding.INCONCLUSIVE, 5),
                    verdict("t-4", Finding.FRAUD, 5),
                    verdict("t-4", Finding.LEGITIMATE, 6),
                    verdict("t-5", Finding.FRAUD, 5),
                    verdict("t-5", Finding.INCONCLUSIVE, 6));

            assertThat(load(database, 10).payments())
                    .extracting(DecidedPayment::label)
                    .containsExactly(
                            KnownLabel.FRAUD,
                            KnownLabel.ASSUMED_LEGITIMATE,
                            KnownLabel.ASSUMED_LEGITIMATE,
                            KnownLabel.LEGITIMATE,
                            KnownLabel.FRAUD,
                            KnownLabel.UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fraudRatesAreOfRemotePaymentsThatWereApproved(TestDatabases.Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            approve(database, "t-1", new Money(10_000, "EUR"), Channel.TRANSFER);
            approve(database, "t-2", new Money(30_000, "EUR"), Channel.CARD_NOT_PRESENT);
            approve(database, "t-3", new Money(10_000, "EUR"), Channel.CARD_PRESENT);
            approve(database, "t-4", new Money(60_000, "EUR"), Channel.TRANSFER);
            for (int k = 100; k < 119; k++) {
                approve(database, "t-" + k, new Money(10_000, "EUR"), Channel.TRANSFER);
            }
            write(
                    database,
                    NOW_MS,
                    transaction("t-8", NOW_MS, new Money(10_000, "EUR"), Channel.TRANSFER),
                    decision("t-8", NOW_MS)
                            .outcome(Outcome.DECLINE, Cause.SCORE)
                            .build(),
                    new Chargeback("a-t-1", "t-1", null, NOW_MS),
                    new Chargeback("a-t-3", "t-3", null, NOW_MS));

            List<BandFraudRate> rates = FraudRatesByBand.of(load(database, 100));

            assertThat(rates).extracting(BandFraudRate::transactions).containsExactly(20L, 0L, 1L);
            assertThat(rates).extracting(BandFraudRate::frauds).containsExactly(1L, 0L, 0L);
            assertThat(rates.get(0).rate()).isEqualTo(0.05);
            // One fraud of the highest amount is a plain Poisson count: its 95 % bound is 4.7439.
            assertThat(rates.get(0).upperBound()).isCloseTo(4.7439 / 20, within(1e-5));
            // No fraud: -ln 0.05 times the 500 euros of the band, of only 300 euros in all.
            assertThat(rates.get(2).upperBound()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStandInCountsOnceHoweverManyRecordsItHas(TestDatabases.Kind kind) {
        try (ConsoleDatabase database = open(kind)) {
            write(
                    database,
                    NOW_MS,
                    decision("t-1", NOW_MS).build(),
                    standIn("t-1", NOW_MS),
                    standIn("t-1", NOW_MS),
                    standIn("t-2", NOW_MS),
                    standIn("t-3", NOW_MS - 1));

            StandInCounts counts = database.read(handle -> StandInCounts.count(handle, NOW_MS, NOW_MS));

            assertThat(counts).isEqualTo(new StandInCounts(2, 1));
        }
    }

    private static StandIn standIn(String id, long eventTimeMs) {
        return new StandIn(
                id,
                "a-" + id,
                eventTimeMs,
                new StandIn.Answer(Outcome.APPROVE, StandIn.Basis.AMOUNT, null, StandIn.Reason.LATE, eventTimeMs),
                "gateway",
                "0".repeat(64),
                null);
    }

    private static void approve(ConsoleDatabase database, String id, Money amount, Channel channel) {
        write(
                database,
                NOW_MS,
                transaction(id, NOW_MS, amount, channel),
                decision(id, NOW_MS).build());
    }

    private static Verdict verdict(String transaction, Finding finding, long atMs) {
        return new Verdict("a-" + transaction, transaction, null, finding, "ann", null, atMs);
    }
}
