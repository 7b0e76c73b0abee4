package io.nacre.codec.mapping;

import static java.util.Objects.requireNonNull;

/**
 * News of a bundle: where it lies, and what it is to do.
 *
 * @param uri absolute
 * @param sha256 of the bundle, 64 lower-case hexadecimal digits
 * @param actor who announced it
 * @param atMs when, ms since 1970; the newest announcement of a role holds
 */
public record BundleAnnouncement(String bundleId, String uri, String sha256, Role role, String actor, long atMs) {

    /** What a bundle is to do. */
    public enum Role {
        /** Decides. */
        CHAMPION,
        /** Is scored beside the champion, and decides nothing. */
        CHALLENGER
    }

    public BundleAnnouncement {
        requireNonNull(bundleId, "bundleId is null");
        requireNonNull(uri, "uri is null");
        requireNonNull(sha256, "sha256 is null");
        requireNonNull(role, "role is null");
        requireNonNull(actor, "actor is null");
    }
}
