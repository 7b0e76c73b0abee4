package io.nacre.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The accounts that a machine has frozen within the present hour of event time; no more of them than the limit allows.
 *
 * @param hour hours since 1970
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record HoldCount(long hour, List<String> accounts) {

    public static final HoldCount NONE = new HoldCount(Long.MIN_VALUE, List.of());

    /** What becomes of a hold that was called for. */
    public enum Ruling {
        ORDERED,
        /** The account was held within this hour. */
        HELD_ALREADY,
        /** The hour has had its holds. */
        TOO_MANY,
        /** Too large a share of the accounts is held: rather the model is broken than all of them stolen. */
        TOO_LARGE_A_SHARE
    }

    public HoldCount {
        accounts = List.copyOf(accounts);
    }

    /** When the hour is over, event time, ms since 1970. */
    public long endMs() {
        return TimeUnit.HOURS.toMillis(hour + 1);
    }

    /** The count when this hold is called for; a late one counts in the present hour. */
    public HoldCount at(AccountAction hold) {
        long called = TimeUnit.MILLISECONDS.toHours(hold.atMs());
        return called > hour ? new HoldCount(called, List.of()) : this;
    }

    /**
     * What becomes of a hold that is called for.
     *
     * @param paying how many accounts paid within the hour, as far as known
     */
    public Ruling rule(AccountAction hold, long paying, Holds holds) {
        if (accounts.contains(hold.accountId())) {
            return Ruling.HELD_ALREADY;
        }
        if (accounts.size() >= holds.perHour()) {
            return Ruling.TOO_MANY;
        }
        return accounts.size() >= Math.max(1, holds.share() * paying) ? Ruling.TOO_LARGE_A_SHARE : Ruling.ORDERED;
    }

    public HoldCount with(AccountAction hold) {
        List<String> more = new ArrayList<>(accounts);
        more.add(hold.accountId());
        return new HoldCount(hour, more);
    }
}
