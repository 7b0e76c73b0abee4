package io.nacre.chaos;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The result of one seed.
 *
 * @param kills processes killed
 * @param records acknowledged inputs
 * @param unknown inputs without an answer of the broker
 * @param missing acknowledged inputs that are not on the topic, or have no output
 * @param again repeated outputs, with the same source
 * @param incidents opened twice
 * @param other other discrepancies that violate the guarantee
 * @param restarts automatic restarts of the job
 * @param outageRestarts restarts during a broker outage
 * @param recoverySeconds maximum time from the kill of a TaskManager to the first new decision; 0 without a kill
 * @param otherSeconds maximum time from the end of any other fault
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

    /** The missed targets; empty if all were met. */
    List<String> missed() {
        List<String> missed = new ArrayList<>();
        if (missing > 0) {
            missed.add(missing + " inputs are missing");
        }
        if (incidents > 0) {
            missed.add(incidents + " incidents were opened twice");
        }
        if (other > 0) {
            missed.add(other + " other discrepancies violate the guarantee");
        }
        if (recoverySeconds > MAX_RECOVERY_SECONDS) {
            missed.add(String.format(
                    Locale.ROOT,
                    "%.1f s from a killed TaskManager to the next decision, at most %.0f",
                    recoverySeconds,
                    MAX_RECOVERY_SECONDS));
        }
        if (outageRestarts > MAX_OUTAGE_RESTARTS) {
            missed.add(outageRestarts + " restarts during a broker outage, at most " + MAX_OUTAGE_RESTARTS);
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
