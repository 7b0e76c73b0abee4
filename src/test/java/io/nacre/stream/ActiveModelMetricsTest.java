package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.decision.Outcome;
import io.nacre.model.TestBundles;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.rules.Rule;
import io.nacre.rules.Rule.Enforcement;
import io.nacre.rules.RuleStage;
import io.nacre.stream.event.ScoringUpdate;
import org.junit.jupiter.api.Test;

class ActiveModelMetricsTest {

    private static final Bundle FIRST = TestBundles.catalogueBundle();
    private static final Bundle SECOND = TestBundles.anotherCatalogueBundle();

    private final RecordedMetrics metrics = new RecordedMetrics();
    private final ActiveModelMetrics activeModelMetrics = new ActiveModelMetrics(metrics);
    private final ActiveModels activeModels = new ActiveModels(FIRST.zip(), EngineKind.COMPILED);

    @Test
    void showsTheChampionAndTheChallenger() {
        activeModelMetrics.update(activeModels);
        assertThat(bundle(Role.CHAMPION, FIRST)).isEqualTo(1);

        announce(SECOND, Role.CHALLENGER, 1);
        assertThat(bundle(Role.CHAMPION, FIRST)).isEqualTo(1);
        assertThat(bundle(Role.CHALLENGER, SECOND)).isEqualTo(1);

        announce(SECOND, Role.CHAMPION, 2);
        assertThat(bundle(Role.CHAMPION, FIRST)).isEqualTo(0);
        assertThat(bundle(Role.CHAMPION, SECOND)).isEqualTo(1);
        assertThat(bundle(Role.CHALLENGER, SECOND)).isEqualTo(0);

        announce(FIRST, Role.CHAMPION, 3);
        assertThat(bundle(Role.CHAMPION, FIRST)).isEqualTo(1);
    }

    @Test
    void showsTheStageOfARule() {
        publish(RuleStage.SHADOW);
        assertThat(rule(RuleStage.SHADOW)).isEqualTo(1);

        publish(RuleStage.LIVE);
        assertThat(rule(RuleStage.SHADOW)).isEqualTo(0);
        assertThat(rule(RuleStage.LIVE)).isEqualTo(1);

        publish(RuleStage.RETIRED);
        assertThat(rule(RuleStage.LIVE)).isEqualTo(0);
    }

    private void announce(Bundle bundle, Role role, long atMs) {
        activeModels.apply(ScoringUpdate.of(
                new BundleAnnouncement(bundle.id(), "file:///b.zip", "0".repeat(64), role, "ann", atMs), bundle.zip()));
        activeModelMetrics.update(activeModels);
    }

    private void publish(RuleStage stage) {
        activeModels.apply(ScoringUpdate.of(new Rule(
                "big", 1, stage, "payments", "Big ones", "score > 0.5", Enforcement.SOFT, Outcome.REVIEW, "ann", 1)));
        activeModelMetrics.update(activeModels);
    }

    private Object bundle(Role role, Bundle bundle) {
        return metrics.gauged(role + " " + bundle.id() + " bundle_info");
    }

    private Object rule(RuleStage stage) {
        return metrics.gauged("big 1 " + stage + " rule_info");
    }
}
