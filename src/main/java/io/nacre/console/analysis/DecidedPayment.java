package io.nacre.console.analysis;

import io.nacre.decision.Cause;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleHit;
import io.nacre.payment.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment with its decision and what is known about it.
 *
 * @param amount null until the transaction is known
 * @param remote whether the payer is online, so that the platform can ask to authenticate
 * @param anomalous whether it is within the alarm budget of its bundle
 * @param rules the rules that matched or failed, live and in shadow
 * @param challenger null if there was no challenger
 */
public record DecidedPayment(
        @Nullable Money amount,
        boolean remote,
        Outcome outcome,
        Cause cause,
        double score,
        KnownLabel label,
        String bundleId,
        boolean degraded,
        boolean anomalous,
        List<RuleHit> rules,
        @Nullable ChallengerScore challenger) {
    public DecidedPayment {
        rules = List.copyOf(rules);
    }

    /** Whether it is a fraud that is known. */
    public boolean isFraud() {
        return label == KnownLabel.FRAUD;
    }
}
