package io.nacre.app.analyst;

import io.nacre.decision.incident.Alert;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Trail;
import io.nacre.model.explain.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats scores, trails and alerts for a terminal. */
public final class AlertFormatter {

    /** A layer is shown if it changes the probability by at least this much; the last layer is always shown. */
    private static final double WORTH_SHOWING = 0.04;

    private AlertFormatter() {}

    static String incident(Alert alert) {
        return String.format(
                Locale.ROOT,
                "%s%s %-6s %-8s %d transaction(s), highest score %.3f, since %s: %s",
                alert.incidentId(),
                alert.parentIncidentId() == null ? "" : " (of " + alert.parentIncidentId() + ")",
                alert.status(),
                alert.severity(),
                alert.totals().transactionCount(),
                alert.totals().maxScore(),
                Instant.ofEpochMilli(alert.openedAtMs()),
                reasons(alert.model().reasons()));
    }

    public static String alert(Alert alert) {
        return String.format(
                Locale.ROOT,
                "%-7s %s %s %s  %s",
                alert.transaction().outcome(),
                alert.accountId(),
                alert.transaction().amount().text(),
                trail(alert.model().trail()),
                reasons(alert.model().reasons()));
    }

    /** The probability after the layers that changed it: "classical 3 % > ip 41 % > geo 88 %". */
    static String trail(Trail trail) {
        StringBuilder line = new StringBuilder("classical " + percent(trail.probability(0)));
        double shown = trail.probability(0);
        for (int k = 1; k <= trail.layers(); k++) {
            double probability = trail.probability(k);
            if (Math.abs(probability - shown) >= WORTH_SHOWING || k == trail.layers()) {
                line.append(" > ")
                        .append(Layers.CASCADE.get(k - 1).name())
                        .append(' ')
                        .append(percent(probability));
                shown = probability;
            }
        }
        return line.toString();
    }

    static String reasons(List<Reason> reasons) {
        return reasons.stream().map(Reason::code).collect(Collectors.joining(" "));
    }

    private static String percent(double probability) {
        return String.format(Locale.ROOT, probability < 0.1 ? "%.1f %%" : "%.0f %%", 100 * probability);
    }
}
