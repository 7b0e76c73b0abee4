package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.decision.ScoringResult;
import io.nacre.model.Trail;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleReportTest {

    private final RuleReport report = new RuleReport();

    @Test
    void countsHitsAndMissesOfEachRule() {
        label("t1", true);
        label("t2", false);
        label("t3", true);
        label("elsewhere", true);
        decide("t1", false, hit("a", false), hit("b", false));
        decide("t1", true, hit("a", false), hit("b", false));
        decide("t2", false, hit("a", false));
        decide("t3", false);
        decide("t4", false, hit("a", false), hit("b", true));

        List<RuleReport.Line> lines = report.lines();

        assertThat(lines).extracting(RuleReport.Line::key).containsExactly("a@1", "b@1");
        RuleReport.Line a = lines.get(0);
        assertThat(a.hits()).isEqualTo(3);
        assertThat(a.labelled()).isEqualTo(2);
        assertThat(a.precision()).isCloseTo(1.0 / 2, within(1e-12));
        assertThat(a.recall()).as("of the two known frauds that were decided").isCloseTo(1.0 / 2, within(1e-12));
        assertThat(a.shared()).isEqualTo(1);
        assertThat(lines.get(1).failures()).isEqualTo(1);
        assertThat(lines.get(1).precision()).isEqualTo(1);
    }

    @Test
    void aChargebackOutranksALaterVerdict() {
        report.add(new Label("t1", "acct", true, 5, Label.Source.CHARGEBACK));
        report.add(new Label("t1", "acct", false, 9, Label.Source.VERDICT));
        report.add(new Label("t1", "another", false, 9, Label.Source.VERDICT));
        decide("t1", false, hit("a", false));

        assertThat(report.lines().get(0).frauds()).isEqualTo(1);
    }

    @Test
    void countsManyDecisionsAtOnce() {
        List<RuleReport.Hit> both = List.of(new RuleReport.Hit("a@1", false), new RuleReport.Hit("b@1", true));
        report.add(both, true, 3);
        report.add(both, false, 1);
        report.add(both, null, 10);
        report.add(List.of(), true, 3);

        RuleReport.Line a = report.lines().get(0);
        assertThat(a.hits()).isEqualTo(14);
        assertThat(a.shared()).as("the other rule failed").isEqualTo(0);
        assertThat(a.precision()).isEqualTo(3.0 / 4);
        assertThat(a.recall()).isEqualTo(3.0 / 6);
        assertThat(a.precisionInterval()).isEqualTo(WilsonInterval.of(0.75, 4));
        assertThat(report.lines().get(1).failures()).isEqualTo(14);
        assertThat(report.lines().get(1).precisionInterval()).isNull();
    }

    private void label(String id, boolean fraud) {
        report.add(new Label(id, "acct", fraud, 5, Label.Source.VERDICT));
    }

    private void decide(String id, boolean repeated, RuleHit... hits) {
        report.add(new Decision(
                id,
                "acct",
                1,
                new PolicyOutcome(Outcome.APPROVE, Cause.SCORE),
                new ScoringResult(
                        new ModelScore(new Trail(new double[] {0}), List.of(), null, "b"),
                        List.of(),
                        new RuleAndChallengerResults(Arrays.asList(hits), null)),
                repeated,
                1,
                RecordOrigin.NONE));
    }

    private static RuleHit hit(String id, boolean failed) {
        return new RuleHit(id, 1, Outcome.REVIEW, true, false, failed);
    }
}
