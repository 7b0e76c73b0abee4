package io.nacre.gateway;

import io.nacre.codec.rejection.RejectedTransaction;

/** The job rejected the transaction, so there is no decision. */
public final class TransactionRejectedException extends Exception {

    private final RejectedTransaction rejection;

    TransactionRejectedException(RejectedTransaction rejection) {
        super(rejection.detail(), null, false, false);
        this.rejection = rejection;
    }

    public RejectedTransaction rejection() {
        return rejection;
    }
}
