package io.nacre.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.ScoringResult;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a payment's records leave for the garbage collector: counted in bytes, so that no busy machine can blur it. */
class AllocationTest {

    private static final int WARM_UP = 30_000;
    private static final int RUNS = 10_000;
    private static final RecordOrigin ORIGIN = new RecordOrigin("payments.transactions", 3, 42, 1_790_000_000_000L);
    private static final Framing FRAMING = Framing.SINGLE_OBJECT;

    private Object latest = "";

    @Test
    void aTransactionCostsLittleMoreThanTheValue() {
        byte[] record = Contract.TRANSACTION.writer(FRAMING, "t").write(transaction());
        ContractReader<Transaction> reader = Contract.TRANSACTION.reader(FRAMING);

        long bytes = allocated(() -> latest = reader.read(ORIGIN, record));

        assertThat(record).hasSizeBetween(200, 250);
        assertThat(bytes).isBetween(300L, 900L);
    }

    @Test
    void aDecisionCostsItsRecord() {
        ContractWriter<Decision> writer = Contract.DECISION.writer(FRAMING, "t");
        Decision decision = decision();

        long bytes = allocated(() -> latest = writer.write(decision));

        int size = writer.write(decision).length;
        assertThat(size).isBetween(400, 500);
        assertThat(bytes).isBetween((long) size, size + 64L);
    }

    @Test
    void anExampleCostsItsRecordAndNoBoxedNumber() {
        ContractWriter<Example> writer = Contract.EXAMPLE.writer(FRAMING, "t");
        Example example = new Example("t-1", "a-1", 5, "f".repeat(64), new float[250], 0.5, null);

        long bytes = allocated(() -> latest = writer.write(example));

        int size = writer.write(example).length;
        assertThat(size).isBetween(1_000 + 64, 1_000 + 164);
        assertThat(bytes).isBetween((long) size, size + 64L);
    }

    /** Mean of the bytes that one run leaves, once it is compiled. */
    private static long allocated(Runnable run) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < WARM_UP; i++) {
            run.run();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < RUNS; i++) {
            run.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / RUNS;
    }

    private static Transaction transaction() {
        return new Transaction(
                "tx-000000001234-5",
                1_790_000_000_000L,
                "acct-12345",
                "tok_0123456789abcdef",
                new Money(1999, "EUR"),
                Channel.CARD_NOT_PRESENT,
                "203.0.113.7",
                "2c9d1f0a-8b7e-4f3a-9c55-0123456789ab",
                new Merchant("m-1234", "A merchant of some name", "5411", "FR", new GeoPoint(48.8, 2.3)),
                new GeoPoint(48.9, 2.2),
                null,
                null,
                0,
                Map.of());
    }

    private static Decision decision() {
        Trail trail = new Trail(new double[11]);
        return new Decision(
                "tx-000000001234-5",
                "acct-12345",
                1_790_000_000_000L,
                new PolicyOutcome(Outcome.APPROVE, Cause.SCORE),
                new ScoringResult(
                        new ModelScore(trail, List.of(), new Anomaly(0.5, List.of()), "20260101-0123456789ab"),
                        List.of("credit", "social"),
                        RuleAndChallengerResults.NONE),
                false,
                1_790_000_000_010L,
                ORIGIN);
    }
}
