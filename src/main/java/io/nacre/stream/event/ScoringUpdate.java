package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.rules.Rule;
import java.time.Instant;

/**
 * An update that every scoring subtask applies while the job runs: a rule in another stage, or a bundle in another
 * role.
 */
public sealed interface ScoringUpdate {

    /** The maximum size of a bundle, bytes. */
    int MAX_BUNDLE_BYTES = 64 << 20;

    /** The key of a rule version or of a role. A later update with the same key replaces this one. */
    String key();

    /** The text for log messages. */
    String describe();

    static ScoringUpdate of(Rule rule) {
        return new RuleUpdate(rule);
    }

    static ScoringUpdate of(BundleAnnouncement announcement, byte[] zip) {
        return new BundleUpdate(announcement, zip);
    }

    static String key(Role role) {
        return "bundle " + role;
    }

    /** A version of a rule. */
    record RuleUpdate(Rule rule) implements ScoringUpdate {
        public RuleUpdate {
            requireNonNull(rule, "rule is null");
        }

        @Override
        public String key() {
            return "rule " + rule.key();
        }

        @Override
        public String describe() {
            return key();
        }
    }

    /**
     * A bundle.
     *
     * @param zip the bytes of the bundle, so that a restart does not need the file
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record BundleUpdate(BundleAnnouncement announcement, byte[] zip) implements ScoringUpdate {
        public BundleUpdate {
            requireNonNull(announcement, "announcement is null");
            requireNonNull(zip, "zip is null");
        }

        @Override
        public String key() {
            return ScoringUpdate.key(announcement.role());
        }

        @Override
        public String describe() {
            return announcement.role() + " " + announcement.bundleId() + ", announced at "
                    + Instant.ofEpochMilli(announcement.atMs());
        }
    }
}
