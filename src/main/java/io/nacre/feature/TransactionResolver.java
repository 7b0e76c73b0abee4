package io.nacre.feature;

import io.nacre.payment.Transaction;
import io.nacre.reference.ip.PrivateAddressPolicy;

/** Prepares a transaction before any state is read, in training and in serving: its identifiers and its facts. */
@FunctionalInterface
public interface TransactionResolver {

    /** The facts: data that is not in the transaction's own fields. */
    Facts resolve(Transaction transaction);

    /** The transaction without placeholder addresses and device ids, because many payers share them. */
    default Transaction identify(Transaction transaction) {
        return PlaceholderValues.without(transaction, PrivateAddressPolicy.KNOWN);
    }
}
