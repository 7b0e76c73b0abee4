package io.nacre.guarantee;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that is ever said about one transaction is the same: outcome, cause, score, trail and reasons. */
public final class OneAnswer implements Guarantee {

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> violations = new ArrayList<>();
        Map<String, Decision> first = new HashMap<>();
        for (Decision decision : evidence.decisions()) {
            if (decision.cause() == Cause.ID_CONFLICT) {
                continue; // About another transaction that has the same id.
            }
            Decision before = first.putIfAbsent(decision.transactionId(), decision);
            if (before != null && !saysTheSame(before, decision)) {
                violations.add(decision.transactionId() + " got two answers: " + before + " and " + decision);
            }
        }
        return violations;
    }

    private static boolean saysTheSame(Decision one, Decision other) {
        return one.outcome() == other.outcome()
                && one.cause() == other.cause()
                && Double.compare(one.score(), other.score()) == 0
                && one.scoring().model().trail().equals(other.scoring().model().trail())
                && one.scoring()
                        .model()
                        .reasons()
                        .equals(other.scoring().model().reasons())
                && one.scoring()
                        .model()
                        .bundleId()
                        .equals(other.scoring().model().bundleId());
    }
}
