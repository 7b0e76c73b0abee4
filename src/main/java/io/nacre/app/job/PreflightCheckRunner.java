package io.nacre.app.job;

import io.nacre.app.cli.CommandErrorHandler;
import io.nacre.app.cli.CommandFailedException;
import java.util.ArrayList;
import java.util.List;

/** Asks one question after the other, and writes down what comes of each; a failure is an answer, too. */
public final class PreflightCheckRunner {

    /** Where an answer is looked for; what is amiss is thrown, with the remedy. */
    @FunctionalInterface
    interface Probe {
        String look() throws Exception;
    }

    private final List<PreflightCheckResult> findings = new ArrayList<>();

    /** True where all is well. */
    boolean check(PreflightCheck preflightCheck, Probe probe) {
        try {
            return note(new PreflightCheckResult(preflightCheck, PreflightCheckResult.State.OK, probe.look()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted while looking at " + preflightCheck, e);
        } catch (Exception e) {
            return note(new PreflightCheckResult(
                    preflightCheck, PreflightCheckResult.State.BAD, CommandErrorHandler.inOneLine(e)));
        }
    }

    /** Says what could be better, and is no reason not to start. */
    void hint(PreflightCheck preflightCheck, String words) {
        note(new PreflightCheckResult(preflightCheck, PreflightCheckResult.State.HINT, words));
    }

    List<PreflightCheckResult> findings() {
        return List.copyOf(findings);
    }

    /** What keeps the job from starting. */
    public List<PreflightCheckResult> bad() {
        return findings.stream().filter(PreflightCheckResult::isFailure).toList();
    }

    private boolean note(PreflightCheckResult preflightCheckResult) {
        findings.add(preflightCheckResult);
        return !preflightCheckResult.isFailure();
    }
}
