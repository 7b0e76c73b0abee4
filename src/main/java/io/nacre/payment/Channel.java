package io.nacre.payment;

/** The channel of a payment. */
public enum Channel {
    CARD_PRESENT,
    CARD_NOT_PRESENT,
    TRANSFER,
    CASH
}
