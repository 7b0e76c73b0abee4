package io.nacre.decision.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The accounts that a machine has frozen within the present hour, and what they paid with, where and to whom; no more
 * of them than the limit allows.
 *
 * @param hour hours since 1970
 * @param entities of each of these accounts what it has in common with others, such as its device
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record AutoFreezeQuota(long hour, List<String> accounts, List<String> entities) {

    public static final AutoFreezeQuota NONE = new AutoFreezeQuota(Long.MIN_VALUE, List.of(), List.of());

    /** What becomes of a hold that was called for. */
    public enum QuotaResult {
        ISSUED,
        /** The account was held within this hour. */
        ALREADY_FROZEN,
        /** The hour has had its holds. */
        HOURLY_LIMIT,
        /** One device, network, merchant or payee has had its part of them: others must not go without. */
        ENTITY_LIMIT,
        /** Too large a share of the accounts is held: rather the model is broken than all of them stolen. */
        ACCOUNT_SHARE_LIMIT
    }

    public AutoFreezeQuota {
        accounts = List.copyOf(accounts);
        entities = entities == null ? List.of() : List.copyOf(entities); // An earlier format has none.
    }

    /** When the hour is over, event time, ms since 1970. */
    public long endMs() {
        return TimeUnit.HOURS.toMillis(hour + 1);
    }

    /** The count when this hold is called for; a late one counts in the present hour. */
    public AutoFreezeQuota at(AccountAction freeze) {
        long freezeHour = TimeUnit.MILLISECONDS.toHours(freeze.requestedAtMs());
        return freezeHour > hour ? new AutoFreezeQuota(freezeHour, List.of(), List.of()) : this;
    }

    /**
     * What becomes of a hold that is called for.
     *
     * @param sharedEntities what the account has in common with others, such as its device
     * @param payingAccounts how many accounts paid within the hour, as far as known
     */
    public QuotaResult check(
            AccountAction freeze, List<String> sharedEntities, long payingAccounts, AutoFreezePolicy autoFreezePolicy) {
        if (accounts.contains(freeze.accountId())) {
            return QuotaResult.ALREADY_FROZEN;
        }
        if (accounts.size() >= autoFreezePolicy.perHour()) {
            return QuotaResult.HOURLY_LIMIT;
        }
        if (accounts.size() >= autoFreezePolicy.limit(payingAccounts)) {
            return QuotaResult.ACCOUNT_SHARE_LIMIT;
        }
        long limit = autoFreezePolicy.limitPerEntity(payingAccounts);
        boolean usedUp = sharedEntities.stream().anyMatch(entity -> Collections.frequency(entities, entity) >= limit);
        return usedUp ? QuotaResult.ENTITY_LIMIT : QuotaResult.ISSUED;
    }

    public AutoFreezeQuota with(AccountAction freeze, List<String> sharedEntities) {
        List<String> newAccounts = new ArrayList<>(accounts);
        newAccounts.add(freeze.accountId());
        List<String> newEntities = new ArrayList<>(entities);
        newEntities.addAll(sharedEntities);
        return new AutoFreezeQuota(hour, newAccounts, newEntities);
    }
}
