package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.reference.IpRange;
import org.jspecify.annotations.Nullable;

/**
 * A line of one of the lists by which people tell the policy what they know: who wrote it, about what, why, when.
 *
 * @param subject what kind of thing is named
 * @param value its id; for IP an address or a block of them ("192.0.2.0/24"), for COUNTRY two upper-case letters
 * @param version orders entries of one list about one thing: a later one (higher) overrides, whatever the order of
 *     arrival; ms since 1970 by custom
 * @param author who wrote it
 * @param reason why, in the author's words
 * @param atMs when it was written, ms since 1970
 * @param untilMs event time at which it ends by itself, ms since 1970; null: until removed
 */
public record ListEntry(
        Name list,
        Subject subject,
        String value,
        Change change,
        long version,
        String author,
        String reason,
        long atMs,
        @Nullable Long untilMs) {

    /** The lists. */
    public enum Name {
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
        /** Of the address, or of the retailer. */
        COUNTRY
    }

    /** What becomes of the thing on the list. */
    public enum Change {
        ADD,
        REMOVE
    }

    /** @throws IllegalArgumentException if the value is nothing of its kind; the message says what to give */
    public ListEntry {
        requireNonNull(list, "list is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(value, "value is null");
        requireNonNull(change, "change is null");
        requireNonNull(author, "author is null");
        requireNonNull(reason, "reason is null");
        String flaw = flaw(subject, value);
        if (flaw != null) {
            throw new IllegalArgumentException("'" + value + "' " + flaw);
        }
    }

    /** What is wrong with a value, with the remedy; null for nothing. */
    public static @Nullable String flaw(Subject subject, String value) {
        if (subject == Subject.COUNTRY) {
            return value.length() == 2 && isLetter(value.charAt(0)) && isLetter(value.charAt(1))
                    ? null
                    : "is no country; give two upper-case letters, such as FR";
        }
        if (subject == Subject.IP) {
            try {
                IpRange.of(value);
            } catch (IllegalArgumentException e) {
                return "is no address; give one, or a block such as 192.0.2.0/24";
            }
        }
        return null;
    }

    /** Whether a payment of this event time meets it. */
    public boolean holdsAt(long ms) {
        return change == Change.ADD && (untilMs == null || ms < untilMs);
    }

    /** Whether it says nothing about payments of this event time or later; a removal, once it was ordered before it. */
    public boolean isOverAt(long ms) {
        return change == Change.REMOVE ? atMs <= ms : !holdsAt(ms);
    }

    /** Entries of one key override each other. */
    public String key() {
        return key(list, subject, value);
    }

    /** The key of what one list says of one thing. */
    public static String key(Name list, Subject subject, String value) {
        return list + " " + subject + " " + value;
    }

    /** The line that a decision, or an analyst, is told. */
    public String says() {
        return key() + " by " + author + ": " + reason;
    }

    private static boolean isLetter(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }
}
