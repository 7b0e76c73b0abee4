package io.nacre.chaos;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of one seed.
 *
 * @param kills processes killed
 * @param records acknowledged inputs
 * @param unknown inputs that the broker said nothing of
 * @param missing acknowledged inputs that are gone from the topic, or without an answer
 * @param again answers written again, with the same source
 * @param incidents opened twice
 * @param other findings of the ledger that break the promise
 * @param restarts of the job by itself
 * @param outageRestarts of these, while the broker was away
 * @param recoverySeconds from the kill of a TaskManager to the first new decision, the longest; 0 without a kill
 * @param otherSeconds from the end of any other fault, the longest
 */
record RunResult(
        long seed,
        int kills,
        long records,
        long unknown,
        long missing,
        long again,
        long incidents,
        long other,
        long restarts,
        long outageRestarts,
        double recoverySeconds,
        double otherSeconds) {

    static final double MAX_RECOVERY_SECONDS = 30;
    static final int MAX_OUTAGE_RESTARTS = 12;

    /** The targets that were missed; empty if all were met. */
    List<String> missed() {
        List<String> missed = new ArrayList<>();
        if (missing > 0) {
            missed.add(missing + " inputs are missing");
        }
        if (incidents > 0) {
            missed.add(incidents + " incidents were opened twice");
        }
        if (other > 0) {
            missed.add(other + " other findings break the account");
        }
        if (recoverySeconds > MAX_RECOVERY_SECONDS) {
            missed.add(String.format(
                    Locale.ROOT,
                    "%.1f s from a killed TaskManager to the next decision, at most %.0f",
                    recoverySeconds,
                    MAX_RECOVERY_SECONDS));
        }
        if (outageRestarts > MAX_OUTAGE_RESTARTS) {
            missed.add(outageRestarts + " restarts while the broker was away, at most " + MAX_OUTAGE_RESTARTS);
        }
        return missed;
    }

    static void head(PrintWriter out) {
        out.println("seed kills  records unknown missing  again incidents other restarts in-outage"
                + "  s-after-kill  s-after-other");
    }

    void line(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%4d %5d %8d %7d %7d %6d %9d %5d %8d %9d %13.1f %14.1f%n",
                seed,
                kills,
                records,
                unknown,
                missing,
                again,
                incidents,
                other,
                restarts,
                outageRestarts,
                recoverySeconds,
                otherSeconds);
    }
}
