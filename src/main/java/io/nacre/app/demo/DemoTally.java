package io.nacre.app.demo;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Counts the outcomes of the live transactions. */
final class DemoTally {

    private final Histogram latencyMs = new Histogram(3_600_000, 3);
    private long decided;
    private long frauds;
    private long caught;
    private long stoppedByFreeze;
    private long legitReviewed;
    private long legitDeclined;
    private long legitFrozen;
    private long alerts;

    void add(Decision decision, boolean fraud) {
        decided++;
        latencyMs.recordValue(Math.min(3_600_000, decision.latencyMs()));
        boolean frozen = decision.cause() == Cause.FROZEN;
        boolean suspected = decision.outcome().isAlert();
        if (fraud) {
            frauds++;
            caught += suspected && !frozen ? 1 : 0;
            stoppedByFreeze += frozen ? 1 : 0;
        } else if (frozen) {
            legitFrozen++;
        } else if (decision.outcome() == Outcome.DECLINE) {
            legitDeclined++;
        } else if (suspected) {
            legitReviewed++;
        }
    }

    void addAlert() {
        alerts++;
    }

    long decided() {
        return decided;
    }

    String line(Duration running, double rate) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d  %5.0f tx/s  %,7d decided  %4d alerts  frauds: %d caught, %d missed  false alarms: %d"
                        + "  latency p50 %d ms, p99 %d ms",
                running.toMinutes(),
                running.toSecondsPart(),
                rate,
                decided,
                alerts,
                caught + stoppedByFreeze,
                frauds - caught - stoppedByFreeze,
                legitReviewed + legitDeclined,
                latencyMs.getValueAtPercentile(50),
                latencyMs.getValueAtPercentile(99));
    }

    String summary(long sent, long frozenAccounts, Duration running) {
        long legit = decided - frauds;
        long suspected = caught + legitReviewed + legitDeclined;
        return String.join(
                System.lineSeparator(),
                row("transactions sent", "%,d in %d s", sent, running.toSeconds()),
                row("decisions", "%,d", decided),
                row("frauds caught", "%d of %d (%s) by their score", caught, frauds, share(caught, frauds)),
                row("frauds stopped", "%d on accounts already frozen", stoppedByFreeze),
                row("frauds missed", "%d", frauds - caught - stoppedByFreeze),
                row(
                        "false alarms",
                        "%d reviewed, %d declined (%s of legitimate transactions)",
                        legitReviewed,
                        legitDeclined,
                        share(legitReviewed + legitDeclined, legit)),
                row("precision", "%s of the alarms were fraud", share(caught, suspected)),
                row("legitimate, frozen account", "%d declined", legitFrozen),
                row("incidents", "%d opened, %d accounts frozen", alerts, frozenAccounts),
                row(
                        "latency",
                        "p50 %d ms, p99 %d ms, max %d ms",
                        latencyMs.getValueAtPercentile(50),
                        latencyMs.getValueAtPercentile(99),
                        latencyMs.getMaxValue()));
    }

    private static String row(String name, String format, Object... values) {
        return String.format(Locale.ROOT, "  %-27s", name) + String.format(Locale.ROOT, format, values);
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "none" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }
}
