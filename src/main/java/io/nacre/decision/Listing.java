package io.nacre.decision;

import org.jspecify.annotations.Nullable;

/** What the lists say of one payment: the first entry of each that names part of it; null for none. */
public record Listing(
        @Nullable ListEntry block,
        @Nullable ListEntry allow,
        @Nullable ListEntry watch) {

    public static final Listing NONE = new Listing(null, null, null);

    /** With an entry, unless one of its list is there already. */
    Listing with(ListEntry entry) {
        return switch (entry.list()) {
            case BLOCK -> block == null ? new Listing(entry, allow, watch) : this;
            case ALLOW -> allow == null ? new Listing(block, entry, watch) : this;
            case WATCH -> watch == null ? new Listing(block, allow, entry) : this;
        };
    }
}
