package io.nacre.console.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.console.analysis.ModelMetrics.CalibrationBin;
import io.nacre.console.analysis.ModelMetrics.Challenge;
import io.nacre.console.analysis.ModelMetrics.Decisions;
import io.nacre.decision.Cause;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.rate.ScoreBand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelMetricsTest {

    private final List<DecidedPayment> payments = new ArrayList<>();

    private void add(
            String bundle,
            double score,
            Outcome outcome,
            Cause cause,
            KnownLabel label,
            @Nullable ChallengerScore challenger) {
        payments.add(new DecidedPayment(
                null, false, outcome, cause, score, label, bundle, score > 0.5, false, List.of(), challenger));
    }

    private void add(String bundle, double score, KnownLabel label) {
        add(bundle, score, Outcome.APPROVE, Cause.SCORE, label, null);
    }

    private PaymentHistory history() {
        return new PaymentHistory(payments, 0, 1, false);
    }

    @Test
    void countsTheDecisionsOfTheBundleInUse() {
        add("b-2", 0.6, KnownLabel.UNKNOWN);
        add("b-2", 0.1, KnownLabel.UNKNOWN);
        add("b-1", 0.7, KnownLabel.UNKNOWN);

        assertThat(history().latestBundleId()).isEqualTo("b-2");
        assertThat(ModelMetrics.decisions(history(), "b-2")).isEqualTo(new Decisions(2, 1));
        assertThat(history().count(KnownLabel.UNKNOWN)).isEqualTo(3);
        assertThat(new PaymentHistory(List.of(), 0, 0, false).latestBundleId()).isEmpty();
    }

    @Test
    void calibrationComparesScoresWithLabels() {
        add("b-1", 0.2, KnownLabel.FRAUD);
        add("b-1", 0.1, KnownLabel.LEGITIMATE);
        add("b-1", 0.3, KnownLabel.ASSUMED_LEGITIMATE); // in the next band
        add("b-1", 0.15, KnownLabel.UNKNOWN);
        add("b-2", 0.15, KnownLabel.FRAUD);
        add("b-1", 1, KnownLabel.FRAUD);

        List<CalibrationBin> bins = ModelMetrics.calibration(history(), "b-1");

        assertThat(bins)
                .extracting(CalibrationBin::band)
                .containsExactly(new ScoreBand(0.1, 0.3), new ScoreBand(0.3, 0.6), new ScoreBand(0.6, 1));
        CalibrationBin first = bins.get(0);
        assertThat(first.payments()).isEqualTo(2);
        assertThat(first.frauds()).isEqualTo(1);
        assertThat(first.predicted()).isCloseTo(0.15, within(1e-12));
        assertThat(first.observed()).isEqualTo(0.5);
        // Wilson, one of two: (1 ± sqrt(1.96^2 / (2 + 1.96^2))) / 2.
        assertThat(first.interval().lower()).isCloseTo(0.0945, within(1e-4));
        assertThat(first.interval().upper()).isCloseTo(0.9055, within(1e-4));
        assertThat(bins.get(1).observed()).isZero();
        assertThat(bins.get(2).observed()).isEqualTo(1);
    }

    @Test
    void theChallengerIsComparedWhereTheScoreDecided() {
        assertThat(ModelMetrics.challenge(history())).isNull();
        add("b-1", 0.9, Outcome.REVIEW, Cause.SCORE, KnownLabel.FRAUD, challenger("c-2", Outcome.REVIEW));
        add("b-1", 0.1, Outcome.APPROVE, Cause.SCORE, KnownLabel.FRAUD, challenger("c-2", Outcome.DECLINE));
        add("b-1", 0.9, Outcome.DECLINE, Cause.SCORE, KnownLabel.LEGITIMATE, challenger("c-2", Outcome.APPROVE));
        add(
                "b-1",
                0.1,
                Outcome.APPROVE,
                Cause.SCORE,
                KnownLabel.ASSUMED_LEGITIMATE,
                challenger("c-2", Outcome.APPROVE));
        add("b-1", 0.9, Outcome.REVIEW, Cause.SCORE, KnownLabel.UNKNOWN, challenger("c-2", Outcome.REVIEW));
        add("b-1", 0.1, Outcome.DECLINE, Cause.FROZEN, KnownLabel.FRAUD, challenger("c-2", Outcome.APPROVE));
        add("b-1", 0.1, Outcome.REVIEW, Cause.SCORE, KnownLabel.FRAUD, challenger("c-1", Outcome.APPROVE));

        assertThat(ModelMetrics.challenge(history())).isEqualTo(new Challenge("c-2", 5, 0.6, 1, 2, 1, 0));
    }

    private static ChallengerScore challenger(String bundle, Outcome outcome) {
        return new ChallengerScore(bundle, 0.5, outcome);
    }
}
