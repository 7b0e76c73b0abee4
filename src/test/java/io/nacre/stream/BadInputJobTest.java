package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.BadRecords;
import io.nacre.codec.BadRecords.Row;
import io.nacre.codec.Contract;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The table of bad input through the whole job: each record is accounted for, and an valid account notices nothing. */
@Tag("flink")
class BadInputJobTest {

    private static final long NOW_MS = BadRecords.NOW_MS;

    @Test
    void everyRowIsDecidedOrADeadLetterAndCounted() throws Exception {
        List<Row> rows = BadRecords.all().stream()
                .filter(row -> row.contract() == Contract.TRANSACTION)
                .toList();
        Decision undisturbed = alone();

        try (JobHarness job = JobHarness.start(1, null)) {
            valid(job, 0);
            long offset = 1;
            Map<Long, @Nullable RejectionCode> due = new HashMap<>();
            for (Row row : rows) {
                due.put(offset++, row.code());
                job.send("transactions", "any", row.bytes(), row.stampMs());
            }
            valid(job, 1);
            job.notes().await(rows.size() + 2, 0);

            Map<Long, @Nullable RejectionCode> found = new HashMap<>();
            job.notes().decisions().forEach(each -> found.put(each.origin().offset(), null));
            job.notes().letters().forEach(each -> found.put(each.origin().offset(), each.code()));
            assertThat(found).containsAllEntriesOf(due);
            assertThat(job.notes().decisions())
                    .as("no bad record changes an valid account's score")
                    .filteredOn(each -> each.transactionId().equals("valid-1"))
                    .extracting(Decision::score)
                    .containsExactly(undisturbed.score());
            for (RejectionCode code : RejectionCode.values()) {
                long letters = job.notes().letters().stream()
                        .map(DeadLetter::code)
                        .filter(code::equals)
                        .count();
                assertThat(job.counted("decode-transactions.0.nacre.code." + code + ".dead_letters_total"))
                        .as(code.name())
                        .isEqualTo(letters);
            }
            assertThat(job.counted("card_numbers_masked_total")).isEqualTo(5);
            assertThat(job.counted("ip_addresses_invalid_total")).isGreaterThanOrEqualTo(9);
        }
    }

    @Test
    void anIdThatComesAgainIsARepeatOrAConflict() throws Exception {
        try (JobHarness job = JobHarness.start(1, null)) {
            job.send("transactions", "a", BadRecords.payment("t", "a", 100), NOW_MS);
            job.send("transactions", "a", BadRecords.payment("t", "a", 100), NOW_MS);
            job.send("transactions", "a", BadRecords.payment("t", "a", 1_000_000), NOW_MS);
            job.notes().await(3, 0);

            List<Decision> decisions = job.notes().decisions();
            assertThat(decisions).extracting(Decision::duplicate).containsExactly(false, true, true);
            assertThat(decisions.get(1).cause()).isEqualTo(decisions.get(0).cause());
            assertThat(decisions.get(2).cause()).isEqualTo(Cause.ID_CONFLICT);
            assertThat(decisions.get(2).outcome()).isNotEqualTo(Outcome.APPROVE);
            assertThat(decisions.get(2).origin()).isEqualTo(new RecordOrigin("transactions", 0, 2, NOW_MS));
            assertThat(job.counted("transactions_duplicate_total")).isOne();
            assertThat(job.counted("transaction_id_conflicts_total")).isOne();
        }
    }

    @Test
    void aRejectedTransactionIsDecidedOnceItIsCorrected() throws Exception {
        try (JobHarness job = JobHarness.start(1, null)) {
            job.send("transactions", "a", BadRecords.payment("t", "a", -1), NOW_MS);
            job.send("transactions", "a", BadRecords.payment("t", "a", 100), NOW_MS);
            job.send("transactions", "a", BadRecords.payment("t", "a", -1), NOW_MS);
            job.send("transactions", "a", BadRecords.payment("t", "a", 100), NOW_MS);
            job.notes().await(4, 0);

            List<RejectedTransaction> rejected = job.notes().rejected();
            assertThat(rejected).extracting(each -> each.origin().offset()).containsExactly(0L, 2L);
            assertThat(rejected).allSatisfy(each -> {
                assertThat(each.transactionId()).isEqualTo("t");
                assertThat(each.accountId()).isEqualTo("a");
                assertThat(each.code()).isEqualTo(RejectionCode.AMOUNT_RANGE);
                assertThat(each.field()).isEqualTo("amount_minor");
            });
            assertThat(job.notes().letters())
                    .extracting(DeadLetter::origin)
                    .containsExactlyElementsOf(
                            rejected.stream().map(RejectedTransaction::origin).toList());
            assertThat(job.notes().decisions())
                    .extracting(Decision::duplicate)
                    .as(
                            "a rejection is no decision, so the first sound record is decided, and only the next repeats it")
                    .containsExactly(false, true);
            assertThat(job.notes().vectors()).as("nothing is learned from it").hasSize(1);
            assertThat(job.notes().alerts()).isEmpty();
            assertThat(job.counted("rejection_answers_total")).isEqualTo(2);
            assertThat(job.counted("decisions_total")).isOne();
        }
    }

    /** What an account is answered with nobody else around. */
    private static Decision alone() throws Exception {
        try (JobHarness job = JobHarness.start(1, null)) {
            valid(job, 0);
            valid(job, 1);
            job.notes().await(2, 0);
            return job.notes().decisions().get(1);
        }
    }

    private static void valid(JobHarness job, int i) {
        byte[] payment = BadRecords.paymentAt("valid-" + i, "valid", NOW_MS - (2 - i) * Millis.HOUR_MS);
        job.send("transactions", "valid", payment, NOW_MS);
    }
}
