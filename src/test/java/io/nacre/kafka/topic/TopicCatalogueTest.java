package io.nacre.kafka.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountAction.Type;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

    @Test
    void hasOneTopicForEachContractAndRepliesAreDecisions() {
        assertThat(TopicCatalogue.ALL.stream()
                        .filter(topic -> !topic.equals(TopicCatalogue.REPLIES))
                        .map(topic -> (Object) topic.contract()))
                .containsExactlyInAnyOrderElementsOf(Contract.all());
    }

    @Test
    void keepsTheNamesOfTheTopics() {
        assertThat(TopicCatalogue.ALL.stream().map(Topic::name))
                .containsExactly(
                        "payments.transactions",
                        "payments.account-profiles",
                        "payments.lifecycle",
                        "fraud.decisions",
                        "fraud.replies",
                        "fraud.stand-ins",
                        "fraud.alerts",
                        "fraud.verdicts",
                        "fraud.chargebacks",
                        "fraud.account-actions",
                        "fraud.lists",
                        "fraud.erasures",
                        "fraud.bundles",
                        "fraud.rules",
                        "fraud.examples",
                        "fraud.dead-letters",
                        "fraud.webhook-dead-letters",
                        "fraud.investigations",
                        "fraud.audit");
    }

    @Test
    void neverDeletesWhatIsState() {
        assertThat(names(Topic.Cleanup.COMPACT)).containsExactly("payments.account-profiles", "fraud.investigations");
        assertThat(names(Topic.Cleanup.KEEP))
                .containsExactly("fraud.account-actions", "fraud.lists", "fraud.bundles", "fraud.rules", "fraud.audit");
        assertThat(TopicCatalogue.LISTS.settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1");
    }

    private static Stream<String> names(Topic.Cleanup cleanup) {
        return TopicCatalogue.ALL.stream()
                .filter(topic -> topic.cleanup() == cleanup && topic.retention() == null)
                .map(Topic::name);
    }

    @Test
    void anAutomaticFreezeHasItsOwnKey() {
        AccountAction person = new AccountAction("a", Type.RELEASE, 1, "ann", "explained", 0, null);
        AccountAction hold =
                new AccountAction("a", Type.FREEZE, Scope.OUTGOING, 2, ActorType.SYSTEM, "nacre", "score", 2, 9L);

        assertThat(TopicCatalogue.ACCOUNT_ACTIONS.key().of(person)).isEqualTo("a");
        assertThat(TopicCatalogue.ACCOUNT_ACTIONS.key().of(hold)).isEqualTo("auto-freeze a");
    }
}
