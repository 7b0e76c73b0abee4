package io.nacre.decision.control;

import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.payment.SaturatingTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The automatic freezes that this subtask has requested and not yet received from the topic. They stop the account's
 * next transaction immediately. Another operator applies the limit for all accounts. A freeze that it rejects expires
 * here after {@link #LENGTH_MS}. This subtask never has more of them than the limit for all accounts. Not thread-safe.
 */
public final class PendingAutoFreezes {

    /** Lifetime of a pending freeze, event time. An issued freeze arrives from its topic within this time. */
    public static final long LENGTH_MS = TimeUnit.MINUTES.toMillis(10);

    private final AutoFreezePolicy autoFreezePolicy;
    private final Map<String, AccountAction> pending = new LinkedHashMap<>();
    private AutoFreezeQuota count = AutoFreezeQuota.NONE;

    public PendingAutoFreezes(AutoFreezePolicy autoFreezePolicy) {
        this.autoFreezePolicy = autoFreezePolicy;
    }

    /**
     * Adds a freeze that was just requested, unless the requests of this subtask alone exceed the limit.
     *
     * @param sharedEntities the entities that the account shares with others, such as its device
     * @param payingAccounts estimated number of accounts that paid within the hour
     */
    public void register(AccountAction freeze, List<String> sharedEntities, long payingAccounts) {
        count = count.at(freeze);
        if (count.check(freeze, sharedEntities, payingAccounts, autoFreezePolicy)
                != AutoFreezeQuota.QuotaResult.ISSUED) {
            return;
        }
        count = count.with(freeze, sharedEntities);
        pending.values().removeIf(other -> !other.isInForceAt(freeze.requestedAtMs()));
        pending.put(freeze.accountId(), freeze.until(SaturatingTime.plus(freeze.requestedAtMs(), LENGTH_MS)));
    }

    /**
     * The pending freeze of outgoing payments at an event time; null if none, or if a newer action overrides it.
     *
     * @param status the status from the actions that this subtask has received
     */
    public @Nullable AccountAction freeze(AccountStatus status, String accountId, long atMs) {
        AccountAction freeze = pending.get(accountId);
        return freeze == null ? null : status.after(freeze).freezeAt(atMs, Scope.OUTGOING);
    }
}
