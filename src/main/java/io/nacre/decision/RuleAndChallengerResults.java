package io.nacre.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of the rules and the challenger for a transaction.
 *
 * @param rules the rules that matched or failed, live and in shadow, ordered by rule key
 * @param challenger null if there is no challenger
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink serializes List, not the immutable types.
public record RuleAndChallengerResults(
        List<RuleHit> rules, @Nullable ChallengerScore challenger) {

    /** No rule matched or failed, and there is no challenger: the usual case. */
    public static final RuleAndChallengerResults NONE = new RuleAndChallengerResults(List.of(), null);

    public RuleAndChallengerResults {
        rules = List.copyOf(rules);
    }
}
