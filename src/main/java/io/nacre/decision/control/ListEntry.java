package io.nacre.decision.control;

import static java.util.Objects.requireNonNull;

import io.nacre.reference.Countries;
import io.nacre.reference.DevicePlaceholders;
import io.nacre.reference.ip.IpAddress;
import io.nacre.reference.ip.IpRange;
import org.jspecify.annotations.Nullable;

/**
 * A line of one of the lists by which people tell the policy what they know: who wrote it, about what, why, when.
 *
 * @param subject what kind of thing is named
 * @param value its id; for IP an address or a block of them ("10.7.3.0/24"), for COUNTRY two upper-case letters
 * @param version orders entries of one list about one thing: a later one (higher) overrides, whatever the order of
 *     arrival; ms since 1970 by custom
 * @param actor who wrote it
 * @param reason why, in the author's words
 * @param changedAtMs when it was written, ms since 1970
 * @param expiresAtMs event time at which it ends by itself, ms since 1970; null: until removed
 */
public record ListEntry(
        ListType list,
        Subject subject,
        String value,
        Change change,
        long version,
        String actor,
        String reason,
        long changedAtMs,
        @Nullable Long expiresAtMs) {

    /** The lists. */
    public enum ListType {
        /** Declined. */
        BLOCK,
        /** Approved, unless frozen, blocked or watched. */
        ALLOW,
        /** At least reviewed. */
        WATCH
    }

    /** What a list may name. */
    public enum Subject {
        ACCOUNT,
        CARD,
        DEVICE,
        IP,
        MERCHANT,
        /** Of the address, or of the merchant. */
        COUNTRY
    }

    /** What becomes of the thing on the list. */
    public enum Change {
        ADD,
        REMOVE
    }

    /** A block of a whole provider; more is named by mistake sooner than on purpose. */
    private static final int SHORTEST_IPV4_PREFIX = 16;

    private static final int SHORTEST_IPV6_PREFIX = 32;
    private static final int IPV4_FROM = 96;

    /** @throws IllegalArgumentException if the value is nothing of its kind; the message says what to give */
    public ListEntry {
        requireNonNull(list, "list is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(value, "value is null");
        requireNonNull(change, "change is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(reason, "reason is null");
        String flaw = formFlaw(subject, value);
        if (flaw != null) {
            throw new IllegalArgumentException("'" + value + "' " + flaw);
        }
    }

    /** What is wrong with the form of a value, with the remedy; null for nothing. */
    private static @Nullable String formFlaw(Subject subject, String value) {
        return switch (subject) {
            case COUNTRY ->
                value.length() == 2 && isUpperCase(value.charAt(0)) && isUpperCase(value.charAt(1))
                        ? null
                        : "is no country; give two upper-case letters, such as FR";
            case IP -> range(value) == null ? "is no address; give one, or a block such as 10.7.3.0/24" : null;
            case ACCOUNT, CARD, DEVICE, MERCHANT -> null;
        };
    }

    /**
     * What is wrong with a value, with the remedy; null for nothing. One that no payment can ever match may be removed,
     * but not added. State of an older program may hold such a one, therefore the constructor does not ask.
     */
    public static @Nullable String flaw(Change change, Subject subject, String value) {
        String formFlaw = formFlaw(subject, value);
        return formFlaw != null || change == Change.REMOVE ? formFlaw : neverMatches(subject, value);
    }

    private static @Nullable String neverMatches(Subject subject, String value) {
        return switch (subject) {
            case COUNTRY ->
                Countries.isKnown(value) ? null : "is no code of ISO 3166-1 in use; give one, such as FR or GB";
            case IP ->
                IpAddress.isNobodys(IpRange.of(value))
                        ? "names addresses that no payer has, or that carry one of IPv4; give the payer's"
                        : null;
            case DEVICE -> DevicePlaceholders.contains(value) ? "stands for no device; give the id of one" : null;
            case ACCOUNT, CARD, MERCHANT -> null;
        };
    }

    /** That an entry may match more than is meant, with the remedy; null where it does not look so. */
    public static @Nullable String breadthFlaw(Subject subject, String value) {
        IpRange block = subject == Subject.IP ? range(value) : null;
        if (block == null) {
            return null;
        }
        int shared = block.prefixLength();
        int ofIpv4 = shared - IPV4_FROM;
        boolean small = block.isIpv4() ? ofIpv4 >= SHORTEST_IPV4_PREFIX : shared >= SHORTEST_IPV6_PREFIX;
        return small
                ? null
                : "names very many addresses; give blocks of /" + SHORTEST_IPV4_PREFIX + " or longer (IPv6: /"
                        + SHORTEST_IPV6_PREFIX + "), or --force";
    }

    private static @Nullable IpRange range(String value) {
        try {
            return IpRange.of(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether a payment of this event time meets it. */
    public boolean isActiveAt(long ms) {
        return change == Change.ADD && (expiresAtMs == null || ms < expiresAtMs);
    }

    /** Whether it need not be kept any more; a removal always is, for what it removed may be sent again. */
    public boolean isOverAt(long ms) {
        return change == Change.ADD && !isActiveAt(ms);
    }

    /** Entries of one key override each other. */
    public String key() {
        return key(list, subject, value);
    }

    /** The key of what one list says of one thing. */
    public static String key(ListType list, Subject subject, String value) {
        return list + " " + subject + " " + value;
    }

    /** The line that a decision, or an analyst, is told. */
    public String describe() {
        return key() + " by " + actor + ": " + reason;
    }

    private static boolean isUpperCase(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
