package io.nacre.gateway;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Decision;
import io.nacre.decision.StandIn;

/** The answer to a request: a decision, or a stand-in for it. */
public sealed interface DecisionAnswer {

    /** The decision of the job. */
    record Decided(Decision decision) implements DecisionAnswer {
        public Decided {
            requireNonNull(decision, "decision is null");
        }
    }

    /** The gateway's own answer, because no decision came by the deadline. */
    record StoodIn(StandIn standIn) implements DecisionAnswer {
        public StoodIn {
            requireNonNull(standIn, "standIn is null");
        }
    }
}
