package io.nacre.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.model.Thresholds;
import io.nacre.model.anomaly.Anomaly;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AnomalyCircuitBreakerTest {

    private static final Thresholds THRESHOLDS = new Thresholds(0.5, 0.9, 0.001);

    private final AnomalyCircuitBreaker breaker = new AnomalyCircuitBreaker();

    @Test
    void aJobWithoutHistoryAlarmsSomeHundredTimesAndThenNoMore() {
        assertThat(alarms(50_000, 1)).isBetween(150, 250);
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.share()).isGreaterThan(0.9);
    }

    @Test
    void isClosedAgainOnceFewAreUnusual() {
        alarms(50_000, 1);

        alarms(60_000, 0.001);

        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.share()).isLessThan(0.01);
        assertThat(alarms(1, 1)).isOne();
    }

    @Test
    void leavesTheBudgetAndTenTimesAsManyAlone() {
        assertThat(alarms(100_000, 0.01)).isBetween(800, 1_200);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void looksAtABurstPaymentByPayment() {
        alarms(20_000, 0.001);

        assertThat(alarms(150, 1)).isEqualTo(150);
    }

    @Test
    void halfOfAllPaymentsAreNeverUnusualHoweverLargeTheBudget() {
        Thresholds large = THRESHOLDS.withAnomaly(0.2);
        for (int i = 0; i < 20_000; i++) {
            breaker.effectiveThresholds(large, new Anomaly(0.1, List.of()));
        }

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void changesNothingWithoutAnAnomalyModel() {
        Thresholds without = new Thresholds(0.5, 0.9);

        assertThat(breaker.effectiveThresholds(without, new Anomaly(0.0001, List.of())))
                .isSameAs(without);
        assertThat(breaker.effectiveThresholds(THRESHOLDS, null)).isSameAs(THRESHOLDS);
        assertThat(breaker.share()).isZero();
    }

    @Test
    void isClosedByABundleWithoutABudget() {
        alarms(50_000, 1);

        breaker.effectiveThresholds(new Thresholds(0.5, 0.9), new Anomaly(0.0001, List.of()));

        assertThat(breaker.isOpen()).isFalse();
    }

    /** How many of so many payments an analyst would see. */
    private int alarms(int payments, double unusual) {
        SplittableRandom dice = new SplittableRandom(payments);
        int alarms = 0;
        for (int i = 0; i < payments; i++) {
            Anomaly anomaly = new Anomaly(dice.nextDouble() < unusual ? 0.0005 : 0.4, List.of());
            Thresholds effective = breaker.effectiveThresholds(THRESHOLDS, anomaly);
            alarms += anomaly.isWithin(effective.anomaly()) ? 1 : 0;
        }
        return alarms;
    }
}
