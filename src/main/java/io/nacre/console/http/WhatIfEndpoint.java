package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.analysis.KnownLabel;
import io.nacre.console.analysis.ObservedThresholds;
import io.nacre.console.analysis.PaymentHistory;
import io.nacre.console.analysis.WhatIf;
import io.nacre.payment.ExchangeRates;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What other thresholds, or one rule less, would have done to the payments of the last weeks. */
final class WhatIfEndpoint {

    private final CachedValue<PaymentHistory> history;
    private final ExchangeRates rates;

    WhatIfEndpoint(CachedValue<PaymentHistory> history, String currency) {
        this.history = history;
        this.rates = ExchangeRates.in(currency, Map.of());
    }

    void show(ConsoleSession user, Context context) {
        PaymentHistory payments = history.get();
        ObservedThresholds observed = ObservedThresholds.of(payments, payments.latestBundleId());
        double review = QueueParameters.number(context::queryParam, "review", 0, 1, observed.reviewOrOne());
        double decline =
                QueueParameters.number(context::queryParam, "decline", 0, 1, Math.max(review, observed.declineOrOne()));
        if (review > decline) {
            throw RequestBody.invalid(
                    "review",
                    "the review threshold " + review + " is above the decline threshold " + decline,
                    "give a review threshold of at most " + decline);
        }
        String off = context.queryParam("off");
        String ruleOff = off == null || off.isBlank() ? null : off;
        WhatIf whatIf = new WhatIf(payments, observed, rates);
        ObjectNode json = ConsoleJson.object()
                .put("period_days", Math.round(payments.days()))
                .put("payments", payments.payments().size())
                .put("truncated", payments.truncated())
                .put("currency", rates.currency())
                .put("review", review)
                .put("decline", decline)
                .put("off", ruleOff);
        json.set("thresholds", thresholds(observed));
        json.set("labels", labels(payments));
        json.set("current", figures(whatIf.recorded()));
        json.set("proposed", figures(whatIf.with(review, decline, ruleOff)));
        json.set(
                "curve",
                ConsoleJson.array(whatIf.curve(decline, ruleOff).stream()
                        .map(point -> ConsoleJson.object()
                                .put("threshold", point.threshold())
                                .put("alerts_per_day", point.alertsPerDay())
                                .put("recall", point.recall())
                                .put("precision", point.precision()))
                        .toList()));
        json.set(
                "rules",
                ConsoleJson.array(whatIf.rules().entrySet().stream()
                        .map(rule -> ConsoleJson.object()
                                .put("rule_id", rule.getKey())
                                .put("payments", rule.getValue()))
                        .toList()));
        Responses.json(context, json);
    }

    /** The thresholds that the decisions show; each is null if no payment reached it. */
    static ObjectNode thresholds(ObservedThresholds observed) {
        ObjectNode json = ConsoleJson.object();
        json.set("challenge", range(observed.challenge()));
        json.set("review", range(observed.review()));
        json.set("decline", range(observed.decline()));
        return json;
    }

    private static @Nullable ObjectNode range(ObservedThresholds.@Nullable Range range) {
        return range == null
                ? null
                : ConsoleJson.object().put("above", range.above()).put("at_most", range.atMost());
    }

    /** How many payments have which label. */
    static ObjectNode labels(PaymentHistory payments) {
        return ConsoleJson.object()
                .put("frauds", payments.count(KnownLabel.FRAUD))
                .put("legitimate", payments.count(KnownLabel.LEGITIMATE))
                .put("assumed_legitimate", payments.count(KnownLabel.ASSUMED_LEGITIMATE))
                .put("unknown", payments.count(KnownLabel.UNKNOWN));
    }

    private static ObjectNode figures(WhatIf.Figures figures) {
        return ConsoleJson.object()
                .put("alerts_per_day", figures.alertsPerDay())
                .put("declined_per_day", figures.declinedPerDay())
                .put("frauds_caught", figures.fraudsCaught())
                .put("recall", figures.recall())
                .put("labelled_alerts", figures.labelledAlerts())
                .put("precision", figures.precision())
                .put("saved", figures.saved())
                .put("legitimate_declined", figures.legitimateDeclined());
    }
}
