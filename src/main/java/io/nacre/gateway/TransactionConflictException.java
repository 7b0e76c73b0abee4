package io.nacre.gateway;

/** Another transaction with the same account and id was sent before. */
public final class TransactionConflictException extends Exception {

    TransactionConflictException() {
        super(
                "another transaction of this account has the same id; give each transaction an id of its own, and repeat"
                        + " a request with the same body",
                null,
                false,
                false);
    }
}
