package io.nacre.app.analyst;

import io.nacre.decision.ChallengerScore;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.explain.Reason;
import io.nacre.model.explain.ReasonCodes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats the explanation of a score as text and as fields: trail, reasons, unusual features, rules and challenger. */
final class ExplanationFormatter {

    private static final String CLASSICAL = "classical";

    private ExplanationFormatter() {}

    static void print(PrintWriter out, Trail trail, List<Reason> reasons, List<String> degraded) {
        out.printf(Locale.ROOT, "%-13s %11s %13s%n", "after", "probability", "contribution");
        for (int k = 0; k <= trail.layers(); k++) {
            out.printf(
                    Locale.ROOT,
                    "%-13s %10.3f%% %+13.3f%n",
                    step(k),
                    100 * trail.probability(k),
                    contribution(trail, k));
        }
        for (Reason reason : reasons) {
            out.printf(
                    Locale.ROOT,
                    "reason %-30s %s, weight %+.3f%n",
                    reason.code(),
                    reason.description(),
                    reason.contribution());
        }
        if (!degraded.isEmpty()) {
            out.println("layers without input: " + String.join(", ", degraded));
        }
    }

    static void print(PrintWriter out, @Nullable Anomaly anomaly) {
        if (anomaly == null) {
            return;
        }
        out.printf(Locale.ROOT, "anomaly: one in %.0f transactions is as unusual%n", 1 / anomaly.tailProbability());
        for (UnusualFeature unusualFeature : anomaly.unusualFeatures()) {
            out.printf(
                    Locale.ROOT,
                    "unusual %-29s %s, expected %s, weight %.0f %%%n",
                    unusualFeature.feature(),
                    ReasonCodes.reading(unusualFeature.feature(), unusualFeature.value()),
                    ReasonCodes.reading(unusualFeature.feature(), unusualFeature.expected()),
                    100 * unusualFeature.share());
        }
    }

    static void print(PrintWriter out, RuleAndChallengerResults results) {
        for (RuleHit hit : results.rules()) {
            out.printf(
                    "rule %s version %d, %s, outcome %s%s%n",
                    hit.ruleId(),
                    hit.version(),
                    hit.hard() ? "hard" : "soft",
                    hit.outcome(),
                    hit.failed() ? ": failed, not applied" : hit.shadow() ? ": shadow, not enforced" : "");
        }
        ChallengerScore challenger = results.challenger();
        if (challenger != null) {
            out.printf(
                    Locale.ROOT,
                    "challenger %s: score %.4f, would %s%n",
                    challenger.bundleId(),
                    challenger.score(),
                    challenger.outcome());
        }
    }

    /** The trail, the reasons and the anomaly, with the field names of the contracts. */
    static Map<String, @Nullable Object> fields(Trail trail, List<Reason> reasons, @Nullable Anomaly anomaly) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<Object> steps = new ArrayList<>();
        for (int k = 0; k <= trail.layers(); k++) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("layer", step(k));
            step.put("probability", trail.probability(k));
            step.put("contribution", contribution(trail, k));
            steps.add(step);
        }
        fields.put("trail", steps);
        fields.put("reasons", reasons.stream().map(ExplanationFormatter::fields).toList());
        fields.put("anomaly", anomaly == null ? null : fields(anomaly));
        return fields;
    }

    static Map<String, @Nullable Object> fields(RuleAndChallengerResults results) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(
                "rules",
                results.rules().stream().map(ExplanationFormatter::fields).toList());
        ChallengerScore challenger = results.challenger();
        Map<String, Object> other = new LinkedHashMap<>();
        if (challenger != null) {
            other.put("bundle_id", challenger.bundleId());
            other.put("score", challenger.score());
            other.put("outcome", challenger.outcome());
        }
        fields.put("challenger", challenger == null ? null : other);
        return fields;
    }

    private static Map<String, Object> fields(Reason reason) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", reason.code());
        fields.put("feature", reason.feature());
        fields.put("value", reason.value());
        fields.put("baseline", reason.baseline());
        fields.put("contribution", reason.contribution());
        fields.put("description", reason.description());
        return fields;
    }

    private static Map<String, Object> fields(Anomaly anomaly) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tail_probability", anomaly.tailProbability());
        List<Object> unusual = new ArrayList<>();
        for (UnusualFeature unusualFeature : anomaly.unusualFeatures()) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("feature", unusualFeature.feature());
            each.put("value", unusualFeature.value());
            each.put("expected", unusualFeature.expected());
            each.put("share", unusualFeature.share());
            unusual.add(each);
        }
        fields.put("unusual_features", unusual);
        return fields;
    }

    private static Map<String, Object> fields(RuleHit hit) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule_id", hit.ruleId());
        fields.put("version", hit.version());
        fields.put("hard", hit.hard());
        fields.put("outcome", hit.outcome());
        fields.put("failed", hit.failed());
        fields.put("shadow", hit.shadow());
        return fields;
    }

    private static String step(int k) {
        return k == 0 ? CLASSICAL : Layers.CASCADE.get(k - 1).name();
    }

    private static double contribution(Trail trail, int k) {
        return k == 0 ? trail.logits()[0] : trail.contribution(k);
    }
}
