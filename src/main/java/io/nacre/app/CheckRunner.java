package io.nacre.app;

import java.util.ArrayList;
import java.util.List;

/** Asks one question after the other, and writes down what comes of each; a failure is an answer, too. */
final class CheckRunner {

    /** Where an answer is looked for; what is amiss is thrown, with the remedy. */
    @FunctionalInterface
    interface Probe {
        String look() throws Exception;
    }

    private final List<CheckResult> findings = new ArrayList<>();

    /** True where all is well. */
    boolean check(PreflightCheck preflightCheck, Probe probe) {
        try {
            return note(new CheckResult(preflightCheck, CheckResult.State.OK, probe.look()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while looking at " + preflightCheck, e);
        } catch (Exception e) {
            return note(new CheckResult(preflightCheck, CheckResult.State.BAD, CommandErrorHandler.inOneLine(e)));
        }
    }

    /** Says what could be better, and is no reason not to start. */
    void hint(PreflightCheck preflightCheck, String words) {
        note(new CheckResult(preflightCheck, CheckResult.State.HINT, words));
    }

    List<CheckResult> findings() {
        return List.copyOf(findings);
    }

    /** What keeps the job from starting. */
    List<CheckResult> bad() {
        return findings.stream().filter(CheckResult::isBad).toList();
    }

    private boolean note(CheckResult checkResult) {
        findings.add(checkResult);
        return !checkResult.isBad();
    }
}
