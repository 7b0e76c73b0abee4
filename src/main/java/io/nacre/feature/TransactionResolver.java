package io.nacre.feature;

import io.nacre.payment.Transaction;
import io.nacre.reference.ip.PrivateAddressPolicy;

/** What training and serving ask of a transaction before any memory: by whom it is known, and what is known of it. */
@FunctionalInterface
public interface TransactionResolver {

    /** What is known beside the transaction's own fields. */
    Facts resolve(Transaction transaction);

    /** The transaction by which memories know its payer: without an address or a device that many share as "none". */
    default Transaction identify(Transaction transaction) {
        return PlaceholderValues.without(transaction, PrivateAddressPolicy.KNOWN);
    }
}
