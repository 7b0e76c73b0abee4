package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.decision.Chargeback;
import io.nacre.decision.Decision;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Millis;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One task, then two, a crash, then one again: what is answered is what a run with one task answers. Each account has
 * one address, one device and merchants of its own here, for nothing else has a promised order with two tasks.
 */
@Tag("flink")
class RescaleTest {

    private static final int PART = 60;
    private static final int ACCOUNTS = 7;
    private static final long T0 = 1_780_000_000_000L;

    @TempDir
    private Path savepoints;

    private final Map<String, List<Object>> answers = new TreeMap<>();

    @Test
    void decidesTheSameAfterRescalingAndFailure() throws Exception {
        try (JobHarness job = JobHarness.start(1, null)) {
            for (int part = 0; part < 4; part++) {
                play(part, job);
            }
            note(job);
        }
        Map<String, List<Object>> undisturbed = new TreeMap<>(answers);
        answers.clear();

        String savepoint;
        try (JobHarness one = JobHarness.start(1, null)) {
            play(0, one);
            note(one);
            savepoint = one.stop(savepoints);
        }
        try (JobHarness two = JobHarness.start(2, savepoint)) {
            play(1, two);
            note(two);
            savepoint = two.savepoint(savepoints, false);
            play(2, two);
            two.crash();
        }
        try (JobHarness two = JobHarness.start(2, savepoint)) {
            play(2, two);
            note(two);
            savepoint = two.stop(savepoints);
        }
        try (JobHarness one = JobHarness.start(1, savepoint)) {
            play(3, one);
            note(one);
        }

        assertThat(undisturbed).hasSize(4 * PART);
        assertThat(answers).isEqualTo(undisturbed);
    }

    /** Payments, then the labels of every fifth of them. */
    private static void play(int part, JobHarness job) throws Exception {
        List<Transaction> payments = new ArrayList<>();
        for (int i = part * PART; i < (part + 1) * PART; i++) {
            payments.add(payment(i));
        }
        int answered = job.notes().decisions().size();
        int learned = job.notes().labels();
        for (Transaction payment : payments) {
            job.send("transactions", Contract.TRANSACTION, payment.accountId(), payment, payment.eventTimeMs());
        }
        job.notes().await(answered + PART, learned);
        for (int i = 0; i < PART; i += 5) {
            Transaction payment = payments.get(i);
            long knownMs = T0 + (part + 1) * PART * Millis.HOUR_MS;
            Chargeback chargeback = new Chargeback(payment.accountId(), payment.id(), null, knownMs);
            job.send("chargebacks", Contract.CHARGEBACK, payment.accountId(), chargeback, knownMs);
        }
        job.notes().await(answered + PART, learned + PART / 5);
    }

    private void note(JobHarness job) {
        for (Decision decision : job.notes().decisions()) {
            answers.put(
                    decision.transactionId(),
                    List.of(
                            decision.outcome(),
                            decision.cause(),
                            decision.duplicate(),
                            decision.score(),
                            decision.scoring().model().trail(),
                            decision.scoring().model().reasons()));
        }
    }

    private static Transaction payment(int i) {
        int owner = i % ACCOUNTS;
        return new Transaction(
                "tx-" + i,
                T0 + i * Millis.HOUR_MS,
                "acct-" + owner,
                "tok-" + owner,
                new Money(100 + i * 7_919L % 50_000, "EUR"),
                Channel.values()[i % 4],
                "10." + owner + ".0.1",
                "dev-" + owner,
                new Merchant("mer-" + owner + "-" + i % 5, "Corner Shop", "5411", "NL", null),
                null,
                "payee-" + owner,
                null,
                null,
                Map.of());
    }
}
