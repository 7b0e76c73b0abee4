package io.nacre.stream.decide;

import static io.nacre.stream.decide.Scenario.T0;
import static io.nacre.stream.decide.Scenario.action;
import static io.nacre.stream.decide.Scenario.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Exploration;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.RecordOrigin;
import io.nacre.secret.KeyedHash;
import io.nacre.stream.decide.PolicyEvaluator.Evaluation;
import io.nacre.stream.event.ScoredEvents;
import org.junit.jupiter.api.Test;

class PolicyEvaluatorTest {

    private final AccountControls controls = new AccountControls();
    private final AutoFreezer autoFreezer = new AutoFreezer(new AutoFreezePolicy(0.98, 3_600_000, 5, 0.1), controls, 1);
    private final PolicyEvaluator policy = new PolicyEvaluator(controls, autoFreezer, Exploration.NONE);

    @Test
    void carriesTheScoreAndItsOriginIntoTheDecision() {
        Decision decision = policy.evaluate(scored("a", 0.6, T0), T0 + 5).decision();

        assertThat(decision.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(decision.cause()).isEqualTo(Cause.SCORE);
        assertThat(decision.decidedAtMs()).isEqualTo(T0 + 5);
        assertThat(decision.origin()).isEqualTo(new RecordOrigin("transactions", 0, 7, T0));
        assertThat(decision.scoring().model().bundleId()).isEqualTo("bundle");
    }

    @Test
    void declinesWhileTheAccountIsFrozen() {
        controls.apply(action(Type.FREEZE, 1));
        assertThat(causeOf("a")).isEqualTo(Cause.FROZEN);

        controls.apply(action(Type.RELEASE, 2));
        assertThat(causeOf("b")).isEqualTo(Cause.SCORE);
    }

    @Test
    void declinesTheTransactionAfterAnAutomaticFreezeUnlessAPersonReleasesTheAccount() {
        Decision first = policy.evaluate(scored("a", 0.99, T0), T0).decision();
        assertThat(first.cause()).isEqualTo(Cause.SCORE);
        assertThat(autoFreezer.request(first, scored("a", 0.99, T0).parties())).isNotNull();

        assertThat(causeOf("b")).isEqualTo(Cause.FROZEN);

        controls.apply(new AccountAction("acct", Type.RELEASE, T0 + 1, "ann", "explained", T0 + 1, null));
        assertThat(causeOf("c")).isEqualTo(Cause.SCORE);
    }

    @Test
    void anEventTimeAheadOfItsRecordDoesNotOutliveAFreeze() {
        controls.apply(new AccountAction("acct", Type.FREEZE, 1, "ann", "looks stolen", T0, T0 + 100));
        TransactionEvent ahead = EnrichedEvent.of(
                Payments.payment("a", "acct", T0 + 200),
                Facts.UNKNOWN,
                new RecordOrigin("transactions", 0, 7, T0 + 50));

        assertThat(policy.evaluate(ScoredEvents.harmless(ahead), T0).decision().cause())
                .isEqualTo(Cause.FROZEN);
    }

    @Test
    void emitsAnExampleOnlyForARandomDecision() {
        PolicyEvaluator explores =
                new PolicyEvaluator(controls, autoFreezer, new Exploration(0, 1, () -> KeyedHash.random()));
        Evaluation sampled = explores.evaluate(scored("a", 0.1, T0), T0);

        assertThat(sampled.decision().cause()).isEqualTo(Cause.SAMPLED);
        assertThat(sampled.example()).isNotNull().satisfies(example -> {
            assertThat(example.transactionId()).isEqualTo("a");
            assertThat(example.featureFingerprint()).isEqualTo(Layers.fingerprint());
        });
        assertThat(policy.evaluate(scored("a", 0.1, T0), T0).example()).isNull();
    }

    private Cause causeOf(String id) {
        return policy.evaluate(scored(id, 0.1, T0 + 2), T0).decision().cause();
    }
}
