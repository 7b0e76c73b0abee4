package io.nacre.guarantee;

import io.nacre.decision.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was served is what a replay of the same history computes, bit for bit.
 *
 * @param replayed the score of each transaction id by the replay
 */
public record SameScoresAsReplay(Map<String, Double> replayed) implements Guarantee {

    public SameScoresAsReplay {
        replayed = Map.copyOf(replayed);
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> violations = new ArrayList<>();
        Set<String> served = new HashSet<>();
        for (Decision decision : evidence.decisions()) {
            String id = decision.transactionId();
            served.add(id);
            Double score = replayed.get(id);
            if (score == null || Double.compare(score, decision.score()) != 0) {
                violations.add(id + " was served " + decision.score() + ", and replayed " + score);
            }
        }
        replayed.keySet().stream()
                .filter(id -> !served.contains(id))
                .forEach(id -> violations.add(id + " was replayed and never served"));
        return violations;
    }
}
