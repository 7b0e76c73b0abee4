package io.nacre.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
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
                .containsExactly("payments.account-profiles", "fraud.account-actions", "fraud.bundles", "fraud.rules");
    }
}
