package io.nacre.simulation;

import io.nacre.payment.Channel;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the simulated transactions after their decision. A challenge that is not passed ends a transaction,
 * and so does a decline. Nobody tries again because of it: the transactions of the world do not depend on their
 * lifecycle.
 */
final class LifecycleSimulator {

    /** Share of accounts that are often short of money. */
    private static final double SHORT_OF_MONEY = 1 / 8.0;

    /** Their additional declines, for lack of funds. */
    private static final double DECLINED_WHEN_SHORT = 0.08;

    /** Share of honest accounts that send back much of what they order, so that refunds alone are no fraud. */
    private static final double SENDING_BACK = 1 / 12.0;

    private static final double SENT_BACK_TIMES = 3;

    /** Share of refunds that return only a part of the amount: one of several articles. */
    private static final double PARTIAL_REFUNDS = 0.3;

    private static final double ANSWER_MEDIAN_MS = 600;
    private static final long SLOWEST_ANSWER_MS = 10_000;

    /** A payer looks for the phone, and confirms in an app or types a code. */
    private static final double CHALLENGE_MEDIAN_S = 40;

    /** A challenge expires after so many minutes. */
    private static final int CHALLENGE_EXPIRES_MINUTES = 10;

    /** Merchants send the sales of a day in the evening ... */
    private static final double CAPTURE_MEDIAN_H = 6;

    /** ... and online ones capture when they ship. */
    private static final double ONLINE_CAPTURE_MEDIAN_H = 18;

    /** Authorisations expire after about a week. */
    private static final double LATEST_CAPTURE_H = 7 * 24;

    private static final double REVERSAL_MEDIAN_H = 1;

    /** Delivery, return and inspection; few shops accept returns after a month. */
    private static final double REFUND_MEDIAN_DAYS = 8;

    /** A claim needs no parcel to come back. */
    private static final double CLAIM_MEDIAN_DAYS = 4;

    private static final double LATEST_REFUND_DAYS = 45;

    /** Instant credit transfers take seconds; the others reach the payee on the next working day. */
    private static final double INSTANT_TRANSFERS = 0.6;

    private static final double INSTANT_MEDIAN_S = 5;
    private static final double PAYOUT_MEDIAN_H = 20;

    private final long seed;

    LifecycleSimulator(long seed) {
        this.seed = seed;
    }

    /** The events of one transaction in the order of time. */
    private static final class EventList {
        private final Transaction transaction;
        private final List<LifecycleEvent> list = new ArrayList<>();
        private long atMs;

        EventList(Transaction transaction) {
            this.transaction = transaction;
            this.atMs = transaction.eventTimeMs();
        }

        void add(double afterMs, LifecycleEvent.Type type, @Nullable DeclineReason reason, @Nullable Long amountMinor) {
            atMs += (long) afterMs;
            list.add(new LifecycleEvent(
                    transaction.accountId(),
                    transaction.id(),
                    transaction.id() + "-" + (list.size() + 1),
                    type,
                    reason,
                    amountMinor,
                    atMs));
        }

        void add(double afterMs, LifecycleEvent.Type type) {
            add(afterMs, type, null, null);
        }
    }

    /**
     * The events of a transaction.
     *
     * @param number of the transaction on its day; with the day it identifies the random draws
     */
    List<LifecycleEvent> events(TransactionDraft draft, Transaction transaction, int day, int number) {
        SeededRandom seededRandom = SeededRandom.of(seed, SeededRandom.Purpose.LIFECYCLE, day, number);
        EventList events = new EventList(transaction);
        LifecycleRates rates = draft.lifecycle();
        if (seededRandom.chance(rates.challenged()) && !passes(rates, events, seededRandom)) {
            return events.list;
        }
        if (transaction.channel() == Channel.TRANSFER) {
            events.add(payoutMs(seededRandom), LifecycleEvent.Type.PAID_OUT);
            return events.list;
        }
        double answerMs = Math.min(SLOWEST_ANSWER_MS, seededRandom.logNormal(ANSWER_MEDIAN_MS, 0.5));
        DeclineReason reason = answer(draft, seededRandom);
        if (reason != null) {
            events.add(answerMs, LifecycleEvent.Type.DECLINED, reason, null);
            return events.list;
        }
        events.add(answerMs, LifecycleEvent.Type.AUTHORISED);
        settle(draft, events, seededRandom);
        return events.list;
    }

    private static boolean passes(LifecycleRates rates, EventList events, SeededRandom seededRandom) {
        double expiresMs = CHALLENGE_EXPIRES_MINUTES * (double) Millis.MINUTE_MS;
        double answeredMs = Math.min(expiresMs, seededRandom.logNormal(CHALLENGE_MEDIAN_S, 0.7) * 1_000);
        double passed = 1 - rates.failed() - rates.abandoned();
        switch (seededRandom.weighted(passed, rates.failed(), rates.abandoned())) {
            case 0 -> {
                events.add(answeredMs, LifecycleEvent.Type.CHALLENGE_PASSED);
                return true;
            }
            case 1 -> events.add(answeredMs, LifecycleEvent.Type.CHALLENGE_FAILED);
            default -> events.add(expiresMs, LifecycleEvent.Type.CHALLENGE_ABANDONED);
        }
        return false;
    }

    private @Nullable DeclineReason answer(TransactionDraft draft, SeededRandom seededRandom) {
        boolean isShort = seededRandom.chance(DECLINED_WHEN_SHORT) && isOf(draft, SHORT_OF_MONEY, -1);
        return isShort ? DeclineReason.INSUFFICIENT_FUNDS : draft.lifecycle().answer(seededRandom);
    }

    /** Capture and refund of an authorised card payment, or its reversal. */
    private void settle(TransactionDraft draft, EventList events, SeededRandom seededRandom) {
        if (seededRandom.chance(draft.lifecycle().reversed())) {
            events.add(
                    hours(Math.min(LATEST_CAPTURE_H, seededRandom.logNormal(REVERSAL_MEDIAN_H, 1))),
                    LifecycleEvent.Type.REVERSED);
            return;
        }
        boolean online = draft.channel() == Channel.CARD_NOT_PRESENT;
        double captured = seededRandom.logNormal(online ? ONLINE_CAPTURE_MEDIAN_H : CAPTURE_MEDIAN_H, 0.7);
        events.add(hours(Math.min(LATEST_CAPTURE_H, captured)), LifecycleEvent.Type.CAPTURED);
        if (!seededRandom.chance(refunded(draft))) {
            return;
        }
        double median = draft.crime() == FraudTypology.REFUND_ABUSE ? CLAIM_MEDIAN_DAYS : REFUND_MEDIAN_DAYS;
        double days = Math.min(LATEST_REFUND_DAYS, seededRandom.logNormal(median, 0.6));
        long minor = events.transaction.amount().minorUnits();
        boolean partly = minor > 1 && seededRandom.chance(PARTIAL_REFUNDS);
        Long part = partly ? Math.max(1, (long) (minor * seededRandom.between(0.1, 0.9))) : null;
        events.add(days * Millis.DAY_MS, LifecycleEvent.Type.REFUNDED, null, part);
    }

    private double refunded(TransactionDraft draft) {
        double share = draft.lifecycle().refunded();
        return isOf(draft, SENDING_BACK, -2) ? Math.min(1, share * SENT_BACK_TIMES) : share;
    }

    private static double payoutMs(SeededRandom seededRandom) {
        return seededRandom.chance(INSTANT_TRANSFERS)
                ? seededRandom.logNormal(INSTANT_MEDIAN_S, 0.5) * 1_000
                : hours(Math.min(LATEST_CAPTURE_H, seededRandom.logNormal(PAYOUT_MEDIAN_H, 0.5)));
    }

    private static double hours(double hours) {
        return hours * Millis.HOUR_MS;
    }

    /** Whether a legitimate transaction is of an account with this habit, which a share of the accounts has. */
    private boolean isOf(TransactionDraft draft, double share, int habit) {
        long account = draft.holder().number();
        return draft.crime() == null
                && SeededRandom.of(seed, SeededRandom.Purpose.LIFECYCLE, account, habit)
                        .chance(share);
    }
}
