package io.nacre.decision.control;

import org.jspecify.annotations.Nullable;

/** The list entries that match one transaction: the first match on each list, or null. */
public record ListMatches(
        @Nullable ListEntry block,
        @Nullable ListEntry allow,
        @Nullable ListEntry watch) {

    public static final ListMatches NONE = new ListMatches(null, null, null);

    /** Adds an entry, unless its list has a match already. */
    public ListMatches with(ListEntry entry) {
        return switch (entry.list()) {
            case BLOCK -> block == null ? new ListMatches(entry, allow, watch) : this;
            case ALLOW -> allow == null ? new ListMatches(block, entry, watch) : this;
            case WATCH -> watch == null ? new ListMatches(block, allow, entry) : this;
        };
    }
}
