package io.nacre.reference.ip;

/** How an address of a private range counts. */
public enum PrivateAddressPolicy {
    /** As the payer's, like any other: all that is seen is within one network. */
    KNOWN,
    /** As none: the payers are outside, and such an address is that of a gateway before the platform. */
    UNKNOWN
}
