package io.nacre.stream;

import io.nacre.decision.control.AccountControls;
import java.io.Serializable;

/**
 * What had been ordered by the time a task starts. Orders and transactions are topics of their own: after a restart all
 * are read again from the last checkpoint, and nothing else makes an account that was frozen in between frozen before
 * its next transaction is decided.
 */
@FunctionalInterface
public interface AccountControlBootstrap extends Serializable {

    /** A new object each time; its task goes on with it. */
    AccountControls read();
}
