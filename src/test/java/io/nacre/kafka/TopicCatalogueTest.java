package io.nacre.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.decision.AccountAction;
import io.nacre.decision.AccountAction.By;
import io.nacre.decision.AccountAction.Scope;
import io.nacre.decision.AccountAction.Type;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

    @Test
    void hasOneTopicForEachContract() {
        assertThat(TopicCatalogue.ALL.stream().map(topic -> (Object) topic.contract()))
                .containsExactlyInAnyOrderElementsOf(Contract.all());
    }

    @Test
    void keepsTheNamesOfTheTopics() {
        assertThat(TopicCatalogue.ALL.stream().map(Topic::name))
                .containsExactly(
                        "payments.transactions",
                        "payments.account-profiles",
                        "fraud.decisions",
                        "fraud.alerts",
                        "fraud.verdicts",
                        "fraud.chargebacks",
                        "fraud.account-actions",
                        "fraud.lists",
                        "fraud.erasures",
                        "fraud.bundles",
                        "fraud.rules",
                        "fraud.examples",
                        "fraud.dead-letters");
    }

    @Test
    void neverDeletesWhatIsState() {
        assertThat(TopicCatalogue.ALL.stream()
                        .filter(topic -> topic.cleanup() == Topic.Cleanup.COMPACT && topic.retention() == null)
                        .map(Topic::name))
                .containsExactly(
                        "payments.account-profiles",
                        "fraud.account-actions",
                        "fraud.lists",
                        "fraud.bundles",
                        "fraud.rules");
    }

    /** Else compaction would drop what a person ordered for what a machine did, which it overrides. */
    @Test
    void aMachinesHoldHasAKeyOfItsOwn() {
        AccountAction person = new AccountAction("a", Type.RELEASE, 1, "ann", "explained", 0, null);
        AccountAction hold =
                new AccountAction("a", Type.FREEZE, Scope.OUTGOING, 2, By.MACHINE, "nacre", "score", 2, 9L);

        assertThat(TopicCatalogue.ACCOUNT_ACTIONS.key().of(person)).isEqualTo("a");
        assertThat(TopicCatalogue.ACCOUNT_ACTIONS.key().of(hold)).isEqualTo("hold a");
    }
}
