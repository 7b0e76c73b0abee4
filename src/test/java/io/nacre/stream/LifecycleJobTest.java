package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.feature.Payments;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lifecycle events through the whole job: the next payments at the merchant and on the device see them. */
@Tag("flink")
class LifecycleJobTest {

    private static final long T0 = Payments.START_MS;

    @Test
    void theNextPaymentsSeeWhatHappenedToTheEarlierOne() throws Exception {
        try (JobHarness job = JobHarness.start(1, null)) {
            Transaction first = Payments.varied(1, T0);
            pay(job, first);
            job.notes().await(1, 0);
            LifecycleEvent decline = event(first, "e1", LifecycleEvent.Type.DECLINED);
            send(job, decline);
            send(job, decline);
            job.awaitCount("lifecycle_events_total", 1);
            job.awaitCount("lifecycle_events_ignored_total", 1);

            pay(job, next(first));
            job.notes().await(2, 0);

            float[] vector = job.notes().vectors().get(1).vector();
            assertThat(vector).isNotNull();
            for (String feature : List.of(
                    "declines_1h",
                    "device_declines_1h",
                    "ip_declines_1h",
                    "subnet_declines_24h",
                    "merchant_invalid_credentials_1h")) {
                int index = Layers.featureNames().indexOf("lifecycle." + feature);
                assertThat(vector[index]).as(feature).isEqualTo((float) Math.log1p(1));
            }
            assertThat(job.notes().decisions()).hasSize(2);
        }
    }

    @Test
    void anEventThatBreaksTheContractIsADeadLetter() throws Exception {
        try (JobHarness job = JobHarness.start(1, null)) {
            job.send("lifecycle", "a", new byte[] {1, 2, 3}, T0);
            job.send(
                    "lifecycle",
                    Contract.LIFECYCLE_EVENT,
                    "a",
                    new LifecycleEvent("a", "t", "e", LifecycleEvent.Type.REFUNDED, null, null, T0 + 2 * Millis.DAY_MS),
                    T0);
            job.notes().await(2, 0);

            assertThat(job.notes().letters())
                    .extracting(DeadLetter::code)
                    .containsExactly(RejectionCode.UNREADABLE, RejectionCode.TIME_RANGE);
        }
    }

    /** A payment by the same account with the same device at the same merchant, a minute later. */
    private static Transaction next(Transaction first) {
        return new Transaction(
                "next",
                first.eventTimeMs() + Millis.MINUTE_MS,
                first.accountId(),
                first.cardToken(),
                first.amount(),
                first.channel(),
                first.ip(),
                first.deviceId(),
                first.merchant(),
                first.payerLocation(),
                first.counterpartyId(),
                first.userAgent(),
                first.failedAttempts(),
                first.attributes());
    }

    private static LifecycleEvent event(Transaction of, String id, LifecycleEvent.Type type) {
        return new LifecycleEvent(
                of.accountId(),
                of.id(),
                id,
                type,
                DeclineReason.INVALID_CREDENTIALS,
                null,
                of.eventTimeMs() + Millis.MINUTE_MS / 2);
    }

    private static void send(JobHarness job, LifecycleEvent event) {
        job.send("lifecycle", Contract.LIFECYCLE_EVENT, event.accountId(), event, event.occurredAtMs());
    }

    private static void pay(JobHarness job, Transaction transaction) {
        job.send("transactions", Contract.TRANSACTION, transaction.accountId(), transaction, transaction.eventTimeMs());
    }
}
