package io.nacre.console.analysis;

import static io.nacre.console.store.ConsoleRecords.hit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.console.analysis.ObservedThresholds.Range;
import io.nacre.console.analysis.WhatIf.Figures;
import io.nacre.console.analysis.WhatIf.Point;
import io.nacre.decision.Cause;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleHit;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Millis;
import io.nacre.payment.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private static final Money TEN = new Money(1_000, "EUR");

    private final List<DecidedPayment> payments = new ArrayList<>();

    /** Two days, with a review threshold of 0.4 and a decline threshold of 0.8. */
    private WhatIf whatIf() {
        PaymentHistory history = history();
        return new WhatIf(history, ObservedThresholds.of(history, "b-1"), ExchangeRates.EUROS);
    }

    private PaymentHistory history() {
        return new PaymentHistory(payments, 0, 2 * Millis.DAY_MS, false);
    }

    private void add(double score, Outcome outcome, Cause cause, KnownLabel label, RuleHit... hits) {
        payments.add(
                new DecidedPayment(TEN, true, outcome, cause, score, label, "b-1", false, false, List.of(hits), null));
    }

    private void addPayments() {
        add(0.1, Outcome.APPROVE, Cause.SCORE, KnownLabel.ASSUMED_LEGITIMATE);
        add(0.3, Outcome.APPROVE, Cause.SCORE, KnownLabel.FRAUD);
        add(0.4, Outcome.REVIEW, Cause.SCORE, KnownLabel.LEGITIMATE);
        add(0.5, Outcome.REVIEW, Cause.SCORE, KnownLabel.FRAUD);
        add(0.8, Outcome.DECLINE, Cause.SCORE, KnownLabel.UNKNOWN);
        add(0.9, Outcome.DECLINE, Cause.SCORE, KnownLabel.FRAUD);
        add(0.2, Outcome.DECLINE, Cause.BLOCKED, KnownLabel.UNKNOWN);
        add(0.2, Outcome.REVIEW, Cause.SOFT_RULE, KnownLabel.LEGITIMATE, hit("fast", Outcome.REVIEW, false));
        add(0.25, Outcome.DECLINE, Cause.HARD_RULE, KnownLabel.FRAUD, hit("block", Outcome.DECLINE, true));
    }

    @Test
    void decisionsShowTheThresholds() {
        addPayments();

        ObservedThresholds observed = ObservedThresholds.of(history(), "b-1");

        assertThat(observed.review()).isEqualTo(new Range(0.3, 0.4));
        assertThat(observed.decline()).isEqualTo(new Range(0.5, 0.8));
        assertThat(observed.challenge()).isNull();
        assertThat(ObservedThresholds.of(history(), "b-2").reviewOrOne()).isEqualTo(1);
    }

    @Test
    void countsWhatWasDecided() {
        addPayments();

        // Alerts: 0.4, 0.5, 0.8, 0.9 and both rules; with a label all but 0.8; frauds are 0.5, 0.9 and the hard rule.
        Figures recorded = whatIf().recorded();

        assertThat(recorded).isEqualTo(new Figures(3, 2, 3, 0.75, 5, 0.6, 30, 0));
    }

    @Test
    void theSameThresholdsGiveTheSameFigures() {
        addPayments();

        assertThat(whatIf().with(0.4, 0.8, null)).isEqualTo(whatIf().recorded());
    }

    @Test
    void otherThresholdsMoveOnlyWhatTheScoreDecided() {
        addPayments();

        // 0.3 is reviewed as well; 0.4 and 0.5 are declined.
        Figures lower = whatIf().with(0.3, 0.4, null);
        assertThat(lower).isEqualTo(new Figures(3.5, 3, 4, 1.0, 6, 4 / 6.0, 40, 1));

        // Only both rules and the block list stop anything.
        Figures higher = whatIf().with(1, 1, null);
        assertThat(higher).isEqualTo(new Figures(1, 1, 1, 0.25, 2, 0.5, 10, 0));
    }

    @Test
    void aRuleThatIsOffStopsNothing() {
        addPayments();

        assertThat(whatIf().rules()).isEqualTo(Map.of("fast", 1L, "block", 1L));
        assertThat(whatIf().with(0.4, 0.8, "block")).isEqualTo(new Figures(2.5, 1.5, 2, 0.5, 4, 0.5, 20, 0));
        assertThat(whatIf().with(0.4, 0.8, "fast")).isEqualTo(new Figures(2.5, 2, 3, 0.75, 4, 0.75, 30, 0));
    }

    @Test
    void aRuleThatReviewsStaysWhereTheScoreNoLongerDoes() {
        add(0.5, Outcome.REVIEW, Cause.SCORE, KnownLabel.UNKNOWN, hit("fast", Outcome.REVIEW, false));

        assertThat(whatIf().with(0.9, 0.9, null).alertsPerDay()).isEqualTo(0.5);
        assertThat(whatIf().with(0.9, 0.9, "fast").alertsPerDay()).isZero();
    }

    @Test
    void whatIsReviewedForAnotherReasonStaysReviewed() {
        for (Cause cause : List.of(Cause.WATCHED, Cause.SAMPLED)) {
            add(0.1, Outcome.REVIEW, cause, KnownLabel.UNKNOWN);
        }
        payments.add(new DecidedPayment(
                TEN,
                true,
                Outcome.REVIEW,
                Cause.ANOMALY,
                0.1,
                KnownLabel.UNKNOWN,
                "b-1",
                false,
                true,
                List.of(),
                null));
        add(0.5, Outcome.APPROVE, Cause.EXPLORED, KnownLabel.ASSUMED_LEGITIMATE);
        add(0.9, Outcome.APPROVE, Cause.ALLOWED, KnownLabel.ASSUMED_LEGITIMATE);

        assertThat(whatIf().with(0.4, 0.8, null).alertsPerDay()).isEqualTo(1.5);
        assertThat(whatIf().with(0.05, 0.05, null).declinedPerDay())
                .as("all but the payment on the allow list")
                .isEqualTo(2);
    }

    @Test
    void anAmountWithoutARateSavesNothing() {
        payments.add(new DecidedPayment(
                new Money(100, "XAU"),
                true,
                Outcome.DECLINE,
                Cause.SCORE,
                0.9,
                KnownLabel.FRAUD,
                "b-1",
                false,
                false,
                List.of(),
                null));

        assertThat(whatIf().recorded().saved()).isZero();
        assertThat(whatIf().recorded().fraudsCaught()).isEqualTo(1);
    }

    @Test
    void theCurveHasTheFiguresOfEachThreshold() {
        Random random = new Random(3);
        for (int k = 0; k < 500; k++) {
            double score = k < 100 ? k / 100.0 : random.nextDouble();
            Outcome outcome = score >= 0.8 ? Outcome.DECLINE : score >= 0.4 ? Outcome.REVIEW : Outcome.APPROVE;
            RuleHit[] hits = k % 9 == 0 ? new RuleHit[] {hit("fast", Outcome.REVIEW, false)} : new RuleHit[0];
            boolean byRule = outcome == Outcome.APPROVE && hits.length > 0;
            add(
                    score,
                    byRule ? Outcome.REVIEW : outcome,
                    byRule ? Cause.SOFT_RULE : Cause.SCORE,
                    KnownLabel.values()[random.nextInt(4)],
                    hits);
        }
        WhatIf whatIf = whatIf();

        List<Point> curve = whatIf.curve(0.8, null);

        assertThat(curve).hasSize(101);
        for (int step = 0; step < 100; step++) {
            double threshold = step / 100.0;
            Figures figures = whatIf.with(threshold, Math.max(0.8, threshold), null);
            Point point = curve.get(step);
            assertThat(point.threshold()).isEqualTo(threshold);
            assertThat(point.alertsPerDay()).isCloseTo(figures.alertsPerDay(), within(1e-9));
            assertThat(point.recall()).isEqualTo(figures.recall());
            assertThat(point.precision()).isEqualTo(figures.precision());
        }
    }
}
