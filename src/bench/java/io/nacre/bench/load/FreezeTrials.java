package io.nacre.bench.load;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Transaction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Freezes one account after the other while it pays continuously. Measures the first decline, and whether a payment is
 * approved after it.
 */
public final class FreezeTrials implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(1);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final int PAYMENTS_AFTER = 20;

    private final Traffic traffic;
    private final TopicWriter<Transaction> payments;
    private final TopicWriter<AccountAction> actions;
    private final TopicReader<Decision> decisions;
    private final Histogram untilDeclinedUs = new Histogram(3);
    private final Histogram untilHoldingUs = new Histogram(3);
    private int passedAfter;

    /** For a running job without other work. */
    public FreezeTrials(PreloadedTopics preloadedTopics, Traffic traffic) {
        this.traffic = traffic;
        payments = new TopicWriter<>(preloadedTopics.kafka(), TopicCatalogue.TRANSACTIONS);
        actions = new TopicWriter<>(preloadedTopics.kafka(), TopicCatalogue.ACCOUNT_ACTIONS);
        decisions = new TopicReader<>(preloadedTopics.kafka(), TopicCatalogue.DECISIONS);
        decisions.skipToEnd();
    }

    /** From writing the action to reading the first decline. */
    public Histogram untilDeclinedUs() {
        return untilDeclinedUs;
    }

    /** From writing the action to sending the first payment that was declined. */
    public Histogram untilHoldingUs() {
        return untilHoldingUs;
    }

    /** Payments that were not declined although an earlier one was. */
    public int passedAfter() {
        return passedAfter;
    }

    /** Freezes another account. */
    public void freeze(int number) {
        Attempt attempt = new Attempt("frozen-" + number, number);
        attempt.pay();
        attempt.await(1);
        attempt.freeze();
        long endNs = System.nanoTime() + PATIENCE_NS;
        int left = PAYMENTS_AFTER;
        while (left > 0) {
            if (System.nanoTime() > endNs) {
                throw new IllegalStateException(
                        "the account " + attempt.account + " is not declined although it is frozen");
            }
            attempt.pay();
            decisions.poll(POLL, attempt::onDecision);
            left -= attempt.frozen ? 1 : 0;
        }
        attempt.await(attempt.sent);
        untilDeclinedUs.recordValue(attempt.declinedNs / 1000);
        untilHoldingUs.recordValue(attempt.holdingNs / 1000);
    }

    @Override
    public void close() {
        try (payments;
                actions) {
            decisions.close();
        }
    }

    /** The freeze of one account. */
    private final class Attempt {

        private static final int MAX_PAYMENTS = 1 << 16;

        private final String account;
        private final int number;
        private final long[] sentNs = new long[MAX_PAYMENTS];
        private int sent;
        private int answered;
        private long requestedNs;
        private boolean frozen;
        private long declinedNs;
        private long holdingNs;

        Attempt(String account, int number) {
            this.account = account;
            this.number = number;
        }

        void pay() {
            Transaction like = traffic.payment(traffic.rows() + number).transaction();
            sentNs[sent] = System.nanoTime();
            payments.write(new Transaction(
                    account + ":" + sent,
                    like.eventTimeMs() + sent,
                    account,
                    like.cardToken(),
                    like.amount(),
                    like.channel(),
                    like.ip(),
                    like.deviceId(),
                    like.merchant(),
                    like.payerLocation(),
                    like.counterpartyId(),
                    like.userAgent(),
                    like.failedAttempts(),
                    like.attributes()));
            sent++;
        }

        void freeze() {
            requestedNs = System.nanoTime();
            actions.write(new AccountAction(
                    account,
                    AccountAction.Type.FREEZE,
                    System.currentTimeMillis(),
                    "bench",
                    "to see how long it takes",
                    System.currentTimeMillis(),
                    null));
            actions.flush();
        }

        void await(int count) {
            long endNs = System.nanoTime() + PATIENCE_NS;
            while (answered < count) {
                if (System.nanoTime() > endNs) {
                    throw new IllegalStateException(
                            "of %d payments of %s, %d are decided".formatted(count, account, answered));
                }
                decisions.poll(POLL, this::onDecision);
            }
        }

        private void onDecision(TopicRecord<Decision> record) {
            if (!(record.decoded() instanceof DecodeResult.Value<Decision> read)
                    || !read.value().accountId().equals(account)) {
                return;
            }
            Decision decision = read.value();
            answered++;
            boolean declined = decision.outcome() == Outcome.DECLINE && decision.cause() == Cause.FROZEN;
            if (declined && !frozen) {
                frozen = true;
                declinedNs = System.nanoTime() - requestedNs;
                int first = Integer.parseInt(decision.transactionId().substring(account.length() + 1));
                holdingNs = Math.max(0, sentNs[first] - requestedNs);
            } else if (!declined && frozen) {
                passedAfter++;
            }
        }
    }
}
