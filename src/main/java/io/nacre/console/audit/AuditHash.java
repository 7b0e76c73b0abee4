package io.nacre.console.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.decision.investigation.AuditEntry;
import io.nacre.secret.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of the audit log. Every field enters with its length, so no two different entries have the same bytes: a
 * text as its length in four bytes (big-endian, -1 for none) and its UTF-8, a number in eight bytes.
 */
final class AuditHash {

    /** The previous hash of the first entry. */
    static final String NONE = "0".repeat(64);

    /** Each kind of hash begins with its own text, so that none can stand for the other. */
    private static final String CONTENT = "nacre-audit-content-1";

    private static final String ENTRY = "nacre-audit-entry-1";
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private AuditHash() {}

    /** A random salt in hexadecimal. */
    static String salt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    /** The hash of an entry's content, which stays after an erasure. */
    static String ofContent(@Nullable String salt, @Nullable String subject, @Nullable String detail) {
        return new AuditHash()
                .text(CONTENT)
                .text(salt)
                .text(subject)
                .text(detail)
                .hex();
    }

    /** The hash of an entry, from all its other fields. */
    static String of(AuditEntry entry) {
        return new AuditHash()
                .text(ENTRY)
                .text(entry.consoleId())
                .number(entry.sequence())
                .number(entry.atMs())
                .text(entry.actor())
                .text(entry.action())
                .text(entry.contentHash())
                .text(entry.previousHash())
                .hex();
    }

    /** Whether both hashes of an entry are right. Only an erased entry has no content to compare. */
    static boolean isRight(AuditEntry entry) {
        boolean content = entry.isErased()
                ? entry.subject() == null && entry.detail() == null
                : ofContent(entry.salt(), entry.subject(), entry.detail()).equals(entry.contentHash());
        return content && of(entry).equals(entry.hash());
    }

    private AuditHash text(@Nullable String text) {
        byte[] utf8 = text == null ? new byte[0] : text.getBytes(UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(text == null ? -1 : utf8.length)
                .array());
        bytes.writeBytes(utf8);
        return this;
    }

    private AuditHash number(long number) {
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        return this;
    }

    private String hex() {
        return Sha256.hex(bytes.toByteArray());
    }
}
