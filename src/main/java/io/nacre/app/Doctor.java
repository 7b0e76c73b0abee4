package io.nacre.app;

import java.util.ArrayList;
import java.util.List;

/** Asks one question after the other, and writes down what comes of each; a failure is an answer, too. */
final class Doctor {

    /** Where an answer is looked for; what is amiss is thrown, with the remedy. */
    @FunctionalInterface
    interface Look {
        String look() throws Exception;
    }

    private final List<Finding> findings = new ArrayList<>();

    /** True where all is well. */
    boolean ask(Question question, Look look) {
        try {
            return note(new Finding(question, Finding.State.OK, look.look()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted while looking at " + question, e);
        } catch (Exception e) {
            return note(new Finding(question, Finding.State.BAD, Failures.inOneLine(e)));
        }
    }

    /** Says what could be better, and is no reason not to start. */
    void hint(Question question, String words) {
        note(new Finding(question, Finding.State.HINT, words));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What keeps the job from starting. */
    List<Finding> bad() {
        return findings.stream().filter(Finding::isBad).toList();
    }

    private boolean note(Finding finding) {
        findings.add(finding);
        return !finding.isBad();
    }
}
