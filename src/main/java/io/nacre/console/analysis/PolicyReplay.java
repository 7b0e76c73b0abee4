package io.nacre.console.analysis;

import io.nacre.decision.Cause;
import io.nacre.decision.Exploration;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.Policy;
import io.nacre.decision.PolicyInput;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.control.ListMatches;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the policy would have decided on payments of the past if their scores were in another band, or if a rule were
 * off. It evaluates the policy itself, on what the decision has recorded. A decision does not record a line of the
 * policy that a higher line made needless: a payment that was reviewed by its score may be on the watch list as well.
 */
final class PolicyReplay {

    /** A score of one half, which the thresholds below put into each band. */
    private static final Trail HALF = new Trail(new double[] {0});

    private static final double BELOW_HALF = 0.4;
    private static final double ABOVE_HALF = 0.6;
    private static final double BUDGET = 0.5;
    private static final Anomaly ANOMALY = new Anomaly(BUDGET / 2, List.of());

    private static final ListMatches WATCHED = ListMatches.NONE.with(new ListEntry(
            ListEntry.ListType.WATCH, ListEntry.Subject.ACCOUNT, "a", ListEntry.Change.ADD, 0, "", "", 0, null));

    private final @Nullable String ruleOff;
    private final Map<Case, Outcome> known = new HashMap<>();

    /** Payments with equal cases have equal outcomes. */
    private record Case(Cause cause, Outcome recorded, List<RuleHit> rules, boolean anomalous, Outcome band) {}

    /** @param ruleOff a rule that is not enforced; null for none */
    PolicyReplay(@Nullable String ruleOff) {
        this.ruleOff = ruleOff;
    }

    /** @param band the outcome by the score alone */
    Outcome outcome(DecidedPayment payment, Outcome band) {
        return known.computeIfAbsent(
                new Case(payment.cause(), payment.outcome(), payment.rules(), payment.anomalous(), band), this::decide);
    }

    private Outcome decide(Case each) {
        return switch (each.cause) {
            case FROZEN, PAYEE_FROZEN, BLOCKED, ALLOWED, ID_CONFLICT -> each.recorded;
            case EXPLORED -> {
                Outcome outcome = evaluate(each);
                yield outcome == Outcome.REVIEW ? Outcome.APPROVE : outcome;
            }
            case SAMPLED -> {
                Outcome outcome = evaluate(each);
                yield outcome == Outcome.APPROVE ? Outcome.REVIEW : outcome;
            }
            case SCORE, ANOMALY, HARD_RULE, SOFT_RULE, WATCHED -> evaluate(each);
        };
    }

    private Outcome evaluate(Case each) {
        List<RuleHit> rules =
                each.rules.stream().filter(hit -> !hit.ruleId().equals(ruleOff)).toList();
        ModelScore score = new ModelScore(HALF, List.of(), each.anomalous ? ANOMALY : null, "");
        PolicyInput input = new PolicyInput(
                "",
                null,
                null,
                each.cause == Cause.WATCHED ? WATCHED : ListMatches.NONE,
                new ScoringResult(score, List.of(), new RuleAndChallengerResults(rules, null)),
                thresholds(each.band),
                Exploration.NONE);
        return Policy.rule(input).policy().outcome();
    }

    /** Thresholds that put a score of one half into a band. */
    private static Thresholds thresholds(Outcome band) {
        return switch (band) {
            case APPROVE -> new Thresholds(ABOVE_HALF, ABOVE_HALF, BUDGET);
            case CHALLENGE -> new Thresholds(BELOW_HALF, ABOVE_HALF, ABOVE_HALF, BUDGET);
            case REVIEW -> new Thresholds(BELOW_HALF, ABOVE_HALF, BUDGET);
            case DECLINE -> new Thresholds(BELOW_HALF, BELOW_HALF, BUDGET);
        };
    }
}
