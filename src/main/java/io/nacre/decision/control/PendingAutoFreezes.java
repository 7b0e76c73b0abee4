package io.nacre.decision.control;

import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.payment.SaturatingTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The holds that one task has called for and not heard of again: they stop the account's next payment at once. Whether
 * one is within the limit for all accounts is ruled elsewhere; one that is refused there ends here in a few minutes,
 * and no task has more of them than the limit allows all together. Not thread-safe.
 */
public final class PendingAutoFreezes {

    /** Event time within which an order has surely come back from its topic. */
    public static final long LENGTH_MS = TimeUnit.MINUTES.toMillis(10);

    private final AutoFreezePolicy autoFreezePolicy;
    private final Map<String, AccountAction> pending = new LinkedHashMap<>();
    private AutoFreezeQuota count = AutoFreezeQuota.NONE;

    public PendingAutoFreezes(AutoFreezePolicy autoFreezePolicy) {
        this.autoFreezePolicy = autoFreezePolicy;
    }

    /**
     * Takes up a hold that was just called for, if this task alone does not call for too many.
     *
     * @param sharedEntities what the account has in common with others, such as its device
     * @param payingAccounts how many accounts paid within the hour, as far as known
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
     * The hold that stops what an account pays at an event time; null for none, and where a newer order says so.
     *
     * @param status by the orders that were heard
     */
    public @Nullable AccountAction freeze(AccountStatus status, String accountId, long atMs) {
        AccountAction hold = pending.get(accountId);
        return hold == null ? null : status.after(hold).freezeAt(atMs, Scope.OUTGOING);
    }
}
