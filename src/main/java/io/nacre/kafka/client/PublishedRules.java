package io.nacre.kafka.client;

import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleRegistry;
import java.util.ArrayList;
import java.util.List;

/** The rules that are on their topic now. */
public final class PublishedRules {

    private PublishedRules() {}

    /**
     * Reads the topic.
     *
     * @throws KafkaAccessException if it cannot be read
     */
    public static RuleRegistry read(KafkaSettings settings) {
        List<Rule> changes = new ArrayList<>();
        TopicRecords.each(settings, TopicCatalogue.RULES, changes::add);
        return RuleRegistry.of(changes);
    }
}
