package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Money;
import io.nacre.secret.KeyedHash;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle events of one transaction. What the transaction is worth follows from all of them, whatever their
 * order.
 *
 * @param steps in the order of arrival; at most {@link #MAX_STEPS}
 */
public record TransactionLifecycle(List<Step> steps) {

    /** Further events are ignored: no payment is refunded so often, and the state must stay small. */
    public static final int MAX_STEPS = 32;

    public static final TransactionLifecycle NONE = new TransactionLifecycle(List.of());

    public TransactionLifecycle {
        steps = List.copyOf(steps);
    }

    /**
     * One event.
     *
     * @param eventHash 64-bit hash of its id
     * @param amountMinorUnits null for the whole amount
     */
    public record Step(
            long eventHash,
            LifecycleEvent.Type type,
            LifecycleEvent.@Nullable DeclineReason declineReason,
            @Nullable Long amountMinorUnits,
            long occurredAtMs) {

        public Step {
            requireNonNull(type, "type is null");
        }

        public static Step of(LifecycleEvent event) {
            return new Step(
                    hash(event.eventId()),
                    event.type(),
                    event.declineReason(),
                    event.amountMinorUnits(),
                    event.occurredAtMs());
        }
    }

    public boolean has(String eventId) {
        long hash = hash(eventId);
        return steps.stream().anyMatch(step -> step.eventHash() == hash);
    }

    public boolean isFull() {
        return steps.size() >= MAX_STEPS;
    }

    /** With one more event; the same if it is a repeat, or one too many. */
    public TransactionLifecycle plus(LifecycleEvent event) {
        return isFull() || has(event.eventId()) ? this : plus(Step.of(event));
    }

    private TransactionLifecycle plus(Step step) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step);
        return new TransactionLifecycle(more);
    }

    /** The time of the latest event. */
    public long latestMs() {
        return steps.stream().mapToLong(Step::occurredAtMs).max().orElse(Long.MIN_VALUE);
    }

    /** The effect of the last event that was added. */
    public LifecycleEffect lastEffect(long transactionMs, @Nullable Money amount, @Nullable String cardToken) {
        Step last = steps.get(steps.size() - 1);
        double before = new TransactionLifecycle(steps.subList(0, steps.size() - 1)).worth(amount);
        return new LifecycleEffect(
                last.type(),
                last.declineReason(),
                transactionMs,
                last.occurredAtMs(),
                cardToken,
                before,
                worth(amount));
    }

    /** The effect of each event, in the order of time, for a transaction that arrives after them. */
    public List<LifecycleEffect> effects(long transactionMs, @Nullable Money amount, @Nullable String cardToken) {
        List<Step> inOrder = new ArrayList<>(steps);
        inOrder.sort(Comparator.comparingLong(Step::occurredAtMs));
        List<LifecycleEffect> effects = new ArrayList<>(steps.size());
        TransactionLifecycle before = NONE;
        for (Step step : inOrder) {
            before = before.plus(step);
            effects.add(before.lastEffect(transactionMs, amount, cardToken));
        }
        return effects;
    }

    /** Only the events that may belong to a transaction of this time. */
    public TransactionLifecycle within(long transactionMs) {
        return new TransactionLifecycle(steps.stream()
                .filter(step -> Retention.isWithinLifecycle(step.occurredAtMs(), transactionMs))
                .toList());
    }

    /**
     * What the transaction is worth, in the major unit of its currency: the captured amount, or else the authorised one
     * without reversals, less refunds. Nothing if the issuer's latest answer is a decline; at most the amount.
     *
     * @param amount null if it is not known any more; then it is worth nothing before and after each event
     */
    public double worth(@Nullable Money amount) {
        if (amount == null) {
            return 0;
        }
        long authorised = amount.minorUnits();
        long captured = 0;
        long reversed = 0;
        long refunded = 0;
        boolean isCaptured = false;
        boolean isDeclined = false;
        long answeredAtMs = Long.MIN_VALUE;
        for (Step step : steps) {
            Long part = step.amountMinorUnits();
            long minor = part == null ? amount.minorUnits() : Math.min(part, amount.minorUnits());
            switch (step.type()) {
                case AUTHORISED, DECLINED -> {
                    if (step.occurredAtMs() >= answeredAtMs) {
                        answeredAtMs = step.occurredAtMs();
                        isDeclined = step.type() == LifecycleEvent.Type.DECLINED;
                        authorised = isDeclined ? authorised : minor;
                    }
                }
                case CAPTURED -> {
                    isCaptured = true;
                    captured += minor;
                }
                case REVERSED -> reversed += minor;
                case REFUNDED -> refunded += minor;
                case CHALLENGE_PASSED, CHALLENGE_FAILED, CHALLENGE_ABANDONED, PAID_OUT -> {}
            }
        }
        long gross = isCaptured ? Math.min(captured, amount.minorUnits()) : isDeclined ? 0 : authorised - reversed;
        return new Money(Math.max(0, gross - refunded), amount.currency()).major();
    }

    private static long hash(String eventId) {
        return KeyedHash.salted(0, eventId);
    }
}
