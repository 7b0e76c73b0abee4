package io.nacre.profile;

import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What happened to the transactions of a key after their decisions, each by the time at which it became known.
 *
 * @param authorised transactions that the issuer authorised; the sum is their amount
 * @param declined transactions that the issuer declined, without technical failures
 * @param invalidCredentials those declined for a wrong card number, expiry date or security code
 * @param declinedCards card tokens
 * @param refunded refunds; the sum is the refunded amount
 * @param challengesPassed passed challenges
 * @param challengesFailed failed and abandoned challenges
 */
public record LifecycleStats(
        SlidingWindows authorised,
        SlidingWindows declined,
        SlidingWindows invalidCredentials,
        RecentValues declinedCards,
        SlidingWindows refunded,
        SlidingWindows challengesPassed,
        SlidingWindows challengesFailed) {

    public static final LifecycleStats NONE = new LifecycleStats(
            SlidingWindows.EMPTY,
            SlidingWindows.EMPTY,
            SlidingWindows.EMPTY,
            RecentValues.NONE,
            SlidingWindows.EMPTY,
            SlidingWindows.EMPTY,
            SlidingWindows.EMPTY);

    public static final StateCodec<LifecycleStats> CODEC =
            StateCodec.first(LifecycleStats::write, LifecycleStats::read);

    /** Maximum number of declined cards; more are not distinguished. */
    public static final int CARDS = 64;

    /** Adds an event. This instance must not be used any more. */
    public LifecycleStats plus(LifecycleEffect effect) {
        LifecycleEvent.Type type = effect.type();
        long atMs = effect.occurredAtMs();
        String card = effect.cardToken();
        boolean isDeclined = type == LifecycleEvent.Type.DECLINED && effect.declineReason() != DeclineReason.TECHNICAL;
        boolean isInvalid = isDeclined && effect.declineReason() == DeclineReason.INVALID_CREDENTIALS;
        boolean isFailedChallenge =
                type == LifecycleEvent.Type.CHALLENGE_FAILED || type == LifecycleEvent.Type.CHALLENGE_ABANDONED;
        return new LifecycleStats(
                type == LifecycleEvent.Type.AUTHORISED ? authorised.plus(atMs, effect.worthAfter()) : authorised,
                isDeclined ? declined.plus(atMs, 0) : declined,
                isInvalid ? invalidCredentials.plus(atMs, 0) : invalidCredentials,
                isDeclined && card != null ? declinedCards.plus(card, atMs, CARDS) : declinedCards,
                type == LifecycleEvent.Type.REFUNDED
                        ? refunded.plus(atMs, effect.worthBefore() - effect.worthAfter())
                        : refunded,
                type == LifecycleEvent.Type.CHALLENGE_PASSED ? challengesPassed.plus(atMs, 0) : challengesPassed,
                isFailedChallenge ? challengesFailed.plus(atMs, 0) : challengesFailed);
    }

    void write(DataOutput out) throws IOException {
        authorised.write(out);
        declined.write(out);
        invalidCredentials.write(out);
        declinedCards.write(out);
        refunded.write(out);
        challengesPassed.write(out);
        challengesFailed.write(out);
    }

    static LifecycleStats read(DataInput in) throws IOException {
        return new LifecycleStats(
                SlidingWindows.read(in),
                SlidingWindows.read(in),
                SlidingWindows.read(in),
                RecentValues.read(in),
                SlidingWindows.read(in),
                SlidingWindows.read(in),
                SlidingWindows.read(in));
    }
}
