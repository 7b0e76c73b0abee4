package io.nacre.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether the records of one topic are signed with a key that is accepted there. Not thread-safe. */
public final class RecordSignatureCheck {

    /** What there is to say of a record. */
    public enum Finding {
        GOOD,
        /** It has no signature. */
        MISSING,
        /** Its signature names a key that is not accepted here. */
        FOREIGN,
        /** Topic, key or value are not what was signed. */
        WRONG
    }

    private final List<RecordSigner> accepted;

    RecordSignatureCheck(List<RecordSigner> accepted) {
        this.accepted = List.copyOf(accepted);
    }

    /**
     * Looks at one record.
     *
     * @param header what its last header {@link RecordSigner#HEADER} holds
     */
    public Finding find(byte @Nullable [] header, byte @Nullable [] key, byte @Nullable [] value) {
        if (header == null) {
            return Finding.MISSING;
        }
        String text = new String(header, US_ASCII);
        int colon = text.indexOf(':');
        for (RecordSigner recordSigner : accepted) {
            if (colon > 0 && recordSigner.id().equals(text.substring(0, colon))) {
                byte[] claimed = decoded(text.substring(colon + 1));
                // Takes as long whether the first byte differs or the last.
                return MessageDigest.isEqual(recordSigner.hash(key, value), claimed) ? Finding.GOOD : Finding.WRONG;
            }
        }
        return colon > 0 ? Finding.FOREIGN : Finding.WRONG;
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
