package io.nacre.codec.mapping;

import static java.util.Objects.requireNonNull;

/**
 * Announces a bundle: its location and its role.
 *
 * @param uri absolute
 * @param sha256 of the bundle, 64 lower-case hexadecimal digits
 * @param actor who announced it
 * @param atMs the time of the announcement, ms since 1970; the latest announcement of a role determines its bundle
 */
public record BundleAnnouncement(String bundleId, String uri, String sha256, Role role, String actor, long atMs) {

    /** The role of a bundle. */
    public enum Role {
        /** Its scores decide. */
        CHAMPION,
        /** It is scored alongside the champion, and has no effect on decisions. */
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
