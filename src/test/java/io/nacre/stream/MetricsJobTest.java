package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.feature.Payments;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.stream.metrics.StageTimer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the whole job counts. */
@Tag("flink")
class MetricsJobTest {

    private static final long T0 = Payments.START_MS;
    private static final int PAYMENTS = 2 * StageTimer.SAMPLE;

    @Test
    void countsDecisionsIncidentsAndFreezesAndTimesItsStages() throws Exception {
        JobSettings suspicious =
                JobHarness.settings(TestBundles.with(new Thresholds(0, 0), TestBundles.catalogueBundle()));
        try (JobHarness job = JobHarness.start(1, "hashmap", null, suspicious)) {
            for (int i = 0; i < PAYMENTS; i++) {
                job.send("transactions", Contract.TRANSACTION, "a", Payments.payment("t" + i, "a", T0 + i), T0 + i);
            }
            job.send("actions", Contract.ACCOUNT_ACTION, "b", action(Type.FREEZE, 1), T0);
            job.send("actions", Contract.ACCOUNT_ACTION, "b", action(Type.FREEZE, 1), T0);
            job.send("actions", Contract.ACCOUNT_ACTION, "b", action(Type.RELEASE, 2), T0);
            job.send("actions", Contract.ACCOUNT_ACTION, "c", action("c", Type.FREEZE, 1), T0);
            job.notes().await(PAYMENTS, 0);
            job.awaitCount("account_actions_total", 3);
            // Alerts leave the job later than the decisions.
            job.awaitRecorded("order-alerts.0.nacre.stage_time_seconds", 1);

            assertThat(job.counted("outcome.DECLINE.cause.SCORE.decisions_total"))
                    .isEqualTo(PAYMENTS);
            assertThat(job.counted("decisions_total")).isEqualTo(PAYMENTS);
            assertThat(job.counted("incidents_opened_total")).isOne();
            assertThat(job.counted("account_actions_total")).isEqualTo(3);
            assertThat(job.counted("type.RELEASE.actor_type.PERSON.account_actions_total"))
                    .isOne();
            assertThat(job.gauge("accounts_frozen")).as("c, for b was released").isOne();
            assertThat(job.recorded("decision_latency_seconds")).isEqualTo(PAYMENTS);
            assertThat(job.recorded("decision_event_time_lag_seconds")).isEqualTo(PAYMENTS);
            assertThat(Stream.of(
                            "decode-transactions",
                            "resolve-reference-data",
                            "enrich-by-account",
                            "enrich-by-merchant",
                            "score",
                            "decide",
                            "correlate-by-device",
                            "order-alerts",
                            "validate-erasures"))
                    .allSatisfy(stage -> assertThat(job.recorded(stage + ".0.nacre.stage_time_seconds"))
                            .as(stage)
                            .isPositive());
        }
    }

    private static AccountAction action(Type type, long version) {
        return action("b", type, version);
    }

    private static AccountAction action(String account, Type type, long version) {
        return new AccountAction(account, type, version, "ann", "asked", T0, null);
    }
}
