package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.BundleAnnouncement;
import io.nacre.codec.BundleAnnouncement.Role;
import io.nacre.decision.Example;
import io.nacre.decision.Outcome;
import io.nacre.decision.Policy;
import io.nacre.decision.RuleHit;
import io.nacre.decision.ScoringSignals;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.model.Bundle;
import io.nacre.model.EngineKind;
import io.nacre.model.TestBundles;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.RecordOrigin;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
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
class NewsTest {

    private static final long T0 = Payments.START_MS;
    private static final Bundle FIRST = TestBundles.catalogueBundle();
    private static final Bundle SECOND = TestBundles.anotherCatalogueBundle();

    private OneInputStreamOperatorTestHarness<Arrival, Scored> score;
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
    void saysNothingBesideTheScoreUntilThereIsNews() throws Exception {
        pay();

        assertThat(last().advice()).isEqualTo(ScoringSignals.NONE);
    }

    @Test
    void asksARuleFromTheMomentItIsHeardOf() throws Exception {
        hear(rule("big", 1, RuleStage.DRAFT, "true"));
        pay();
        hear(rule("big", 1, RuleStage.SHADOW, "true"));
        pay();
        hear(rule("big", 1, RuleStage.LIVE, "true"));
        pay();
        hear(rule("big", 1, RuleStage.RETIRED, "true"));
        pay();

        assertThat(scored()).extracting(each -> each.advice().rules().size()).containsExactly(0, 1, 1, 0);
        assertThat(scored().get(1).advice().rules().get(0).isEnforced()).isFalse();
        assertThat(scored().get(2).advice().rules())
                .containsExactly(new RuleHit("big", 1, Outcome.REVIEW, true, false, false));
    }

    @Test
    void aRuleThatFailsOrCannotBeReadStopsNothing() throws Exception {
        hear(rule("fails", 1, RuleStage.LIVE, "tx.attributes['none'] == 'x'"));
        hear(rule("nonsense", 1, RuleStage.LIVE, "tx.amout > 1.0"));
        hear(rule("sound", 1, RuleStage.LIVE, "true"));
        hear(rule("sound", 1, RuleStage.SHADOW, "true"));
        pay();

        assertThat(last().advice().rules()).extracting(RuleHit::ruleId).containsExactly("fails", "sound");
        assertThat(last().advice().rules()).extracting(RuleHit::failed).containsExactly(true, false);
        assertThat(last().advice().rules()).extracting(RuleHit::shadow).containsOnly(false);
    }

    @Test
    void aRuleThatTheJobNoLongerAcceptsStopsNeitherTheJobNorItsRestart() throws Exception {
        hear(rule("bomb", 1, RuleStage.SHADOW, "tx.id.matches('((a{1000}){1000}){1000}')"));
        hear(rule("sound", 1, RuleStage.LIVE, "true"));
        // As if an earlier version had accepted it.
        News bomb = rule("bomb", 1, RuleStage.LIVE, "tx.id.matches('((a{1000}){1000}){1000}')");
        score.getOperator()
                .getOperatorStateBackend()
                .getBroadcastState(News.KEPT)
                .put(bomb.key(), bomb);

        restart();
        pay();

        assertThat(last().advice().rules()).extracting(RuleHit::ruleId).containsExactly("sound");
    }

    @Test
    void championAndChallengerAndShadowSeeOneVector() throws Exception {
        hear(bundle(SECOND, Role.CHALLENGER, 1));
        hear(rule("watched", 1, RuleStage.SHADOW, "amount.high >= 0.0 && score >= 0.0"));
        for (int i = 0; i < 50; i++) {
            pay();
        }

        List<Example> examples = score.getSideOutput(Score.EXAMPLES).stream()
                .map(example -> example.getValue().value())
                .toList();
        for (int i = 0; i < examples.size(); i++) {
            float[] vector = examples.get(i).vector();
            Scored each = scored().get(i);
            double challenger = SECOND.engine(EngineKind.COMPILED).score(vector).score();
            assertThat(each.trail()).isEqualTo(FIRST.engine(EngineKind.COMPILED).score(vector));
            assertThat(each.bundleId()).isEqualTo(FIRST.id());
            assertThat(each.advice().challenge().bundleId()).isEqualTo(SECOND.id());
            assertThat(each.advice().challenge().score()).isEqualTo(challenger);
            assertThat(each.advice().challenge().outcome()).isEqualTo(Policy.band(challenger, SECOND.thresholds()));
        }
        assertThat(examples).hasSize(50);
    }

    @Test
    void switchesChampionsBetweenTwoPaymentsAndBack() throws Exception {
        pay();
        hear(bundle(SECOND, Role.CHALLENGER, 1));
        pay();
        hear(bundle(SECOND, Role.CHAMPION, 2));
        pay();
        hear(bundle(FIRST, Role.CHAMPION, 3));
        pay();

        assertThat(scored())
                .extracting(Scored::bundleId)
                .containsExactly(FIRST.id(), FIRST.id(), SECOND.id(), FIRST.id());
        assertThat(scored())
                .extracting(each -> each.advice().challenge() != null)
                .as("a champion is not its own challenger")
                .containsExactly(false, true, false, false);
    }

    @Test
    void theNewestAnnouncementHoldsWhateverTheOrder() throws Exception {
        hear(bundle(SECOND, Role.CHAMPION, 5));
        hear(bundle(FIRST, Role.CHAMPION, 4));
        pay();

        assertThat(last().bundleId()).isEqualTo(SECOND.id());
    }

    /** A rollback that came after an announcement of tomorrow was once said to be in force. */
    @Test
    void anAnnouncementThatChangesNothingIsNotSaidToBeInForce() throws Exception {
        Panel panel = new Panel(FIRST.zip(), EngineKind.COMPILED);
        News tomorrow = bundle(SECOND, Role.CHAMPION, 86_400_000);
        News rollback = bundle(FIRST, Role.CHAMPION, 4);

        assertThat(panel.hear(tomorrow)).isTrue();
        assertThat(panel.hear(rollback)).isFalse();
        assertThat(panel.hear(bundle(FIRST, Role.CHAMPION, 86_400_001))).isTrue();
        assertThat(panel.champion().id()).isEqualTo(FIRST.id());
        assertThat(tomorrow.says()).isEqualTo("CHAMPION " + SECOND.id() + ", announced at 1970-01-02T00:00:00Z");
    }

    @Test
    void keepsItsBundleWhereAnotherCannotBeUsed() throws Exception {
        byte[] broken = SECOND.zip();
        broken[broken.length / 2] ^= 1;
        hear(News.of(bundle(SECOND, Role.CHAMPION, 2).announcement(), broken));
        hear(News.of(bundle(FIRST, Role.CHAMPION, 3).announcement(), SECOND.zip()));
        pay();

        assertThat(last().bundleId()).isEqualTo(FIRST.id());
    }

    @Test
    void goesOnWithWhatItHeardAfterARestart() throws Exception {
        hear(bundle(SECOND, Role.CHAMPION, 2));
        hear(rule("big", 1, RuleStage.LIVE, "true"));

        restart();
        pay();
        hear(bundle(FIRST, Role.CHAMPION, 1));
        pay();

        assertThat(scored()).extracting(Scored::bundleId).containsOnly(SECOND.id());
        assertThat(last().advice().rules()).hasSize(1);
    }

    @Test
    void aPromotedChallengerDoesNotComeBackByARestartAfterARollback() throws Exception {
        hear(bundle(SECOND, Role.CHALLENGER, 1));
        hear(bundle(SECOND, Role.CHAMPION, 2));
        hear(bundle(FIRST, Role.CHAMPION, 3));

        restart();
        pay();

        assertThat(last().bundleId()).isEqualTo(FIRST.id());
        assertThat(last().advice().challenge()).isNull();
    }

    private void restart() throws Exception {
        OperatorSubtaskState snapshot = score.snapshot(1, 1);
        score.close();
        score = harness();
        score.initializeState(snapshot);
        score.open();
    }

    private static OneInputStreamOperatorTestHarness<Arrival, Scored> harness() throws Exception {
        return new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new Score(FIRST.zip(), EngineKind.COMPILED, ExchangeRates.EUROS)));
    }

    private static News rule(String id, int version, RuleStage ruleStage, String expression) {
        return News.of(new Rule(
                id, version, ruleStage, "owner", "says", expression, Rule.Enforcement.HARD, Outcome.REVIEW, "ada", T0));
    }

    private static News bundle(Bundle bundle, Role role, long atMs) {
        return News.of(
                new BundleAnnouncement(bundle.id(), "file:///gone.zip", "0".repeat(64), role, "ada", atMs),
                bundle.zip());
    }

    private void hear(News news) throws Exception {
        score.processElement(new StreamRecord<>(Arrival.of(news), T0));
    }

    private void pay() throws Exception {
        EnrichedEvent enrichedEvent =
                EnrichedEvent.of(Payments.payment("t" + sent, "acct", T0 + sent), Facts.UNKNOWN, RecordOrigin.NONE);
        Random random = new Random(sent++);
        for (int i = 0; i < enrichedEvent.vector().values().length; i++) {
            enrichedEvent.vector().values()[i] = random.nextFloat();
        }
        score.processElement(new StreamRecord<>(Arrival.of(enrichedEvent), T0));
    }

    private List<Scored> scored() {
        return score.extractOutputValues();
    }

    private Scored last() {
        return scored().get(scored().size() - 1);
    }
}
