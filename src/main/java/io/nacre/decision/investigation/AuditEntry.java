package io.nacre.decision.investigation;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One access or change by a person at the console. The entries of one console form a chain of hashes.
 *
 * @param sequence the position in the console's chain, from 1
 * @param atMs the console's clock, ms since 1970
 * @param action the action, such as {@code verdict}
 * @param subject the id of the incident, account or other subject; null if there is none, or after an erasure
 * @param detail further content; null if there is none, or after an erasure
 * @param salt random hexadecimal digits, so that nobody can guess the content from its hash; null after an erasure
 * @param contentHash SHA-256 of salt, subject and detail, hexadecimal
 * @param previousHash the hash of the entry before it
 * @param hash SHA-256 of all other fields; the content enters with its hash, hexadecimal
 */
public record AuditEntry(
        String consoleId,
        long sequence,
        long atMs,
        String actor,
        String action,
        @Nullable String subject,
        @Nullable String detail,
        @Nullable String salt,
        String contentHash,
        String previousHash,
        String hash) {

    public AuditEntry {
        requireNonNull(consoleId, "consoleId is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(action, "action is null");
        requireNonNull(contentHash, "contentHash is null");
        requireNonNull(previousHash, "previousHash is null");
        requireNonNull(hash, "hash is null");
    }

    /** Whether an erasure removed the content. */
    public boolean isErased() {
        return salt == null;
    }

    /** The entry without its content; its chain stays valid. */
    public AuditEntry erased() {
        return new AuditEntry(
                consoleId, sequence, atMs, actor, action, null, null, null, contentHash, previousHash, hash);
    }
}
