package io.nacre.stream.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.decision.Example;
import io.nacre.decision.Outcome;
import io.nacre.decision.Policy;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.model.TestBundles;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.RecordOrigin;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
import io.nacre.stream.ActiveModels;
import io.nacre.stream.Score;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a running job makes of rules and bundles that it hears of. */
class ScoringUpdateTest {

    private static final long T0 = Payments.START_MS;
    private static final Bundle FIRST = TestBundles.catalogueBundle();
    private static final Bundle SECOND = TestBundles.anotherCatalogueBundle();

    private OneInputStreamOperatorTestHarness<ScoringInput, ScoredEvent> score;
    private int sent;

    @BeforeEach
    void start() throws Exception {
        score = harness();
        score.open();
    }

    @AfterEach
    void stop() throws Exception {
        score.close();
    }

    @Test
    void hasNoRulesAndNoChallengerBeforeTheFirstUpdate() throws Exception {
        pay();

        assertThat(last().scoring().rulesAndChallenger()).isEqualTo(RuleAndChallengerResults.NONE);
    }

    @Test
    void evaluatesARuleFromItsUpdateOn() throws Exception {
        apply(rule("big", 1, RuleStage.DRAFT, "true"));
        pay();
        apply(rule("big", 1, RuleStage.SHADOW, "true"));
        pay();
        apply(rule("big", 1, RuleStage.LIVE, "true"));
        pay();
        apply(rule("big", 1, RuleStage.RETIRED, "true"));
        pay();

        assertThat(scored())
                .extracting(each -> each.scoring().rulesAndChallenger().rules().size())
                .containsExactly(0, 1, 1, 0);
        assertThat(scored().get(1).scoring().rulesAndChallenger().rules().get(0).isEnforced())
                .isFalse();
        assertThat(scored().get(2).scoring().rulesAndChallenger().rules())
                .containsExactly(new RuleHit("big", 1, Outcome.REVIEW, true, false, false));
    }

    @Test
    void aRuleThatFailsOrCannotBeReadStopsNothing() throws Exception {
        apply(rule("fails", 1, RuleStage.LIVE, "tx.attributes['none'] == 'x'"));
        apply(rule("nonsense", 1, RuleStage.LIVE, "tx.amout > 1.0"));
        apply(rule("sound", 1, RuleStage.LIVE, "true"));
        apply(rule("sound", 1, RuleStage.SHADOW, "true"));
        pay();

        assertThat(last().scoring().rulesAndChallenger().rules())
                .extracting(RuleHit::ruleId)
                .containsExactly("fails", "sound");
        assertThat(last().scoring().rulesAndChallenger().rules())
                .extracting(RuleHit::failed)
                .containsExactly(true, false);
        assertThat(last().scoring().rulesAndChallenger().rules())
                .extracting(RuleHit::shadow)
                .containsOnly(false);
    }

    @Test
    void aRuleThatTheJobNoLongerAcceptsStopsNeitherTheJobNorItsRestart() throws Exception {
        apply(rule("bomb", 1, RuleStage.SHADOW, "tx.id.matches('((a{1000}){1000}){1000}')"));
        apply(rule("sound", 1, RuleStage.LIVE, "true"));
        // As if an earlier version had accepted it.
        ScoringUpdate bomb = rule("bomb", 1, RuleStage.LIVE, "tx.id.matches('((a{1000}){1000}){1000}')");
        score.getOperator()
                .getOperatorStateBackend()
                .getBroadcastState(Score.UPDATES)
                .put(bomb.key(), bomb);

        restart();
        pay();

        assertThat(last().scoring().rulesAndChallenger().rules())
                .extracting(RuleHit::ruleId)
                .containsExactly("sound");
    }

    @Test
    void championAndChallengerAndShadowSeeOneVector() throws Exception {
        apply(bundle(SECOND, Role.CHALLENGER, 1));
        apply(rule("watched", 1, RuleStage.SHADOW, "amount.high >= 0.0 && score >= 0.0"));
        for (int i = 0; i < 50; i++) {
            pay();
        }

        List<Example> examples = score.getSideOutput(Score.EXAMPLES).stream()
                .map(example -> example.getValue().value())
                .toList();
        for (int i = 0; i < examples.size(); i++) {
            float[] vector = examples.get(i).vector();
            ScoredTransaction each = scored().get(i);
            double challenger = SECOND.engine(EngineKind.COMPILED).score(vector).score();
            assertThat(each.scoring().model().trail())
                    .isEqualTo(FIRST.engine(EngineKind.COMPILED).score(vector));
            assertThat(each.scoring().model().bundleId()).isEqualTo(FIRST.id());
            assertThat(each.scoring().rulesAndChallenger().challenger().bundleId())
                    .isEqualTo(SECOND.id());
            assertThat(each.scoring().rulesAndChallenger().challenger().score()).isEqualTo(challenger);
            assertThat(each.scoring().rulesAndChallenger().challenger().outcome())
                    .isEqualTo(Policy.band(challenger, SECOND.thresholds()));
        }
        assertThat(examples).hasSize(50);
    }

    @Test
    void switchesChampionsBetweenTwoPaymentsAndBack() throws Exception {
        pay();
        apply(bundle(SECOND, Role.CHALLENGER, 1));
        pay();
        apply(bundle(SECOND, Role.CHAMPION, 2));
        pay();
        apply(bundle(FIRST, Role.CHAMPION, 3));
        pay();

        assertThat(scored())
                .extracting(each -> each.scoring().model().bundleId())
                .containsExactly(FIRST.id(), FIRST.id(), SECOND.id(), FIRST.id());
        assertThat(scored())
                .extracting(each -> each.scoring().rulesAndChallenger().challenger() != null)
                .as("a champion is not its own challenger")
                .containsExactly(false, true, false, false);
    }

    @Test
    void theNewestAnnouncementAppliesInAnyOrder() throws Exception {
        apply(bundle(SECOND, Role.CHAMPION, 5));
        apply(bundle(FIRST, Role.CHAMPION, 4));
        pay();

        assertThat(last().scoring().model().bundleId()).isEqualTo(SECOND.id());
    }

    /** A rollback that came after an announcement of tomorrow was once said to be in force. */
    @Test
    void aSupersededAnnouncementIsNotReportedAsApplied() throws Exception {
        ActiveModels activeModels = new ActiveModels(FIRST.zip(), EngineKind.COMPILED);
        ScoringUpdate tomorrow = bundle(SECOND, Role.CHAMPION, 86_400_000);
        ScoringUpdate rollback = bundle(FIRST, Role.CHAMPION, 4);

        assertThat(activeModels.apply(tomorrow)).isTrue();
        assertThat(activeModels.apply(rollback)).isFalse();
        assertThat(activeModels.apply(bundle(FIRST, Role.CHAMPION, 86_400_001))).isTrue();
        assertThat(activeModels.champion().id()).isEqualTo(FIRST.id());
        assertThat(tomorrow.describe()).isEqualTo("CHAMPION " + SECOND.id() + ", announced at 1970-01-02T00:00:00Z");
    }

    @Test
    void keepsItsBundleWhereAnotherCannotBeUsed() throws Exception {
        byte[] broken = SECOND.zip();
        broken[broken.length / 2] ^= 1;
        apply(ScoringUpdate.of(announcement(SECOND, Role.CHAMPION, 2), broken));
        apply(ScoringUpdate.of(announcement(FIRST, Role.CHAMPION, 3), SECOND.zip()));
        pay();

        assertThat(last().scoring().model().bundleId()).isEqualTo(FIRST.id());
    }

    @Test
    void keepsUpdatesOverARestart() throws Exception {
        apply(bundle(SECOND, Role.CHAMPION, 2));
        apply(rule("big", 1, RuleStage.LIVE, "true"));

        restart();
        pay();
        apply(bundle(FIRST, Role.CHAMPION, 1));
        pay();

        assertThat(scored())
                .extracting(each -> each.scoring().model().bundleId())
                .containsOnly(SECOND.id());
        assertThat(last().scoring().rulesAndChallenger().rules()).hasSize(1);
    }

    @Test
    void aPromotedChallengerDoesNotComeBackByARestartAfterARollback() throws Exception {
        apply(bundle(SECOND, Role.CHALLENGER, 1));
        apply(bundle(SECOND, Role.CHAMPION, 2));
        apply(bundle(FIRST, Role.CHAMPION, 3));

        restart();
        pay();

        assertThat(last().scoring().model().bundleId()).isEqualTo(FIRST.id());
        assertThat(last().scoring().rulesAndChallenger().challenger()).isNull();
    }

    private void restart() throws Exception {
        OperatorSubtaskState snapshot = score.snapshot(1, 1);
        score.close();
        score = harness();
        score.initializeState(snapshot);
        score.open();
    }

    private static OneInputStreamOperatorTestHarness<ScoringInput, ScoredEvent> harness() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new Score(FIRST.zip(), EngineKind.COMPILED, ExchangeRates.EUROS)));
    }

    private static ScoringUpdate rule(String id, int version, RuleStage ruleStage, String expression) {
        return ScoringUpdate.of(new Rule(
                id, version, ruleStage, "owner", "says", expression, Rule.Enforcement.HARD, Outcome.REVIEW, "ada", T0));
    }

    private static ScoringUpdate bundle(Bundle bundle, Role role, long atMs) {
        return ScoringUpdate.of(announcement(bundle, role, atMs), bundle.zip());
    }

    private static BundleAnnouncement announcement(Bundle bundle, Role role, long atMs) {
        return new BundleAnnouncement(bundle.id(), "file:///gone.zip", "0".repeat(64), role, "ada", atMs);
    }

    private void apply(ScoringUpdate scoringUpdate) throws Exception {
        score.processElement(new StreamRecord<>(ScoringInput.of(scoringUpdate), T0));
    }

    private void pay() throws Exception {
        TransactionEvent enrichedEvent =
                EnrichedEvent.of(Payments.payment("t" + sent, "acct", T0 + sent), Facts.UNKNOWN, RecordOrigin.NONE);
        Random random = new Random(sent++);
        for (int i = 0; i < enrichedEvent.vector().values().length; i++) {
            enrichedEvent.vector().values()[i] = random.nextFloat();
        }
        score.processElement(new StreamRecord<>(ScoringInput.of(enrichedEvent), T0));
    }

    private List<ScoredTransaction> scored() {
        return score.extractOutputValues().stream()
                .map(ScoredTransaction.class::cast)
                .toList();
    }

    private ScoredTransaction last() {
        return scored().get(scored().size() - 1);
    }
}
