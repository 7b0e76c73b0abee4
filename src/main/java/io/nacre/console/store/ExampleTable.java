package io.nacre.console.store;

import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Millis;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.secret.KeyedHash;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of the last month's payments, on which a rule can be tried: the alerts, and a sample of the others.
 *
 * <p>A hash of account and transaction selects the sample. If there are too many rows of a kind, its rate is halved,
 * and the rows that are no longer in the sample are deleted. Each row has a weight, the inverse of the probability that
 * it is here, so that sums of weights estimate the totals of all payments.
 *
 * <p>A vector arrives before its decision, or after it. Until its payment is decided, every vector is stored. A payment
 * that turns out to be fraud later is there if it was in the sample, and keeps its weight.
 */
public final class ExampleTable {

    /** The most alerts and other payments; known frauds come on top. */
    public static final int MAX_ROWS = 300_000;

    /** How long a vector is stored, in event time. */
    public static final int KEPT_DAYS = 31;

    private static final long KEPT_MS = KEPT_DAYS * Millis.DAY_MS;
    private static final int CHECK_EVERY_ROWS = 5_000;
    private static final int ROWS_AT_ONCE = 1_000;
    private static final int FINGERPRINT_DIGITS = 16;

    /** Any number will do; another one selects another sample. */
    private static final long SAMPLE_SALT = 8_120_331_904_417L;

    /** The kinds of rows; 0 is one that is not decided yet. */
    private static final int OTHER = 1;

    private static final int ALERT = 2;
    private static final int FRAUD = 3;

    /** The names of the halvings of the rate, by kind. */
    private static final Map<Integer, String> HALVINGS = Map.of(OTHER, "other_halvings", ALERT, "alert_halvings");

    private static final String IS_KNOWN_FRAUD = "EXISTS (SELECT 1 FROM payment_label WHERE account_id = :account AND"
            + " transaction_id = :transaction AND fraud = 1)";

    private static final String INSERT_DECISION = "INSERT INTO example (account_id, transaction_id, event_time,"
            + " sample_key, kind, weight, logits, tail_probability)"
            + " SELECT :account, :transaction, :at, :key, CASE WHEN known.fraud THEN 3 ELSE :kind END,"
            + " CASE WHEN known.fraud THEN 1 ELSE :weight END, :logits, :tail"
            + " FROM (SELECT " + IS_KNOWN_FRAUD + " AS fraud) AS known WHERE :selected OR known.fraud"
            + " ON CONFLICT (account_id, transaction_id) DO UPDATE SET"
            + " kind = CASE WHEN example.kind = 3 THEN 3 ELSE excluded.kind END,"
            + " weight = CASE WHEN example.kind = 3 THEN example.weight ELSE excluded.weight END,"
            + " logits = excluded.logits, tail_probability = excluded.tail_probability WHERE example.logits IS NULL";

    private static final String INSERT_VECTOR = "INSERT INTO example (account_id, transaction_id, event_time,"
            + " sample_key, kind, weight, feature_set, vector)"
            + " SELECT :account, :transaction, :at, :key, CASE WHEN known.fraud THEN 3 ELSE 0 END, 1, :features, :vector"
            + " FROM (SELECT " + IS_KNOWN_FRAUD + " AS fraud) AS known"
            + " WHERE NOT EXISTS (SELECT 1 FROM payment WHERE account_id = :account AND transaction_id = :transaction"
            + " AND outcome IS NOT NULL) OR known.fraud OR EXISTS (SELECT 1 FROM example"
            + " WHERE account_id = :account AND transaction_id = :transaction)"
            + " ON CONFLICT (account_id, transaction_id) DO UPDATE SET feature_set = excluded.feature_set,"
            + " vector = excluded.vector WHERE example.vector IS NULL";

    private static final String SELECT_ALL = """
            SELECT e.account_id, e.transaction_id, e.event_time, e.kind, e.weight, e.feature_set, e.vector, e.logits,
              e.tail_probability, p.amount_minor, p.currency, p.channel, p.merchant_id, p.merchant_name, p.mcc,
              p.country, p.ip, p.device_id, p.counterparty_id, p.suspicious, l.fraud
            FROM example e
            LEFT JOIN payment p ON p.account_id = e.account_id AND p.transaction_id = e.transaction_id
            LEFT JOIN payment_label l ON l.account_id = e.account_id AND l.transaction_id = e.transaction_id
            WHERE e.kind > 0 AND e.event_time >= (SELECT MAX(event_time) FROM example) - :kept
            ORDER BY e.event_time DESC""";

    private final int maxRows;
    private int unchecked = CHECK_EVERY_ROWS;

    /** @param maxRows the most alerts and other payments together */
    ExampleTable(int maxRows) {
        this.maxRows = maxRows;
    }

    void addDecisions(Handle handle, Collection<Decision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        int others = halvings(handle, OTHER);
        int alerts = halvings(handle, ALERT);
        try (PreparedBatch inserted = handle.prepareBatch(INSERT_DECISION);
                PreparedBatch dropped = handle.prepareBatch(
                        "DELETE FROM example WHERE account_id = ? AND transaction_id = ? AND kind = 0")) {
            boolean anyDropped = false;
            for (Decision decision : decisions) {
                boolean isAlert = AccountIncidentRules.concerns(decision);
                int halvings = isAlert ? alerts : others;
                int key = sampleKey(decision.accountId(), decision.transactionId());
                boolean isSelected = key < limit(halvings);
                Anomaly anomaly = decision.scoring().model().anomaly();
                inserted.bind("account", decision.accountId())
                        .bind("transaction", decision.transactionId())
                        .bind("at", decision.eventTimeMs())
                        .bind("key", key)
                        .bind("kind", isAlert ? ALERT : OTHER)
                        .bind("weight", 1 << halvings)
                        .bind("logits", bytes(decision.scoring().model().trail().logits()))
                        .bind("tail", anomaly == null ? null : (Double) anomaly.tailProbability())
                        .bind("selected", isSelected)
                        .add();
                if (!isSelected) {
                    anyDropped = true;
                    dropped.bind(0, decision.accountId())
                            .bind(1, decision.transactionId())
                            .add();
                }
            }
            inserted.execute();
            if (anyDropped) {
                dropped.execute();
            }
        }
        unchecked += decisions.size();
    }

    /** Adds the vectors of those that have one. */
    void addVectors(Handle handle, Collection<Example> examples) {
        if (examples.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(INSERT_VECTOR)) {
            for (Example example : examples) {
                float[] vector = example.vector();
                if (vector == null) {
                    continue;
                }
                batch.bind("account", example.accountId())
                        .bind("transaction", example.transactionId())
                        .bind("at", example.eventTimeMs())
                        .bind("key", sampleKey(example.accountId(), example.transactionId()))
                        .bind("features", featureSet(example.featureFingerprint()))
                        .bind("vector", VectorCodec.encode(vector))
                        .add();
            }
            if (batch.size() > 0) {
                batch.execute();
            }
        }
        unchecked += examples.size();
    }

    /** A payment is fraud: its vector stays as long as any, if it is there. */
    static void keepFraud(Handle handle, String accountId, String transactionId) {
        handle.createUpdate("UPDATE example SET kind = " + FRAUD
                        + " WHERE account_id = :account AND transaction_id = :transaction")
                .bind("account", accountId)
                .bind("transaction", transactionId)
                .execute();
    }

    /** Deletes what is too old or too much, from time to time. */
    void prune(Handle handle) {
        if (unchecked < Math.min(CHECK_EVERY_ROWS, maxRows)) {
            return;
        }
        unchecked = 0;
        handle.execute("DELETE FROM example WHERE event_time < (SELECT MAX(event_time) FROM example) - ?", KEPT_MS);
        thin(handle, OTHER, maxRows - maxRows / 3);
        thin(handle, ALERT, maxRows / 3);
        handle.createUpdate("DELETE FROM example WHERE kind = 0 AND event_time <= COALESCE((SELECT event_time"
                        + " FROM example WHERE kind = 0 ORDER BY event_time DESC LIMIT 1 OFFSET :max), -1)")
                .bind("max", maxRows)
                .execute();
    }

    /** A kind with few rows gets a higher rate again, for the rows to come. */
    private static void thin(Handle handle, int kind, int max) {
        int before = halvings(handle, kind);
        long rows = count(handle, kind);
        int halvings = before > 0 && rows < max / 4 ? before - 1 : before;
        while (rows > max) {
            halvings++;
            handle.execute("DELETE FROM example WHERE kind = ? AND sample_key >= ?", kind, limit(halvings));
            handle.execute(
                    "UPDATE example SET weight = ? WHERE kind = ? AND weight < ?", 1 << halvings, kind, 1 << halvings);
            rows = count(handle, kind);
        }
        if (halvings != before) {
            handle.createUpdate("UPDATE store_state SET number = :number WHERE name = :name")
                    .bind("number", halvings)
                    .bind("name", HALVINGS.get(kind))
                    .execute();
        }
    }

    private static long count(Handle handle, int kind) {
        return handle.createQuery("SELECT COUNT(*) FROM example WHERE kind = :kind")
                .bind("kind", kind)
                .mapTo(Long.class)
                .one();
    }

    private static int halvings(Handle handle, int kind) {
        return handle.createQuery("SELECT number FROM store_state WHERE name = :name")
                .bind("name", HALVINGS.get(kind))
                .mapTo(Integer.class)
                .one();
    }

    /** Everything that it has was deleted. */
    static void reset(Handle handle) {
        HALVINGS.values().forEach(name -> handle.execute("UPDATE store_state SET number = 0 WHERE name = ?", name));
    }

    /**
     * Rows on which no rule can be evaluated.
     *
     * @param otherFeatures the vector has other features than this version, so it is not comparable
     * @param incomplete the transaction, the decision or the vector is not there
     */
    public record Skipped(long otherFeatures, long incomplete) {}

    /**
     * Reads the rows of decided payments, those with the latest event time first.
     *
     * @param next returns false to stop
     */
    public static Skipped forEachNewestFirst(Handle handle, Predicate<StoredExample> next) {
        long features = featureSet(Layers.fingerprint());
        return handle.createQuery(SELECT_ALL)
                .bind("kept", KEPT_MS)
                .setFetchSize(ROWS_AT_ONCE)
                .scanResultSet((rows, context) -> {
                    long otherFeatures = 0;
                    long incomplete = 0;
                    ResultSet row = rows.get();
                    boolean goesOn = true;
                    while (goesOn && row.next()) {
                        byte[] vector = row.getBytes(7);
                        if (vector != null && row.getLong(6) != features) {
                            otherFeatures++;
                        } else {
                            StoredExample example = vector == null ? null : example(row, vector);
                            if (example == null) {
                                incomplete++;
                            } else {
                                goesOn = next.test(example);
                            }
                        }
                    }
                    return new Skipped(otherFeatures, incomplete);
                });
    }

    /** Null if its transaction or its decision is not there. */
    private static @Nullable StoredExample example(ResultSet row, byte[] vector) throws SQLException {
        byte[] logits = row.getBytes(8);
        String channel = row.getString(12);
        if (logits == null || channel == null) {
            return null;
        }
        double tail = row.getDouble(9);
        Anomaly anomaly = row.wasNull() ? null : new Anomaly(tail, List.of());
        String merchantId = row.getString(13);
        Merchant merchant = merchantId == null
                ? null
                : new Merchant(merchantId, row.getString(14), row.getString(15), row.getString(16), null);
        Transaction transaction = new Transaction(
                row.getString(2),
                row.getLong(3),
                row.getString(1),
                null,
                new Money(row.getLong(10), row.getString(11)),
                Channel.valueOf(channel),
                row.getString(17),
                row.getString(18),
                merchant,
                null,
                row.getString(19),
                null,
                null,
                Map.of());
        int label = row.getInt(21);
        Boolean fraud = row.wasNull() ? null : (Boolean) (label == 1);
        return new StoredExample(
                transaction,
                VectorCodec.decode(vector),
                new Trail(doubles(logits)),
                anomaly,
                row.getInt(5),
                row.getInt(20) == 1,
                fraud);
    }

    /** A number of 31 bits, which is the same for a transaction at any time. */
    private static int sampleKey(String accountId, String transactionId) {
        return (int) (KeyedHash.salted(SAMPLE_SALT, accountId + '\n' + transactionId) >>> 33);
    }

    /** The sample has the keys below. */
    private static long limit(int halvings) {
        return (1L << 31) >> halvings;
    }

    private static long featureSet(String fingerprint) {
        return fingerprint.length() < FINGERPRINT_DIGITS
                ? KeyedHash.salted(SAMPLE_SALT, fingerprint)
                : Long.parseUnsignedLong(fingerprint.substring(0, FINGERPRINT_DIGITS), 16);
    }

    private static byte[] bytes(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
        bytes.asDoubleBuffer().put(values);
        return bytes.array();
    }

    private static double[] doubles(byte[] bytes) {
        double[] values = new double[bytes.length / Double.BYTES];
        ByteBuffer.wrap(bytes).asDoubleBuffer().get(values);
        return values;
    }
}
