package io.nacre.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Policy.Ruling;
import io.nacre.model.Anomaly;
import io.nacre.model.Thresholds;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Thresholds THRESHOLDS = new Thresholds(0.5, 0.9, 0.001);
    private static final Anomaly RARE = new Anomaly(0.001, List.of());
    private static final AccountStatus FROZEN = new AccountStatus(true, 1, null, "ann", "stolen");

    @Test
    void anAnomalyMakesAnApprovalAReview() {
        assertThat(rule(AccountStatus.ACTIVE, 0.1, RARE, THRESHOLDS))
                .isEqualTo(new Ruling(Outcome.REVIEW, Cause.ANOMALY));
        assertThat(rule(AccountStatus.ACTIVE, 0.1, new Anomaly(0.0011, List.of()), THRESHOLDS))
                .isEqualTo(new Ruling(Outcome.APPROVE, Cause.SCORE));
    }

    @Test
    void theScoreAndAFreezeSayMoreThanAnAnomaly() {
        assertThat(rule(AccountStatus.ACTIVE, 0.6, RARE, THRESHOLDS))
                .isEqualTo(new Ruling(Outcome.REVIEW, Cause.SCORE));
        assertThat(rule(AccountStatus.ACTIVE, 0.95, RARE, THRESHOLDS))
                .isEqualTo(new Ruling(Outcome.DECLINE, Cause.SCORE));
        assertThat(rule(FROZEN, 0.1, RARE, THRESHOLDS)).isEqualTo(new Ruling(Outcome.DECLINE, Cause.FROZEN));
    }

    @Test
    void withoutABudgetNothingIsAnAnomaly() {
        assertThat(rule(AccountStatus.ACTIVE, 0.1, RARE, THRESHOLDS.withAnomaly(null)))
                .isEqualTo(new Ruling(Outcome.APPROVE, Cause.SCORE));
    }

    private static Ruling rule(AccountStatus status, double score, Anomaly anomaly, Thresholds thresholds) {
        return Policy.rule(status, 0, score, anomaly, thresholds);
    }
}
