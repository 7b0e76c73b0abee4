package io.nacre.stream.event;

import io.nacre.feature.EnrichedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What comes to be scored, in the order in which it counts: a transaction with its whole vector, or news that hold for
 * all that come after. One kind of element for both, so that the last hop and the score stay in one task: two inputs
 * would have every vector written and read once more.
 *
 * @param enriched null for news
 * @param news null for the rest
 */
public record ScoringInput(
        @Nullable EnrichedEvent enriched, @Nullable ScoringUpdate news) {

    public static ScoringInput of(EnrichedEvent enrichedEvent) {
        return new ScoringInput(enrichedEvent, null);
    }

    public static ScoringInput of(ScoringUpdate scoringUpdate) {
        return new ScoringInput(null, scoringUpdate);
    }
}
