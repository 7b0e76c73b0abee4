package io.nacre.decision.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The accounts that were frozen automatically within the current hour, and the entities they share with others.
 * {@link AutoFreezePolicy} limits their number.
 *
 * @param hour hours since 1970
 * @param entities the entities that each of these accounts shares with others, such as its device
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink serializes List, not the immutable types.
public record AutoFreezeQuota(long hour, List<String> accounts, List<String> entities) {

    public static final AutoFreezeQuota NONE = new AutoFreezeQuota(Long.MIN_VALUE, List.of(), List.of());

    /** The result of a requested freeze. */
    public enum QuotaResult {
        ISSUED,
        /** The account was frozen within this hour already. */
        ALREADY_FROZEN,
        /** The hour has reached its maximum number of freezes. */
        HOURLY_LIMIT,
        /** One device, network, merchant or payee has used its part of the limit. The rest is reserved for others. */
        ENTITY_LIMIT,
        /** Too large a share of accounts is frozen: a broken model is more likely than so many compromised accounts. */
        ACCOUNT_SHARE_LIMIT
    }

    public AutoFreezeQuota {
        accounts = List.copyOf(accounts);
        entities = entities == null ? List.of() : List.copyOf(entities); // State of an earlier format has none.
    }

    /** The end of the hour, event time, ms since 1970. */
    public long endMs() {
        return TimeUnit.HOURS.toMillis(hour + 1);
    }

    /** The quota at the time of a requested freeze. A late freeze counts in the current hour. */
    public AutoFreezeQuota at(AccountAction freeze) {
        long freezeHour = TimeUnit.MILLISECONDS.toHours(freeze.requestedAtMs());
        return freezeHour > hour ? new AutoFreezeQuota(freezeHour, List.of(), List.of()) : this;
    }

    /**
     * Checks a requested freeze against the limits.
     *
     * @param sharedEntities the entities that the account shares with others, such as its device
     * @param payingAccounts estimated number of accounts that paid within the hour
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
