package io.nacre.reference.ip;

/** The meaning of private IP addresses. */
public enum PrivateAddressPolicy {
    /** Payers' addresses, like any other: the platform runs within one network. */
    KNOWN,
    /** Unknown: the payers are outside, and a private address is that of a gateway in front of the platform. */
    UNKNOWN
}
