package io.nacre.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a transaction beside its score: by the rules, and by a challenger.
 *
 * @param rules the rules that apply or failed, live ones and those in shadow, in the order of their ids
 * @param challenger null where there is no challenger
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record RuleAndChallengerResults(
        List<RuleHit> rules, @Nullable ChallengerScore challenger) {

    /** Nobody said anything: the ordinary case. */
    public static final RuleAndChallengerResults NONE = new RuleAndChallengerResults(List.of(), null);

    public RuleAndChallengerResults {
        rules = List.copyOf(rules);
    }
}
