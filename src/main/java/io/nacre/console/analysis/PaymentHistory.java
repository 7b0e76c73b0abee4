package io.nacre.console.analysis;

import io.nacre.console.store.RuleHitJson;
import io.nacre.decision.Cause;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleHit;
import io.nacre.payment.Channel;
import io.nacre.payment.Millis;
import io.nacre.payment.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The decided payments of a period, latest first, at most so many. If there are more, the period begins later.
 *
 * @param fromMs event time of the earliest payment; the end of the period if there is none
 * @param toMs end of the period, ms since 1970
 * @param truncated whether there are as many payments as can be held, so that earlier ones may be left out
 */
public record PaymentHistory(List<DecidedPayment> payments, long fromMs, long toMs, boolean truncated) {

    /** The length of the period. */
    public static final int DAYS = 30;

    /** The most payments that are held in memory, about 30 MB. */
    public static final int MAX_PAYMENTS = 200_000;

    private static final int FETCHED_AT_ONCE = 5_000;

    public PaymentHistory {
        payments = List.copyOf(payments);
    }

    /** The days from the earliest payment to the end; a part of a day counts as one day at least. */
    public double days() {
        return Math.max(1, (toMs - fromMs) / (double) Millis.DAY_MS);
    }

    /** The bundle that decided the latest payment; empty without payments. */
    public String latestBundleId() {
        return payments.isEmpty() ? "" : payments.get(0).bundleId();
    }

    /** The number of payments with a label. */
    public long count(KnownLabel label) {
        return payments.stream().filter(payment -> payment.label() == label).count();
    }

    /** Loads the payments of the last {@value #DAYS} days before an event time. */
    public static PaymentHistory load(Handle handle, long untilMs, int max) {
        Reader reader = new Reader();
        handle.createQuery("SELECT p.event_time, p.amount_minor, p.currency, p.channel, p.outcome, p.cause, p.score,"
                        + " p.bundle_id, p.degraded_layers, p.anomalous, p.rules, p.challenger_id, p.challenger_score,"
                        + " p.challenger_outcome, l.fraud FROM payment p LEFT JOIN payment_label l"
                        + " ON l.account_id = p.account_id AND l.transaction_id = p.transaction_id"
                        + " WHERE p.event_time >= :from AND p.event_time <= :until AND p.outcome IS NOT NULL"
                        + " ORDER BY p.event_time DESC LIMIT :limit")
                .bind("from", untilMs - DAYS * Millis.DAY_MS)
                .bind("until", untilMs)
                .bind("limit", max)
                .setFetchSize(FETCHED_AT_ONCE)
                .map((row, context) -> reader.read(row))
                .forEach(reader.payments::add);
        return new PaymentHistory(
                reader.payments,
                reader.payments.isEmpty() ? untilMs : reader.earliestMs,
                untilMs,
                reader.payments.size() == max);
    }

    /** Reads rows; equal texts of many rows are one object. */
    private static final class Reader {
        private final List<DecidedPayment> payments = new ArrayList<>();
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, List<RuleHit>> rules = new HashMap<>();
        private long earliestMs;

        DecidedPayment read(ResultSet row) throws SQLException {
            earliestMs = row.getLong("event_time");
            long minor = row.getLong("amount_minor");
            String currency = row.getString("currency");
            String channel = row.getString("channel");
            Outcome outcome = Outcome.valueOf(row.getString("outcome"));
            boolean fraud = row.getInt("fraud") == 1;
            Boolean label = row.wasNull() ? null : fraud;
            return new DecidedPayment(
                    currency == null ? null : new Money(minor, text(currency)),
                    channel != null && Channel.valueOf(channel).isChallengeable(),
                    outcome,
                    Cause.valueOf(row.getString("cause")),
                    row.getDouble("score"),
                    KnownLabel.of(outcome, label),
                    text(row.getString("bundle_id")),
                    row.getInt("degraded_layers") > 0,
                    row.getInt("anomalous") == 1,
                    rules(row.getString("rules")),
                    challenger(row));
        }

        private @Nullable ChallengerScore challenger(ResultSet row) throws SQLException {
            String bundle = row.getString("challenger_id");
            return bundle == null
                    ? null
                    : new ChallengerScore(
                            text(bundle),
                            row.getDouble("challenger_score"),
                            Outcome.valueOf(row.getString("challenger_outcome")));
        }

        private List<RuleHit> rules(@Nullable String text) {
            return text == null ? List.of() : rules.computeIfAbsent(text, RuleHitJson::read);
        }

        private String text(String text) {
            return texts.computeIfAbsent(text, each -> each);
        }
    }
}
