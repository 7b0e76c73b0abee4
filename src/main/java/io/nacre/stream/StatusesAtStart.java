package io.nacre.stream;

import io.nacre.decision.AccountStatus;
import java.io.Serializable;
import java.util.Map;

/**
 * Where every account stands when a task starts. Actions and transactions are two topics: after a restart both are read
 * again from the last checkpoint, and nothing else makes an account that was frozen in between frozen before its next
 * transaction is decided.
 */
@FunctionalInterface
public interface StatusesAtStart extends Serializable {

    /** By account id; accounts nobody ever acted on are missing. */
    Map<String, AccountStatus> read();
}
