package io.nacre.stream;

import io.nacre.decision.Alert;
import io.nacre.decision.Cause;
import io.nacre.decision.Outcome;
import java.util.List;

/** The words in kept state by the number they are written as: a new one goes to the end, none ever moves. */
final class StateEnumCodes {

    static final List<Outcome> OUTCOMES = List.of(Outcome.APPROVE, Outcome.REVIEW, Outcome.DECLINE);
    static final List<Cause> CAUSES = List.of(
            Cause.FROZEN,
            Cause.ANOMALY,
            Cause.SCORE,
            Cause.PAYEE_FROZEN,
            Cause.BLOCKED,
            Cause.ALLOWED,
            Cause.HARD_RULE,
            Cause.EXPLORED,
            Cause.SOFT_RULE,
            Cause.WATCHED,
            Cause.SAMPLED,
            Cause.ID_CONFLICT);
    static final List<Alert.Status> STATUSES = List.of(Alert.Status.OPENED, Alert.Status.GROWN, Alert.Status.CLOSED);

    private StateEnumCodes() {}
}
