package io.nacre.console.audit;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/** Makes the next entries of one console's chain. Not thread-safe. */
final class AuditChain {

    /** The limits of the contract. */
    private static final int SUBJECT_CHARACTERS = 128;

    private static final int DETAIL_CHARACTERS = 2048;
    private static final String CUT = "…";

    private final ContractWriter<AuditEntry> writer = Contract.AUDIT_ENTRY.writer(Framing.SINGLE_OBJECT, "audit");
    private final ContractReader<AuditEntry> reader = Contract.AUDIT_ENTRY.reader(Framing.SINGLE_OBJECT);
    private final String consoleId;
    private long sequence;
    private String head;

    /**
     * Continues a chain.
     *
     * @param last the last entry; null for a chain without entries
     */
    AuditChain(String consoleId, @Nullable AuditEntry last) {
        this.consoleId = consoleId;
        this.sequence = last == null ? 0 : last.sequence();
        this.head = last == null ? AuditHash.NONE : last.hash();
    }

    /** The hash of the last entry. */
    String head() {
        return head;
    }

    /**
     * Makes the next entry. A text that is too long is cut, because an access must be logged whatever its text.
     *
     * @throws IllegalArgumentException if the actor or the action is invalid
     */
    AuditEntry next(long atMs, String actor, String action, @Nullable String subject, @Nullable String detail) {
        AuditEntry read = normalised(new AuditEntry(
                consoleId,
                sequence + 1,
                atMs,
                actor,
                action,
                cut(subject, SUBJECT_CHARACTERS),
                cut(detail, DETAIL_CHARACTERS),
                AuditHash.salt(),
                AuditHash.NONE,
                AuditHash.NONE,
                AuditHash.NONE));
        AuditEntry linked = new AuditEntry(
                read.consoleId(),
                read.sequence(),
                read.atMs(),
                read.actor(),
                read.action(),
                read.subject(),
                read.detail(),
                read.salt(),
                AuditHash.ofContent(read.salt(), read.subject(), read.detail()),
                head,
                AuditHash.NONE);
        AuditEntry entry = new AuditEntry(
                linked.consoleId(),
                linked.sequence(),
                linked.atMs(),
                linked.actor(),
                linked.action(),
                linked.subject(),
                linked.detail(),
                linked.salt(),
                linked.contentHash(),
                linked.previousHash(),
                AuditHash.of(linked));
        sequence = entry.sequence();
        head = entry.hash();
        return entry;
    }

    /** The entry as readers see it: the hash must cover the texts with masked card numbers. */
    private AuditEntry normalised(AuditEntry entry) {
        DecodeResult<AuditEntry> result = reader.read(RecordOrigin.NONE, writer.write(entry));
        if (result instanceof DecodeResult.Rejected<AuditEntry> rejected) {
            throw new IllegalArgumentException(
                    rejected.letter().field() + " " + rejected.letter().detail());
        }
        return ((DecodeResult.Value<AuditEntry>) result).value();
    }

    private static @Nullable String cut(@Nullable String text, int characters) {
        if (text == null || text.length() <= characters) {
            return text;
        }
        int end = characters - CUT.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
