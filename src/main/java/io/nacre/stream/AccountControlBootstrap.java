package io.nacre.stream;

import io.nacre.decision.control.AccountControls;
import java.io.Serializable;

/**
 * Loads the account controls that were published before a subtask started. Account controls and transactions have
 * separate topics, and after a restart both are read again from the last checkpoint. Without this, transactions of an
 * account frozen in the meantime could be decided before its freeze is read.
 */
@FunctionalInterface
public interface AccountControlBootstrap extends Serializable {

    /** Reads the controls into a new object, which the calling subtask updates from then on. */
    AccountControls read();
}
