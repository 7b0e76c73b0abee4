package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.analysis.ModelMetrics;
import io.nacre.console.analysis.ObservedThresholds;
import io.nacre.console.analysis.PaymentHistory;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.PaymentTable;
import io.nacre.console.store.StandInCounts;
import org.jspecify.annotations.Nullable;

/** The bundle in use: which it is, how it does, and how the challenger does. */
final class ModelEndpoint {

    private final ConsoleDatabase database;
    private final CachedValue<PaymentHistory> history;

    ModelEndpoint(ConsoleDatabase database, CachedValue<PaymentHistory> history) {
        this.database = database;
        this.history = history;
    }

    void show(ConsoleSession user, Context context) {
        PaymentHistory payments = history.get();
        String bundle = payments.latestBundleId();
        ModelMetrics.Decisions decisions = ModelMetrics.decisions(payments, bundle);
        StandInCounts standIns =
                database.read(handle -> StandInCounts.count(handle, payments.fromMs(), payments.toMs()));
        long answered = payments.payments().size() + standIns.undecided();
        ObjectNode json = ConsoleJson.object()
                .put("bundle_id", bundle)
                .put("since", ConsoleJson.time(database.read(handle -> PaymentTable.firstDecidedMs(handle, bundle))))
                .put("period_days", Math.round(payments.days()))
                .put("truncated", payments.truncated())
                .put("decisions", decisions.decisions())
                .put("coverage", answered == 0 ? null : (Double) (1 - (double) standIns.all() / answered))
                .put("degraded_share", TeamEndpoint.share(decisions.degraded(), decisions.decisions()));
        json.set("thresholds", WhatIfEndpoint.thresholds(ObservedThresholds.of(payments, bundle)));
        json.set("labels", WhatIfEndpoint.labels(payments));
        json.set(
                "calibration",
                ConsoleJson.array(ModelMetrics.calibration(payments, bundle).stream()
                        .map(bin -> ConsoleJson.object()
                                .put("from", bin.band().from())
                                .put("to", bin.band().to())
                                .put("payments", bin.payments())
                                .put("frauds", bin.frauds())
                                .put("predicted", bin.predicted())
                                .put("observed", bin.observed())
                                .put("lower", bin.interval().lower())
                                .put("upper", bin.interval().upper()))
                        .toList()));
        json.set("challenger", challenger(ModelMetrics.challenge(payments)));
        Responses.json(context, json);
    }

    private static @Nullable ObjectNode challenger(ModelMetrics.@Nullable Challenge challenge) {
        return challenge == null
                ? null
                : ConsoleJson.object()
                        .put("bundle_id", challenge.bundleId())
                        .put("decisions", challenge.decisions())
                        .put("agreement", challenge.agreement())
                        .put("champion_frauds", challenge.championFrauds())
                        .put("challenger_frauds", challenge.challengerFrauds())
                        .put("champion_false_alarms", challenge.championFalseAlarms())
                        .put("challenger_false_alarms", challenge.challengerFalseAlarms());
    }
}
