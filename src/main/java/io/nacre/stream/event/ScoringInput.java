package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.EnrichedEvent;

/**
 * The input of scoring: an event with its vector, or an update that holds for all events after it. One type for both
 * keeps the last hop and the scoring in one task. With two inputs, every vector would be written and read once more.
 */
public sealed interface ScoringInput {

    static ScoringInput of(EnrichedEvent event) {
        return new EventInput(event);
    }

    static ScoringInput of(ScoringUpdate update) {
        return new UpdateInput(update);
    }

    /** An event that has passed every hop. */
    record EventInput(EnrichedEvent event) implements ScoringInput {
        public EventInput {
            requireNonNull(event, "event is null");
        }
    }

    /** Another rule or bundle. */
    record UpdateInput(ScoringUpdate update) implements ScoringInput {
        public UpdateInput {
            requireNonNull(update, "update is null");
        }
    }
}
