package io.nacre.app.job;

import io.nacre.app.cli.CommandErrorHandler;
import io.nacre.app.cli.CommandFailedException;
import java.util.ArrayList;
import java.util.List;

/** Runs the checks and collects their results; an exception is a failed check. */
public final class PreflightCheckRunner {

    /** A check: returns its finding, or throws an exception with the remedy. */
    @FunctionalInterface
    interface Probe {
        String look() throws Exception;
    }

    private final List<PreflightCheckResult> findings = new ArrayList<>();

    /** Runs a check; true if it passed. */
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

    /** Adds a hint, which does not prevent the start. */
    void hint(PreflightCheck preflightCheck, String words) {
        note(new PreflightCheckResult(preflightCheck, PreflightCheckResult.State.HINT, words));
    }

    List<PreflightCheckResult> findings() {
        return List.copyOf(findings);
    }

    /** The failed checks, which prevent the start. */
    public List<PreflightCheckResult> bad() {
        return findings.stream().filter(PreflightCheckResult::isFailure).toList();
    }

    private boolean note(PreflightCheckResult preflightCheckResult) {
        findings.add(preflightCheckResult);
        return !preflightCheckResult.isFailure();
    }
}
