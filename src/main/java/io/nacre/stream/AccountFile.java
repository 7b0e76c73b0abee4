package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountStatus;
import io.nacre.decision.Alert;
import org.jspecify.annotations.Nullable;

/**
 * What the guard keeps of an account, in one value: read once for each transaction, written when it changes.
 *
 * @param status what actions have made of the account
 * @param incident the newest alert of the one that is open
 * @param walkMs event time of the latest timer by which its answers are forgotten; {@link #NEVER} for none
 */
record AccountFile(AccountStatus status, @Nullable Alert incident, long walkMs) {

    static final long NEVER = Long.MIN_VALUE;

    static final AccountFile EMPTY = new AccountFile(AccountStatus.ACTIVE, null, NEVER);

    AccountFile {
        requireNonNull(status, "status is null");
    }

    AccountFile with(AccountStatus changed) {
        return new AccountFile(changed, incident, walkMs);
    }

    AccountFile withIncident(@Nullable Alert changed) {
        return new AccountFile(status, changed, walkMs);
    }

    AccountFile withWalkMs(long changed) {
        return new AccountFile(status, incident, changed);
    }
}
