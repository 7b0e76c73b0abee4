package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.feature.Payments;
import io.nacre.payment.Millis;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Erasures in the whole job: one that is read after a freeze was once enough to pay again. */
@Tag("flink")
class ErasureJobTest {

    private static final long T0 = Payments.START_MS;

    private int answers;

    @Test
    void anErasureReadAfterALaterFreezeOrBlockLiftsNeither() throws Exception {
        try (JobHarness job = JobHarness.start(2, null)) {
            job.send("actions", Contract.ACCOUNT_ACTION, "bad", freeze("bad"), T0);
            job.send("lists", Contract.LIST_ENTRY, "x", block("listed"), T0);
            payUntil(Cause.FROZEN, "bad", job);
            payUntil(Cause.BLOCKED, "listed", job);

            for (String account : List.of("bad", "listed")) {
                ErasureRequest early = new ErasureRequest(account, "bob", "asked", T0 - Millis.HOUR_MS);
                job.send("erasures", Contract.ERASURE, account, early, T0 - Millis.HOUR_MS);
            }
            job.notes().await(answers + 2, 0);
            answers += 2;

            assertThat(job.notes().letters())
                    .extracting(DeadLetter::code)
                    .containsExactly(RejectionCode.ERASURE_REFUSED, RejectionCode.ERASURE_REFUSED);
            assertThat(pay("bad", job).cause()).isEqualTo(Cause.FROZEN);
            assertThat(pay("listed", job).cause()).isEqualTo(Cause.BLOCKED);
        }
    }

    /** Topics keep no common order: the freeze may come after some payments. */
    private void payUntil(Cause cause, String account, JobHarness job) throws Exception {
        for (int i = 0; i < 10_000; i++) {
            if (pay(account, job).cause() == cause) {
                return;
            }
        }
        throw new AssertionError(account + " is never " + cause);
    }

    private Decision pay(String account, JobHarness job) throws Exception {
        String id = "t" + answers;
        job.send(
                "transactions",
                Contract.TRANSACTION,
                account,
                Payments.payment(id, account, T0 + answers),
                T0 + answers);
        answers++;
        job.notes().await(answers, 0);
        return job.notes().decisions().stream()
                .filter(decision -> decision.transactionId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static AccountAction freeze(String account) {
        return new AccountAction(account, AccountAction.Type.FREEZE, T0, "ann", "stolen", T0, null);
    }

    private static ListEntry block(String account) {
        return new ListEntry(
                ListEntry.ListType.BLOCK,
                ListEntry.Subject.ACCOUNT,
                account,
                ListEntry.Change.ADD,
                T0,
                "ann",
                "stolen",
                T0,
                null);
    }
}
