package io.nacre.console.store;

import io.nacre.codec.Samples;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.ScoringResult;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Made-up payments with their decisions and vectors, as the store receives them. */
public final class StoredPayments {

    public static final long START_MS = 1_700_000_000_000L;
    private static final long STEP_MS = 60_000;

    private final Samples samples;
    private final Random random;
    private long offset;

    public StoredPayments(long seed) {
        this.samples = new Samples(seed);
        this.random = new Random(seed);
    }

    /** A payment and what the job says about it. */
    public record StoredPayment(
            Transaction transaction,
            Outcome outcome,
            float[] vector,
            Trail trail,
            @Nullable Anomaly anomaly) {

        public Decision decision() {
            return new Decision(
                    transaction.id(),
                    transaction.accountId(),
                    transaction.eventTimeMs(),
                    new PolicyOutcome(outcome, Cause.SCORE),
                    new ScoringResult(
                            new ModelScore(trail, List.of(), anomaly, "b"), List.of(), RuleAndChallengerResults.NONE),
                    false,
                    transaction.eventTimeMs(),
                    RecordOrigin.NONE);
        }

        public Example example() {
            return example(Layers.fingerprint());
        }

        public Example example(String fingerprint) {
            return new Example(
                    transaction.id(),
                    transaction.accountId(),
                    transaction.eventTimeMs(),
                    fingerprint,
                    vector,
                    trail.score(),
                    null);
        }

        public Label label(boolean fraud, Label.Source source) {
            return new Label(transaction.id(), transaction.accountId(), fraud, transaction.eventTimeMs() + 1, source);
        }
    }

    /** The payment of a number, which is its place in time. */
    public StoredPayment payment(int number, Outcome outcome) {
        Transaction sample = samples.transaction();
        Transaction transaction = new Transaction(
                "t-" + number,
                START_MS + number * STEP_MS,
                "a-" + number % 7,
                sample.cardToken(),
                sample.amount(),
                sample.channel(),
                sample.ip(),
                sample.deviceId(),
                sample.merchant(),
                sample.payerLocation(),
                sample.counterpartyId(),
                sample.userAgent(),
                sample.failedAttempts(),
                sample.attributes());
        float[] vector = new float[Layers.width()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextInt(3);
        }
        double[] logits = random.doubles(Layers.CASCADE.size() + 1, -4, 4).toArray();
        Anomaly anomaly = random.nextBoolean() ? new Anomaly(1 - random.nextDouble(), List.of()) : null;
        return new StoredPayment(transaction, outcome, vector, new Trail(logits), anomaly);
    }

    /** Adds a record to the next commit. */
    public void add(StoreWriter writer, Object record) {
        RecordOrigin origin = new RecordOrigin("topic", 0, offset++, START_MS);
        writer.add(origin, record);
        writer.advance(origin, "id");
    }

    /** Adds all records of a payment. */
    public void addAll(StoreWriter writer, StoredPayment payment) {
        add(writer, payment.transaction());
        add(writer, payment.decision());
        add(writer, payment.example());
    }

    /** What the store has. */
    public static List<StoredExample> read(ConsoleDatabase database) {
        List<StoredExample> rows = new ArrayList<>();
        database.read(handle -> ExampleTable.forEachNewestFirst(handle, rows::add));
        return rows;
    }
}
