package io.nacre.decision.control;

import org.jspecify.annotations.Nullable;

/** What the lists say of one payment: the first entry of each that names part of it; null for none. */
public record ListMatches(
        @Nullable ListEntry block,
        @Nullable ListEntry allow,
        @Nullable ListEntry watch) {

    public static final ListMatches NONE = new ListMatches(null, null, null);

    /** With an entry, unless one of its list is there already. */
    public ListMatches with(ListEntry entry) {
        return switch (entry.list()) {
            case BLOCK -> block == null ? new ListMatches(entry, allow, watch) : this;
            case ALLOW -> allow == null ? new ListMatches(block, entry, watch) : this;
            case WATCH -> watch == null ? new ListMatches(block, allow, entry) : this;
        };
    }
}
