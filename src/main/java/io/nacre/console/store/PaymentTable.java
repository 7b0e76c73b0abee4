package io.nacre.console.store;

import io.nacre.console.store.PaymentDetails.MerchantDetails;
import io.nacre.console.store.PaymentRow.PaymentDecision;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Decision;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The payments: each with its transaction and its decision. */
public final class PaymentTable {

    /** The kinds of entities that payments have in common, with their columns. */
    public enum EntityType {
        ACCOUNT("account_id"),
        DEVICE("device_id"),
        IP("ip"),
        MERCHANT("merchant_id"),
        COUNTERPARTY("counterparty_id");

        private final String column;

        EntityType(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    /** A transaction may arrive twice, with another body as well: the first one was decided. */
    private static final String INSERT_TRANSACTION = """
            INSERT INTO payment (account_id, transaction_id, event_time, amount_minor, currency, channel, merchant_id,
              merchant_name, mcc, country, latitude, longitude, ip, device_id, counterparty_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id, transaction_id) DO UPDATE SET event_time = excluded.event_time,
              amount_minor = excluded.amount_minor, currency = excluded.currency, channel = excluded.channel,
              merchant_id = excluded.merchant_id, merchant_name = excluded.merchant_name, mcc = excluded.mcc,
              country = excluded.country, latitude = excluded.latitude, longitude = excluded.longitude,
              ip = excluded.ip, device_id = excluded.device_id, counterparty_id = excluded.counterparty_id
            WHERE payment.channel IS NULL""";

    private static final String INSERT_DECISION = """
            INSERT INTO payment (account_id, transaction_id, event_time, outcome, cause, cause_detail, score, suspicious,
              decided_at, decision, bundle_id, degraded_layers, anomalous, rules, challenger_id, challenger_score,
              challenger_outcome)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id, transaction_id) DO UPDATE SET outcome = excluded.outcome, cause = excluded.cause,
              cause_detail = excluded.cause_detail, score = excluded.score, suspicious = excluded.suspicious,
              decided_at = excluded.decided_at, decision = excluded.decision, bundle_id = excluded.bundle_id,
              degraded_layers = excluded.degraded_layers, anomalous = excluded.anomalous, rules = excluded.rules,
              challenger_id = excluded.challenger_id, challenger_score = excluded.challenger_score,
              challenger_outcome = excluded.challenger_outcome
            WHERE payment.outcome IS NULL""";

    private PaymentTable() {}

    static void addTransactions(Handle handle, Collection<Transaction> transactions) {
        if (transactions.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(INSERT_TRANSACTION)) {
            for (Transaction transaction : transactions) {
                PaymentDetails details = PaymentDetails.of(transaction);
                MerchantDetails merchant = details.merchant();
                GeoPoint place = details.place();
                batch.bind(0, transaction.accountId())
                        .bind(1, transaction.id())
                        .bind(2, transaction.eventTimeMs())
                        .bind(3, transaction.amount().minorUnits())
                        .bind(4, transaction.amount().currency())
                        .bind(5, transaction.channel().name())
                        .bind(6, merchant == null ? null : merchant.id())
                        .bind(7, merchant == null ? null : merchant.name())
                        .bind(8, merchant == null ? null : merchant.mcc())
                        .bind(9, merchant == null ? null : merchant.country())
                        .bind(10, place == null ? null : (Double) place.latitude())
                        .bind(11, place == null ? null : (Double) place.longitude())
                        .bind(12, details.ip())
                        .bind(13, details.deviceId())
                        .bind(14, details.counterpartyId())
                        .add();
            }
            batch.execute();
        }
    }

    /** @param json the record of a decision */
    static void addDecisions(Handle handle, Collection<Decision> decisions, Function<Decision, String> json) {
        if (decisions.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(INSERT_DECISION)) {
            for (Decision decision : decisions) {
                boolean suspicious = AccountIncidentRules.concerns(decision);
                batch.bind(0, decision.accountId())
                        .bind(1, decision.transactionId())
                        .bind(2, decision.eventTimeMs())
                        .bind(3, decision.outcome().name())
                        .bind(4, decision.cause().name())
                        .bind(5, decision.policy().causeDetail())
                        .bind(6, decision.score())
                        .bind(7, suspicious ? 1 : 0)
                        .bind(8, decision.decidedAtMs())
                        .bind(9, suspicious ? json.apply(decision) : null);
                bindScoring(batch, decision.scoring());
                batch.add();
            }
            batch.execute();
        }
        addBundles(handle, decisions);
    }

    private static void addBundles(Handle handle, Collection<Decision> decisions) {
        Map<String, Long> firstMs = new HashMap<>();
        decisions.forEach(
                decision -> firstMs.merge(decision.scoring().model().bundleId(), decision.decidedAtMs(), Math::min));
        firstMs.forEach((bundle, ms) -> handle.createUpdate("""
                        INSERT INTO bundle_use (bundle_id, first_decided_at) VALUES (:bundle, :first)
                        ON CONFLICT (bundle_id) DO UPDATE SET first_decided_at = excluded.first_decided_at
                        WHERE excluded.first_decided_at < bundle_use.first_decided_at""")
                .bind("bundle", bundle)
                .bind("first", ms)
                .execute());
    }

    /** When a bundle first decided a payment, ms since 1970; null if it never did. */
    public static @Nullable Long firstDecidedMs(Handle handle, String bundleId) {
        return handle.createQuery("SELECT first_decided_at FROM bundle_use WHERE bundle_id = :bundle")
                .bind("bundle", bundleId)
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
    }

    private static void bindScoring(PreparedBatch batch, ScoringResult scoring) {
        Anomaly anomaly = scoring.model().anomaly();
        ChallengerScore challenger = scoring.rulesAndChallenger().challenger();
        batch.bind(10, scoring.model().bundleId())
                .bind(11, scoring.degradedLayers().size())
                // It has unusual features only within the alarm budget of its bundle.
                .bind(12, anomaly == null || anomaly.unusualFeatures().isEmpty() ? 0 : 1)
                .bind(13, RuleHitJson.text(scoring.rulesAndChallenger().rules()))
                .bind(14, challenger == null ? null : challenger.bundleId())
                .bind(15, challenger == null ? null : (Double) challenger.score())
                .bind(16, challenger == null ? null : challenger.outcome().name());
    }

    /** The payment; null if neither its transaction nor its decision is known. */
    public static @Nullable PaymentRow find(Handle handle, String accountId, String transactionId) {
        return handle.createQuery("SELECT * FROM payment WHERE account_id = :account AND transaction_id = :transaction")
                .bind("account", accountId)
                .bind("transaction", transactionId)
                .map((row, context) -> row(row))
                .findOne()
                .orElse(null);
    }

    /** The payments with a transaction id, of all accounts. */
    public static List<PaymentRow> withTransactionId(Handle handle, String transactionId, int limit) {
        return handle.createQuery("SELECT * FROM payment WHERE transaction_id = :transaction LIMIT :limit")
                .bind("transaction", transactionId)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** The payments of an entity up to a moment of event time, latest first. */
    public static List<PaymentRow> of(Handle handle, EntityType type, String id, long untilMs, int limit) {
        return handle.createQuery("SELECT * FROM payment WHERE " + type.column()
                        + " = :id AND event_time <= :until ORDER BY event_time DESC LIMIT :limit")
                .bind("id", id)
                .bind("until", untilMs)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list();
    }

    /** What an entity has in all. */
    public record Totals(long payments, long suspicious, long declined, long firstMs, long lastMs) {}

    public static Totals totals(Handle handle, EntityType type, String id) {
        return handle.createQuery("SELECT COUNT(*) AS payments, COALESCE(SUM(suspicious), 0) AS suspicious,"
                        + " COALESCE(SUM(CASE WHEN outcome = 'DECLINE' THEN 1 ELSE 0 END), 0) AS declined,"
                        + " COALESCE(MIN(event_time), 0) AS first_at, COALESCE(MAX(event_time), 0) AS last_at"
                        + " FROM payment WHERE " + type.column() + " = :id")
                .bind("id", id)
                .map((row, context) -> new Totals(
                        row.getLong("payments"),
                        row.getLong("suspicious"),
                        row.getLong("declined"),
                        row.getLong("first_at"),
                        row.getLong("last_at")))
                .one();
    }

    static PaymentRow row(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        String outcome = row.getString("outcome");
        return new PaymentRow(
                row.getString("account_id"),
                row.getString("transaction_id"),
                row.getLong("event_time"),
                currency == null ? null : new Money(row.getLong("amount_minor"), currency),
                row.getString("channel"),
                details(row),
                outcome == null
                        ? null
                        : new PaymentDecision(
                                outcome,
                                row.getString("cause"),
                                row.getString("cause_detail"),
                                row.getDouble("score"),
                                row.getInt("suspicious") == 1,
                                row.getLong("decided_at"),
                                row.getString("decision")));
    }

    private static PaymentDetails details(ResultSet row) throws SQLException {
        String merchantId = row.getString("merchant_id");
        MerchantDetails merchant = merchantId == null
                ? null
                : new MerchantDetails(
                        merchantId, row.getString("merchant_name"), row.getString("mcc"), row.getString("country"));
        double latitude = row.getDouble("latitude");
        GeoPoint place = row.wasNull() ? null : new GeoPoint(latitude, row.getDouble("longitude"));
        return new PaymentDetails(
                merchant, place, row.getString("ip"), row.getString("device_id"), row.getString("counterparty_id"));
    }
}
