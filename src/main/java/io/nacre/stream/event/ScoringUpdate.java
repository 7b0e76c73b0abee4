package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.BundleAnnouncement;
import io.nacre.codec.BundleAnnouncement.Role;
import io.nacre.rules.Rule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every task that scores must hear of while it runs: a rule in another stage, or a bundle in another role, with
 * its bytes, so that what once was announced is there after a restart even if its file is not.
 *
 * @param rule present for a rule
 * @param announcement present for a bundle
 * @param zip present for a bundle
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; Flink writes arrays.
public record ScoringUpdate(@Nullable Rule rule, @Nullable BundleAnnouncement announcement, byte @Nullable [] zip) {

    /** The largest bundle, bytes. */
    public static final int MAX_BUNDLE_BYTES = 64 << 20;

    public static ScoringUpdate of(Rule rule) {
        return new ScoringUpdate(rule, null, null);
    }

    public static ScoringUpdate of(BundleAnnouncement announcement, byte[] zip) {
        return new ScoringUpdate(null, announcement, zip);
    }

    public static String key(Role role) {
        return "bundle " + role;
    }

    /** What it is, for a log. */
    public String describe() {
        return announcement == null
                ? key()
                : announcement.role() + " " + announcement.bundleId() + ", announced at "
                        + Instant.ofEpochMilli(announcement.atMs());
    }

    /** What later news replaces: of one version of a rule, or of one role. */
    public String key() {
        return rule == null ? key(requireNonNull(announcement, "neither").role()) : "rule " + rule.key();
    }
}
