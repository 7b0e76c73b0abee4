package io.nacre.decision.investigation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only analysts know about an incident or about their queue. The record with the highest version of a key is
 * current.
 *
 * @param version that of the record it replaces, plus 1; 1 for the first
 * @param actor who made the change
 * @param recordedAtMs the wall-clock time of the change, ms since 1970
 * @param deleted whether the note or view was deleted
 */
public record InvestigationRecord(long version, String actor, long recordedAtMs, boolean deleted, Content content) {

    /** The character between the parts of a key. */
    private static final char SEPARATOR = '/';

    /** An assignment, a note or a saved view. */
    public sealed interface Content {

        /** The key of its topic. */
        String key();
    }

    /**
     * Who works on an incident.
     *
     * @param assignee null if it is unassigned
     * @param leaseExpiresAtMs when the assignment ends by itself, ms since 1970; null: until it is released
     * @param snoozedUntilMs until when the queue does not show it, ms since 1970; null if it is not snoozed
     * @param escalated whether an analyst handed it on to a lead
     * @param skips the analysts who skipped it
     * @param firstAssignedAtMs when somebody first worked on it, ms since 1970; null if nobody has. The topic keeps
     *     only the latest record of an incident, so each record carries it on
     */
    public record Assignment(
            String incidentId,
            String accountId,
            @Nullable String assignee,
            @Nullable Long leaseExpiresAtMs,
            @Nullable Long snoozedUntilMs,
            boolean escalated,
            List<Skip> skips,
            @Nullable Long firstAssignedAtMs)
            implements Content {

        public Assignment {
            requireNonNull(incidentId, "incidentId is null");
            requireNonNull(accountId, "accountId is null");
            skips = List.copyOf(skips);
        }

        @Override
        public String key() {
            return key(incidentId);
        }

        /** The key of an incident's assignment. */
        public static String key(String incidentId) {
            return "assignment" + SEPARATOR + incidentId;
        }
    }

    /**
     * An analyst who is not given an incident for a while.
     *
     * @param untilMs when the skip ends, ms since 1970
     */
    public record Skip(String analyst, long untilMs) {
        public Skip {
            requireNonNull(analyst, "analyst is null");
        }
    }

    /** An analyst's note on an incident. */
    public record Note(String noteId, String incidentId, String accountId, String text) implements Content {

        public Note {
            requireNonNull(noteId, "noteId is null");
            requireNonNull(incidentId, "incidentId is null");
            requireNonNull(accountId, "accountId is null");
            requireNonNull(text, "text is null");
        }

        @Override
        public String key() {
            return key(noteId);
        }

        /** The key of a note. */
        public static String key(String noteId) {
            return "note" + SEPARATOR + noteId;
        }
    }

    /**
     * A filter of the queue that an analyst saved under a name.
     *
     * @param owner the analyst; without a slash, because the key would be ambiguous
     * @param query the filter as a query string
     * @param isDefault whether the owner's queue opens with it
     */
    public record SavedView(String owner, String name, String query, boolean isDefault) implements Content {

        /** @throws IllegalArgumentException if the owner's name contains a slash */
        public SavedView {
            requireNonNull(owner, "owner is null");
            requireNonNull(name, "name is null");
            requireNonNull(query, "query is null");
            if (!isOwner(owner)) {
                throw new IllegalArgumentException("owner '" + owner + "' contains a slash");
            }
        }

        /** Whether a name may be that of an owner. */
        public static boolean isOwner(String name) {
            return name.indexOf(SEPARATOR) < 0;
        }

        @Override
        public String key() {
            return key(owner, name);
        }

        /** The key of a view. */
        public static String key(String owner, String name) {
            return "view" + SEPARATOR + owner + SEPARATOR + name;
        }
    }

    public InvestigationRecord {
        requireNonNull(actor, "actor is null");
        requireNonNull(content, "content is null");
    }

    /** The key of its topic. */
    public String key() {
        return content.key();
    }
}
