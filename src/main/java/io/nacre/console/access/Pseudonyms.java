package io.nacre.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Stable names for personal data: the same id always has the same pseudonym, and nobody without the key of the
 * installation can find the id. Thread-safe.
 */
public final class Pseudonyms {

    /** The kinds of ids that are masked. */
    public enum Kind {
        ACCOUNT,
        IP,
        DEVICE,
        COUNTERPARTY,
        CARD;

        private String prefix() {
            return name().toLowerCase(Locale.ROOT) + "~";
        }
    }

    private static final String ALGORITHM = "HmacSHA256";

    /** 60 bits: a million ids of one kind have two equal pseudonyms with a chance of 1 in two million. */
    private static final int LETTERS = 12;

    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int MAX_KNOWN = 100_000;

    private final SecretKeySpec key;
    private final Map<String, String> byPseudonym = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    /** @param key 32 secret bytes of the installation */
    public Pseudonyms(byte[] key) {
        if (key.length < PseudonymKey.BYTES) {
            throw new IllegalArgumentException("the key has " + key.length + " bytes; use " + PseudonymKey.BYTES);
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** The pseudonym of an id, such as {@code account~k3f9x2m7q4wd}. */
    public String of(Kind kind, String id) {
        byte[] hash = mac().doFinal((kind.prefix() + id).getBytes(UTF_8));
        StringBuilder text = new StringBuilder(kind.prefix());
        for (int i = 0; i < LETTERS; i++) {
            text.append(ALPHABET.charAt(hash[i] & 31));
        }
        String pseudonym = text.toString();
        synchronized (byPseudonym) {
            byPseudonym.put(pseudonym, id);
        }
        return pseudonym;
    }

    /**
     * The id of a pseudonym that this process has given lately; the text itself if it is not such a pseudonym. A link
     * with a pseudonym thus leads to the account.
     */
    public String resolve(String text) {
        synchronized (byPseudonym) {
            @Nullable String id = byPseudonym.get(text);
            return id == null ? text : id;
        }
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
