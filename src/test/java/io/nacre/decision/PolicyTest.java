package io.nacre.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.codec.Samples;
import io.nacre.decision.Policy.PolicyResult;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.control.ListEntry.Change;
import io.nacre.decision.control.ListEntry.ListType;
import io.nacre.decision.control.ListEntry.Subject;
import io.nacre.decision.control.ListMatches;
import io.nacre.model.Thresholds;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.Channel;
import io.nacre.secret.KeyedHash;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final Thresholds THRESHOLDS = new Thresholds(0.5, 0.9, 0.001);
    private static final Anomaly RARE = new Anomaly(0.001, List.of());
    private static final AccountAction FREEZE =
            new AccountAction("a", AccountAction.Type.FREEZE, 1, "ann", "stolen", 0, null);

    private static final Exploration.Key KEY = () -> new KeyedHash(1, 2);

    private AccountAction frozen;
    private AccountAction payeeFrozen;
    private ListMatches listMatches = ListMatches.NONE;
    private final List<RuleHit> rules = new ArrayList<>();
    private double score = 0.1;
    private Anomaly anomaly;
    private Thresholds thresholds = THRESHOLDS;
    private Exploration exploration = Exploration.NONE;

    @Test
    void everyLinePrecedesTheLinesBelowIt() {
        assertRuling(Outcome.APPROVE, Cause.SCORE);
        exploration = new Exploration(0, 1, KEY);
        assertRuling(Outcome.REVIEW, Cause.SAMPLED);
        rules.add(hit("soft challenge", Outcome.CHALLENGE, false));
        assertRuling(Outcome.CHALLENGE, Cause.SOFT_RULE);
        thresholds = new Thresholds(0.1, 0.5, 0.9, 0.001);
        assertRuling(Outcome.CHALLENGE, Cause.SCORE);
        rules.add(hit("hard challenge", Outcome.CHALLENGE, true));
        assertRuling(Outcome.CHALLENGE, Cause.HARD_RULE);
        anomaly = RARE;
        assertRuling(Outcome.REVIEW, Cause.ANOMALY);
        list(ListType.WATCH);
        assertRuling(Outcome.REVIEW, Cause.WATCHED);
        rules.add(hit("soft", Outcome.DECLINE, false));
        assertRuling(Outcome.REVIEW, Cause.SOFT_RULE);
        score = 0.6;
        assertRuling(Outcome.REVIEW, Cause.SCORE);
        score = 0.95;
        assertRuling(Outcome.DECLINE, Cause.SCORE);
        rules.add(hit("hard", Outcome.DECLINE, true));
        assertRuling(Outcome.DECLINE, Cause.HARD_RULE);
        listMatches = ListMatches.NONE;
        list(ListType.ALLOW);
        assertRuling(Outcome.APPROVE, Cause.ALLOWED);
        list(ListType.BLOCK);
        assertRuling(Outcome.DECLINE, Cause.BLOCKED);
        payeeFrozen = FREEZE;
        assertRuling(Outcome.DECLINE, Cause.PAYEE_FROZEN);
        frozen = FREEZE;
        assertRuling(Outcome.DECLINE, Cause.FROZEN);
    }

    @Test
    void whatIsWatchedIsAtLeastReviewed() {
        list(ListType.WATCH);
        list(ListType.ALLOW);
        rules.add(hit("hard", Outcome.APPROVE, true));
        exploration = new Exploration(1, 0, KEY);

        assertRuling(Outcome.REVIEW, Cause.WATCHED);

        score = 0.6;
        assertRuling(Outcome.REVIEW, Cause.SCORE);
    }

    @Test
    void aHardRuleThatReviewsDoesNotLowerADeclineByScore() {
        rules.add(hit("hard", Outcome.REVIEW, true));
        score = 0.95;
        assertRuling(Outcome.DECLINE, Cause.SCORE);
        score = 0.6;
        assertRuling(Outcome.REVIEW, Cause.HARD_RULE);
        score = 0.1;
        assertRuling(Outcome.REVIEW, Cause.HARD_RULE);
    }

    @Test
    void aChallengeNeitherLowersNorIsExplored() {
        rules.add(hit("challenge", Outcome.CHALLENGE, true));
        assertRuling(Outcome.CHALLENGE, Cause.HARD_RULE);
        exploration = new Exploration(1, 1, KEY);
        assertRuling(Outcome.CHALLENGE, Cause.HARD_RULE);
        assertThat(rule().propensity()).isEqualTo(1);
        score = 0.6;
        assertRuling(Outcome.REVIEW, Cause.SCORE);
        assertThat(rule().propensity()).isEqualTo(1);
        score = 0.95;
        assertRuling(Outcome.DECLINE, Cause.SCORE);
        score = 0.1;
        rules.add(hit("review", Outcome.REVIEW, false));
        assertRuling(Outcome.REVIEW, Cause.SOFT_RULE);
        list(ListType.ALLOW);
        assertRuling(Outcome.APPROVE, Cause.ALLOWED);
    }

    @Test
    void aScoreChallengesFromItsThresholdOn() {
        thresholds = new Thresholds(0.3, 0.5, 0.9, null);
        score = 0.29;
        assertRuling(Outcome.APPROVE, Cause.SCORE);
        score = 0.31;
        assertRuling(Outcome.CHALLENGE, Cause.SCORE);
        exploration = new Exploration(1, 0, KEY);
        assertRuling(Outcome.CHALLENGE, Cause.SCORE);
        rules.add(hit("review", Outcome.REVIEW, false));
        assertRuling(Outcome.APPROVE, Cause.EXPLORED);
        exploration = Exploration.NONE;
        assertRuling(Outcome.REVIEW, Cause.SOFT_RULE);
    }

    @Test
    void onlyAPayerWhoIsOnlineIsChallengedByScore() {
        Thresholds all = new Thresholds(0.3, 0.5, 0.9, 0.001);
        for (Channel channel : Channel.values()) {
            boolean online = channel == Channel.CARD_NOT_PRESENT || channel == Channel.TRANSFER;
            assertThat(Policy.band(0.4, all.of(channel)))
                    .as(channel.name())
                    .isEqualTo(online ? Outcome.CHALLENGE : Outcome.APPROVE);
            assertThat(Policy.band(0.6, all.of(channel))).isEqualTo(Outcome.REVIEW);
            assertThat(all.of(channel).anomaly()).isEqualTo(0.001);
        }
    }

    @Test
    void aHardRuleThatApprovesIsAnAllowListWrittenAsARule() {
        rules.add(hit("hard", Outcome.APPROVE, true));
        score = 0.95;
        assertRuling(Outcome.APPROVE, Cause.HARD_RULE);
        list(ListType.WATCH);
        assertRuling(Outcome.DECLINE, Cause.SCORE);
    }

    @Test
    void theSeverestLiveRuleOfItsKindCounts() {
        rules.add(hit("one", Outcome.APPROVE, true));
        rules.add(new RuleHit("shadow", 1, Outcome.DECLINE, true, true, false));
        rules.add(new RuleHit("failed", 1, Outcome.DECLINE, true, false, true));
        rules.add(hit("two", Outcome.REVIEW, true));
        rules.add(hit("soft", Outcome.DECLINE, false));

        assertThat(rule())
                .isEqualTo(
                        new PolicyResult(new PolicyOutcome(Outcome.REVIEW, Cause.HARD_RULE, "rule two version 3"), 1));
    }

    @Test
    void withoutABudgetNothingIsAnAnomaly() {
        anomaly = RARE;
        thresholds = THRESHOLDS.withAnomaly(null);
        assertRuling(Outcome.APPROVE, Cause.SCORE);

        thresholds = THRESHOLDS;
        anomaly = new Anomaly(0.0011, List.of());
        assertRuling(Outcome.APPROVE, Cause.SCORE);
    }

    @Test
    void exploresOnlyReviewsRequestedByTheModel() {
        exploration = new Exploration(1, 1, KEY);
        score = 0.6;
        assertRuling(Outcome.APPROVE, Cause.EXPLORED);
        score = 0.95;
        assertRuling(Outcome.DECLINE, Cause.SCORE);
        score = 0.1;
        assertRuling(Outcome.REVIEW, Cause.SAMPLED);
        anomaly = RARE;
        assertRuling(Outcome.APPROVE, Cause.EXPLORED);
        list(ListType.BLOCK);
        assertRuling(Outcome.DECLINE, Cause.BLOCKED);
    }

    @Test
    void exploresTheShareItIsGivenAndAlwaysTheSameTransactions() {
        exploration = new Exploration(0.02, 0.005, KEY);

        List<Cause> suspected = causes(0.6);
        List<Cause> others = causes(0.1);

        assertThat(share(suspected, Cause.EXPLORED)).isCloseTo(0.02, within(0.002));
        assertThat(share(others, Cause.SAMPLED)).isCloseTo(0.005, within(0.001));
        assertThat(causes(0.6)).isEqualTo(suspected);
    }

    /** Who does not know the key cannot tell which ids are let pass: those of one key are not those of another. */
    @Test
    void selectsByAKeyedHash() {
        exploration = new Exploration(0.5, 0, KEY);
        List<Cause> one = causes(0.6);
        exploration = new Exploration(0.5, 0, () -> new KeyedHash(3, 4));
        List<Cause> other = causes(0.6);

        long alike = IntStream.range(0, one.size())
                .filter(i -> one.get(i) == other.get(i))
                .count();
        assertThat((double) alike / one.size()).isCloseTo(0.5, within(0.02));
        assertThatThrownBy(() -> new Exploration(0.01, 0, null)).hasMessageContaining("--explore-key");
    }

    @Test
    void recordsThePropensity() {
        exploration = new Exploration(0.25, 0.125, KEY);
        score = 0.6;
        assertThat(propensities()).containsOnly(0.25, 0.75);
        score = 0.1;
        assertThat(propensities()).containsOnly(0.125, 0.875);
        score = 0.95;
        assertThat(propensities()).containsOnly(1.0);
        score = 0.6;
        list(ListType.WATCH);
        assertThat(propensities()).containsOnly(1.0);
    }

    private List<Double> propensities() {
        return IntStream.range(0, 100)
                .mapToObj(i -> Policy.rule(payment("tx-" + i)).propensity())
                .distinct()
                .toList();
    }

    private List<Cause> causes(double scored) {
        score = scored;
        return IntStream.range(0, 50_000)
                .mapToObj(i -> Policy.rule(payment("tx-" + i)).policy().cause())
                .toList();
    }

    private static double share(List<Cause> causes, Cause cause) {
        return causes.stream().filter(each -> each == cause).count() / (double) causes.size();
    }

    private void assertRuling(Outcome outcome, Cause cause) {
        assertThat(rule().policy())
                .extracting(PolicyOutcome::outcome, PolicyOutcome::cause)
                .containsExactly(outcome, cause);
    }

    private void list(ListType list) {
        listMatches = listMatches.with(
                new ListEntry(list, Subject.DEVICE, "dev", Change.ADD, 1, "ann", "seen in fraud", 0, null));
    }

    private static RuleHit hit(String id, Outcome outcome, boolean hard) {
        return new RuleHit(id, 3, outcome, hard, false, false);
    }

    private PolicyResult rule() {
        return Policy.rule(payment("tx"));
    }

    private PolicyInput payment(String id) {
        ScoringResult scoring = new ScoringResult(
                new ModelScore(Samples.trail(score), List.of(), anomaly, "bundle"),
                List.of(),
                new RuleAndChallengerResults(rules, null));
        return new PolicyInput(id, frozen, payeeFrozen, listMatches, scoring, thresholds, exploration);
    }
}
