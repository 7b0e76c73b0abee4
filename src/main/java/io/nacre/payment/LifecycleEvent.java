package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What happened to a transaction after its decision, as the platform reports it.
 *
 * @param eventId the platform's id of this event; a second event of a transaction with the same id is a repeat
 * @param declineReason null unless the issuer declined
 * @param amountMinorUnits the amount in the currency of the transaction, if it is only a part; null for the whole
 *     amount
 * @param occurredAtMs when the platform learned of it, ms since 1970
 */
public record LifecycleEvent(
        String accountId,
        String transactionId,
        String eventId,
        Type type,
        @Nullable DeclineReason declineReason,
        @Nullable Long amountMinorUnits,
        long occurredAtMs) {

    /** The step in the life of the transaction. */
    public enum Type {
        /** The issuer authorised the transaction. */
        AUTHORISED,
        /** The issuer declined the transaction. */
        DECLINED,
        /** The merchant captured the amount, or a part of it. */
        CAPTURED,
        /** The authorisation was reversed before it was captured, or a part of it. */
        REVERSED,
        /** The merchant returned the amount, or a part of it. */
        REFUNDED,
        /** The payer passed the challenge, such as 3-D Secure. */
        CHALLENGE_PASSED,
        /** The payer failed the challenge. */
        CHALLENGE_FAILED,
        /** The payer did not finish the challenge. */
        CHALLENGE_ABANDONED,
        /** The amount was paid out to the payee. */
        PAID_OUT;

        /** Whether the event shows that the transaction was carried out. */
        public boolean showsPayment() {
            return switch (this) {
                case AUTHORISED, CAPTURED, CHALLENGE_PASSED, PAID_OUT -> true;
                case DECLINED, REVERSED, REFUNDED, CHALLENGE_FAILED, CHALLENGE_ABANDONED -> false;
            };
        }
    }

    /** The class of an issuer's reason to decline. */
    public enum DeclineReason {
        /** Card number, expiry date or security code are wrong: typical of guessed and tested cards. */
        INVALID_CREDENTIALS,
        INSUFFICIENT_FUNDS,
        /** Lost, stolen or suspected of fraud. */
        SUSPECTED_FRAUD,
        /** The card may not be used for this: blocked, limit exceeded, or not permitted. */
        RESTRICTED,
        /** The issuer could not be reached, or failed. It says nothing about the payer. */
        TECHNICAL,
        /** Any other reason, or none was given. */
        OTHER
    }

    public LifecycleEvent {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(eventId, "eventId is null");
        requireNonNull(type, "type is null");
        if (declineReason != null && type != Type.DECLINED) {
            throw new IllegalArgumentException("an event of type " + type + " has a decline reason: set null");
        }
    }
}
