package io.nacre.decision.control;

import static java.util.Objects.requireNonNull;

import io.nacre.reference.Countries;
import io.nacre.reference.DevicePlaceholders;
import io.nacre.reference.ip.IpAddresses;
import io.nacre.reference.ip.IpRange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the block, allow or watch list, with its author and reason.
 *
 * @param subject the kind of entity
 * @param value the id of the entity; for IP an address or a CIDR block ("10.7.3.0/24"), for COUNTRY two upper-case
 *     letters
 * @param version version among the entries of one list for one entity: a higher version overrides, whatever the order
 *     of arrival; ms since 1970 by convention
 * @param actor the author
 * @param reason the reason in the author's words
 * @param changedAtMs time of the change, ms since 1970
 * @param expiresAtMs event time at which it expires, ms since 1970; null: until removed
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

    /** The lists and their effect on matching transactions. */
    public enum ListType {
        /** Declined. */
        BLOCK,
        /** Approved, unless frozen, blocked or watched. */
        ALLOW,
        /** At least reviewed. */
        WATCH
    }

    /** The kind of entity that an entry names. */
    public enum Subject {
        ACCOUNT,
        CARD,
        DEVICE,
        IP,
        MERCHANT,
        /** The country of the IP address or of the merchant. */
        COUNTRY
    }

    /** Whether the entity is added to the list or removed from it. */
    public enum Change {
        ADD,
        REMOVE
    }

    /** The size of the block of a whole provider. A larger block is more likely a mistake than intended. */
    private static final int SHORTEST_IPV4_PREFIX = 16;

    private static final int SHORTEST_IPV6_PREFIX = 32;
    private static final int IPV4_FROM = 96;

    /** @throws IllegalArgumentException if the value is invalid for its subject; the message says what to give */
    public ListEntry {
        requireNonNull(list, "list is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(value, "value is null");
        requireNonNull(change, "change is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(reason, "reason is null");
        String error = formatError(subject, value);
        if (error != null) {
            throw new IllegalArgumentException("'" + value + "' " + error);
        }
    }

    /**
     * A change that overrides the latest entry of the same list for the same entity. A clock may go back slightly, but
     * versions must increase.
     *
     * @param before the latest entry; null if there is none
     * @param nowMs the current event time, ms since 1970
     * @param length null: until removed
     */
    public static ListEntry after(
            @Nullable ListEntry before,
            ListType list,
            Subject subject,
            String value,
            Change change,
            String actor,
            String reason,
            long nowMs,
            @Nullable Duration length) {
        long version = before == null ? nowMs : Math.max(nowMs, before.version() + 1);
        Long untilMs = length == null ? null : nowMs + length.toMillis();
        return new ListEntry(list, subject, value, change, version, actor, reason, nowMs, untilMs);
    }

    /** The error in the form of a value, with the remedy; null if there is none. */
    private static @Nullable String formatError(Subject subject, String value) {
        return switch (subject) {
            case COUNTRY ->
                value.length() == 2 && isUpperCase(value.charAt(0)) && isUpperCase(value.charAt(1))
                        ? null
                        : "is not a country code: use two upper-case letters, such as FR";
            case IP -> range(value) == null ? "is not an IP address: use one, or a block such as 10.7.3.0/24" : null;
            case ACCOUNT, CARD, DEVICE, MERCHANT -> null;
        };
    }

    /**
     * The error in a value, with the remedy; null if there is none. A value that no transaction can match may be
     * removed, but not added. The constructor accepts it, because the state of an older version may contain such a
     * value.
     */
    public static @Nullable String validationError(Change change, Subject subject, String value) {
        String formatError = formatError(subject, value);
        return formatError != null || change == Change.REMOVE ? formatError : unmatchableError(subject, value);
    }

    private static @Nullable String unmatchableError(Subject subject, String value) {
        return switch (subject) {
            case COUNTRY ->
                Countries.isKnown(value) ? null : "is not an assigned ISO 3166-1 code: use one, such as FR or GB";
            case IP ->
                IpAddresses.isNobodys(IpRange.of(value))
                        ? "is a reserved address, or embeds an IPv4 address: use the address of the payer"
                        : null;
            case DEVICE -> DevicePlaceholders.contains(value) ? "is a placeholder: use the id of a device" : null;
            case ACCOUNT, CARD, MERCHANT -> null;
        };
    }

    /** Why an entry may match more than intended, with the remedy; null if it is narrow enough. */
    public static @Nullable String breadthError(Subject subject, String value) {
        IpRange block = subject == Subject.IP ? range(value) : null;
        if (block == null) {
            return null;
        }
        int shared = block.prefixLength();
        int ofIpv4 = shared - IPV4_FROM;
        boolean small = block.isIpv4() ? ofIpv4 >= SHORTEST_IPV4_PREFIX : shared >= SHORTEST_IPV6_PREFIX;
        return small
                ? null
                : "is a very large block: use blocks of /" + SHORTEST_IPV4_PREFIX + " or longer (IPv6: /"
                        + SHORTEST_IPV6_PREFIX + "), or --force";
    }

    private static @Nullable IpRange range(String value) {
        try {
            return IpRange.of(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether it applies to transactions with this event time. */
    public boolean isActiveAt(long ms) {
        return change == Change.ADD && (expiresAtMs == null || ms < expiresAtMs);
    }

    /** Whether it may be removed from the state. A removal always stays, because the removed entry may arrive again. */
    public boolean isOverAt(long ms) {
        return change == Change.ADD && !isActiveAt(ms);
    }

    /** The key of the entry. A later entry with the same key overrides it. */
    public String key() {
        return key(list, subject, value);
    }

    /** The key of the entries of one list for one entity. */
    public static String key(ListType list, Subject subject, String value) {
        return list + " " + subject + " " + value;
    }

    /** The text for decisions and analysts. */
    public String describe() {
        return key() + " by " + actor + ": " + reason;
    }

    private static boolean isUpperCase(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
