package io.nacre.decision;

import static io.nacre.decision.Outcome.APPROVE;
import static io.nacre.decision.Outcome.CHALLENGE;
import static io.nacre.decision.Outcome.DECLINE;
import static io.nacre.decision.Outcome.REVIEW;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListEntry;
import io.nacre.model.Thresholds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The precedence table: the first line that applies decides. */
public final class Policy {

    /** In order of precedence. The last line always applies. */
    public static final List<Line> TABLE = List.of(
            new Line(
                    Cause.FROZEN,
                    "the account is frozen for outgoing payments at the event time",
                    "decline",
                    payment -> payment.frozen() == null ? null : DECLINE,
                    payment -> describe(payment.frozen())),
            new Line(
                    Cause.PAYEE_FROZEN,
                    "the payee is frozen for incoming payments at the event time",
                    "decline",
                    payment -> payment.payeeFrozen() == null ? null : DECLINE,
                    payment -> describe(payment.payeeFrozen())),
            new Line(
                    Cause.BLOCKED,
                    "the block list names the account, card, device, IP address, merchant or country",
                    "decline",
                    payment -> payment.listing().block() == null ? null : DECLINE,
                    payment -> describe(payment.listing().block())),
            new Line(
                    Cause.ALLOWED,
                    "the allow list names one of them, and the watch list names none",
                    "approve",
                    payment -> payment.listing().allow() == null || payment.isWatched() ? null : APPROVE,
                    payment -> describe(payment.listing().allow())),
            new Line(
                    Cause.HARD_RULE,
                    "a live hard rule applies; the severest counts. A rule that reviews does not lower a"
                            + " decline by score. A"
                            + " rule that approves is ignored if the watch list applies. One that challenges counts"
                            + " further below",
                    "the rule's",
                    Policy::hardRule,
                    payment -> describe(payment.rule(true))),
            new Line(
                    Cause.EXPLORED,
                    "a line below would send it to review, no hard rule and no watch list applies, and it is in the"
                            + " share of `--explore-reviews`",
                    "approve",
                    Policy::explored,
                    payment -> null),
            new Line(
                    Cause.SCORE,
                    "the score reaches the review or the decline threshold of the bundle",
                    "decline from the upper threshold on, else review",
                    payment -> payment.band().isAlert() ? payment.band() : null,
                    payment -> null),
            new Line(
                    Cause.SOFT_RULE,
                    "a live soft rule that reviews applies",
                    "review",
                    payment -> payment.isReviewedByRule() ? REVIEW : null,
                    payment -> describe(payment.rule(false))),
            new Line(
                    Cause.WATCHED,
                    "the watch list names the account, card, device, IP address, merchant or country",
                    "review",
                    payment -> payment.isWatched() ? REVIEW : null,
                    payment -> describe(payment.listing().watch())),
            new Line(
                    Cause.ANOMALY,
                    "it is so unusual that it is within the anomaly budget of the bundle",
                    "review",
                    payment -> payment.isAlarm() ? REVIEW : null,
                    payment -> null),
            new Line(
                    Cause.HARD_RULE,
                    "a live hard rule that challenges applies",
                    "challenge",
                    payment -> payment.isChallengedByRule(true) ? CHALLENGE : null,
                    payment -> describe(payment.rule(true))),
            new Line(
                    Cause.SCORE,
                    "the score reaches the challenge threshold of the bundle, and the channel is card not present or"
                            + " transfer",
                    "challenge",
                    payment -> payment.band() == CHALLENGE ? CHALLENGE : null,
                    payment -> null),
            new Line(
                    Cause.SOFT_RULE,
                    "a live soft rule that challenges applies",
                    "challenge",
                    payment -> payment.isChallengedByRule(false) ? CHALLENGE : null,
                    payment -> describe(payment.rule(false))),
            new Line(
                    Cause.SAMPLED,
                    "it is in the share of `--explore-approvals`",
                    "review",
                    payment -> payment.exploration().reviews(payment.transactionId()) ? REVIEW : null,
                    payment -> null),
            new Line(Cause.SCORE, "always", "approve", payment -> APPROVE, payment -> null));

    private Policy() {}

    /** The outcome that a line requests; null if the line does not apply. */
    @FunctionalInterface
    interface PolicyCondition {
        @Nullable
        Outcome of(PolicyInput payment);
    }

    /** Describes the freeze, list entry or rule of a line that applies; null if there is none, as for a score. */
    @FunctionalInterface
    interface CauseDetail {
        @Nullable
        String of(PolicyInput payment);
    }

    /**
     * A line of the table.
     *
     * @param applies the condition, in words
     * @param then the outcome, in words
     */
    public record Line(Cause cause, String applies, String then, PolicyCondition rule, CauseDetail causeDetail) {}

    /**
     * The outcome of the table.
     *
     * @param propensity probability of this outcome for such a transaction; below 1 only if a share is explored
     */
    public record PolicyResult(PolicyOutcome policy, double propensity) {
        ServedDecision servedDecision() {
            return new ServedDecision(policy.outcome(), policy.cause(), propensity);
        }
    }

    public static PolicyResult rule(PolicyInput payment) {
        for (int i = 0; i < TABLE.size(); i++) {
            Line line = TABLE.get(i);
            Outcome outcome = line.rule.of(payment);
            if (outcome != null) {
                return new PolicyResult(
                        new PolicyOutcome(outcome, line.cause, line.causeDetail.of(payment)),
                        propensity(payment, outcome, line.cause));
            }
        }
        throw new IllegalStateException("no row applies");
    }

    private static double propensity(PolicyInput payment, Outcome outcome, Cause cause) {
        if (outcome == CHALLENGE) {
            return 1;
        }
        Exploration exploration = payment.exploration();
        return switch (cause) {
            case EXPLORED -> exploration.approved();
            case SAMPLED -> exploration.reviewed();
            case SCORE ->
                outcome == APPROVE
                        ? 1 - exploration.reviewed()
                        : outcome == REVIEW && payment.isExplorable() ? 1 - exploration.approved() : 1;
            case SOFT_RULE, ANOMALY -> payment.isExplorable() ? 1 - exploration.approved() : 1;
            case FROZEN, PAYEE_FROZEN, BLOCKED, ALLOWED, HARD_RULE, WATCHED, ID_CONFLICT -> 1;
        };
    }

    /** The outcome by the score alone. */
    public static Outcome band(double score, Thresholds thresholds) {
        if (score >= thresholds.decline()) {
            return DECLINE;
        }
        if (score >= thresholds.review()) {
            return REVIEW;
        }
        return score >= thresholds.challenge() ? CHALLENGE : APPROVE;
    }

    private static @Nullable Outcome hardRule(PolicyInput payment) {
        RuleHit hit = payment.rule(true);
        if (hit == null) {
            return null;
        }
        return switch (hit.outcome()) {
            case APPROVE -> payment.isWatched() ? null : APPROVE;
            case CHALLENGE -> null;
            case REVIEW -> payment.band() == DECLINE ? null : REVIEW;
            case DECLINE -> DECLINE;
        };
    }

    private static @Nullable Outcome explored(PolicyInput payment) {
        if (!payment.isExplorable() || !payment.exploration().approves(payment.transactionId())) {
            return null;
        }
        Outcome band = payment.band();
        boolean suspicious = band == REVIEW || payment.isReviewedByRule() || payment.isAlarm();
        return band != DECLINE && suspicious ? APPROVE : null;
    }

    private static @Nullable String describe(@Nullable AccountAction action) {
        return action == null ? null : action.describe();
    }

    private static @Nullable String describe(@Nullable ListEntry entry) {
        return entry == null ? null : entry.describe();
    }

    private static @Nullable String describe(@Nullable RuleHit hit) {
        return hit == null ? null : "rule " + hit.ruleId() + " version " + hit.version();
    }
}
