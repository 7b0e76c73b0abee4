package io.nacre.payment;

/** How the payer and the receiver met. */
public enum Channel {
    CARD_PRESENT,
    CARD_NOT_PRESENT,
    TRANSFER,
    CASH
}
