package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.EnrichedEvent;

/**
 * The input of scoring: an event with its vector, or an update that applies to all events after it. One type for both
 * keeps the last enrichment operator and the scoring in one chain. With two inputs, every vector would be serialized
 * once more.
 */
public sealed interface ScoringInput {

    static ScoringInput of(EnrichedEvent event) {
        return new EventInput(event);
    }

    static ScoringInput of(ScoringUpdate update) {
        return new UpdateInput(update);
    }

    /** An event that has passed every enrichment operator. */
    record EventInput(EnrichedEvent event) implements ScoringInput {
        public EventInput {
            requireNonNull(event, "event is null");
        }
    }

    /** An update of a rule or a bundle. */
    record UpdateInput(ScoringUpdate update) implements ScoringInput {
        public UpdateInput {
            requireNonNull(update, "update is null");
        }
    }
}
