package io.nacre.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies the signatures of the records of one topic. Not thread-safe. */
public final class RecordSignatureVerifier {

    /** The result of a failed verification. */
    public enum Finding {
        GOOD,
        /** The record has no signature. */
        MISSING,
        /** The signature has a key that the topic does not accept. */
        FOREIGN,
        /** Topic, key or value differ from the signed ones. */
        WRONG
    }

    private final List<RecordSigner> accepted;

    RecordSignatureVerifier(List<RecordSigner> accepted) {
        this.accepted = List.copyOf(accepted);
    }

    /**
     * Verifies one record.
     *
     * @param header the value of its last {@link RecordSigner#HEADER}
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
                // Takes constant time, regardless of the first different byte.
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
