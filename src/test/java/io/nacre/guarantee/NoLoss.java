package io.nacre.guarantee;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.guarantee.Evidence.Input;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.payment.RecordOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The accounting closes: every record of the transactions topic became one decision, one repeat of a decision, or one
 * dead letter, however often these were written; what the platform is told was rejected is a dead letter; and nothing
 * was answered that was not asked.
 */
public final class NoLoss implements Guarantee {

    @Override
    public List<String> violations(Evidence evidence) {
        Map<String, Set<String>> answers = new HashMap<>();
        for (Decision decision : evidence.decisions()) {
            String kind = decision.duplicate() ? "repeat of " : "decision on ";
            answer(answers, source(decision.origin()), kind + decision.transactionId());
        }
        for (DeadLetter letter : evidence.deadLetters()) {
            answer(answers, source(letter.origin()), "dead letter " + letter.code());
        }
        List<String> violations = new ArrayList<>();
        for (RejectedTransaction rejected : evidence.rejected()) {
            String source = source(rejected.origin());
            if (!answers.getOrDefault(source, Set.of()).contains("dead letter " + rejected.code())) {
                violations.add(source + " was rejected for " + rejected.code() + ", and has no such dead letter");
            }
        }
        Map<String, String> firsts = new HashMap<>();
        for (Input input : evidence.inputs()) {
            Set<String> found = answers.getOrDefault(input.source(), Set.of());
            String due = due(input, firsts);
            if (found.size() != 1 || !found.iterator().next().startsWith(due)) {
                violations.add(input.source() + " should have one " + due + ", and has " + found);
            }
            answers.remove(input.source());
        }
        answers.forEach((source, found) -> violations.add(source + " is no input, and has " + found));
        return violations;
    }

    /** The first record with an id is to be decided; the next ones are to be told that decision again. */
    private static String due(Input input, Map<String, String> firsts) {
        String id = input.transactionId();
        if (id == null) {
            return "dead letter";
        }
        return firsts.putIfAbsent(id, input.source()) == null ? "decision on " + id : "repeat of " + id;
    }

    private static void answer(Map<String, Set<String>> answers, String source, String answer) {
        answers.computeIfAbsent(source, key -> new HashSet<>()).add(answer);
    }

    /** Who reads an input does not learn the id of its topic. */
    private static String source(RecordOrigin origin) {
        return SourceHeader.text(origin.withoutTopicId());
    }
}
