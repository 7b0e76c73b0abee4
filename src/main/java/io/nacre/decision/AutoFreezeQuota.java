package io.nacre.decision;

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
        ORDERED,
        /** The account was held within this hour. */
        HELD_ALREADY,
        /** The hour has had its holds. */
        TOO_MANY,
        /** One device, network, merchant or payee has had its part of them: others must not go without. */
        TOO_MANY_OF_ONE,
        /** Too large a share of the accounts is held: rather the model is broken than all of them stolen. */
        TOO_LARGE_A_SHARE
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
    public AutoFreezeQuota at(AccountAction hold) {
        long called = TimeUnit.MILLISECONDS.toHours(hold.requestedAtMs());
        return called > hour ? new AutoFreezeQuota(called, List.of(), List.of()) : this;
    }

    /**
     * What becomes of a hold that is called for.
     *
     * @param common what the account has in common with others, such as its device
     * @param paying how many accounts paid within the hour, as far as known
     */
    public QuotaResult rule(AccountAction hold, List<String> common, long paying, AutoFreezePolicy autoFreezePolicy) {
        if (accounts.contains(hold.accountId())) {
            return QuotaResult.HELD_ALREADY;
        }
        if (accounts.size() >= autoFreezePolicy.perHour()) {
            return QuotaResult.TOO_MANY;
        }
        if (accounts.size() >= autoFreezePolicy.limit(paying)) {
            return QuotaResult.TOO_LARGE_A_SHARE;
        }
        long most = autoFreezePolicy.limitPerEntity(paying);
        boolean usedUp = common.stream().anyMatch(entity -> Collections.frequency(entities, entity) >= most);
        return usedUp ? QuotaResult.TOO_MANY_OF_ONE : QuotaResult.ORDERED;
    }

    public AutoFreezeQuota with(AccountAction hold, List<String> common) {
        List<String> more = new ArrayList<>(accounts);
        more.add(hold.accountId());
        List<String> moreInCommon = new ArrayList<>(entities);
        moreInCommon.addAll(common);
        return new AutoFreezeQuota(hour, more, moreInCommon);
    }
}
