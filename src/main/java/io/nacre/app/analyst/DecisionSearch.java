package io.nacre.app.analyst;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Searches the decisions topic, and keeps the latest decisions by event time. */
final class DecisionSearch {

    private DecisionSearch() {}

    /**
     * The latest matching decisions, latest first; a decision that was written twice counts once.
     *
     * @param sinceMs skip records with an earlier timestamp; 0 for none
     * @param max maximum number of decisions
     */
    static List<Decision> latest(KafkaSettings settings, long sinceMs, int max, Predicate<Decision> wanted) {
        TreeMap<String, Decision> latest = new TreeMap<>();
        try (TopicReader<Decision> decisions = new TopicReader<>(settings, TopicCatalogue.DECISIONS)) {
            if (sinceMs > 0) {
                decisions.skipTo(sinceMs);
            }
            decisions.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<Decision> read && wanted.test(read.value())) {
                    latest.put(order(read.value()), read.value());
                    if (latest.size() > max) {
                        latest.pollFirstEntry();
                    }
                }
            });
        }
        return new ArrayList<>(latest.descendingMap().values());
    }

    private static String order(Decision decision) {
        return "%020d %s".formatted(decision.eventTimeMs(), SourceHeader.text(decision.origin()));
    }
}
