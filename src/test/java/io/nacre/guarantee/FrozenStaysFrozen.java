package io.nacre.guarantee;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import java.util.ArrayList;
import java.util.List;

/** While a freeze is in effect, every transaction of its account is declined because of it. */
public final class FrozenStaysFrozen implements Guarantee {

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> violations = new ArrayList<>();
        for (Decision decision : evidence.decisions()) {
            boolean declined = decision.outcome() == Outcome.DECLINE && decision.cause() == Cause.FROZEN;
            if (evidence.frozen().contains(decision.transactionId()) && !declined) {
                violations.add(decision.transactionId() + " met a frozen account and got " + decision.outcome()
                        + " because of " + decision.cause());
            }
        }
        return violations;
    }
}
