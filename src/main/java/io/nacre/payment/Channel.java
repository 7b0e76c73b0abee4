package io.nacre.payment;

/** The channel of a payment. */
public enum Channel {
    CARD_PRESENT,
    CARD_NOT_PRESENT,
    TRANSFER,
    CASH;

    /** Whether the payer is online, so that the platform can ask to authenticate. */
    public boolean isChallengeable() {
        return this == CARD_NOT_PRESENT || this == TRANSFER;
    }
}
