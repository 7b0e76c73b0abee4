package io.nacre.secret;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that a file names, each under an id: {@code key.2026-03 = ${file:/run/secrets/nacre-2026-03}}. Holds where
 * they stand, not the keys themselves.
 *
 * @param references by id
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, which the immutable collections' types do not promise.
record SecretKeys(Map<String, String> references) implements Serializable {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "key.";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** As many as the hash has: a shorter one would be the weakest part. */
    private static final int KEY_BYTES = 32;

    SecretKeys {
        references = Map.copyOf(references);
    }

    static SecretKeys of(Properties properties, Path file) {
        Map<String, String> references = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                String id = name.substring(PREFIX.length());
                String reference = properties.getProperty(name).strip();
                if (!ID.matcher(id).matches()) {
                    throw new SecretException(
                            file + ": " + name + ": an id has at most 32 small letters, digits and dashes");
                }
                if (!SecretReferences.isNamedIn(reference)) {
                    throw new SecretException(file + ": " + name
                            + " must not hold the key itself; name it as ${file:/path} or ${env:NAME}");
                }
                references.put(id, reference);
            }
        }
        return new SecretKeys(references);
    }

    static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SecretException("cannot read the keys that " + file + " names: check the path, and that it is a"
                    + " properties file");
        }
        return properties;
    }

    /** The id of the key that the file says to use. */
    static String inUse(Properties properties, Path file) {
        String use = properties.getProperty("use");
        if (use == null) {
            throw new SecretException(file + ": use is missing; name the id of the key to use");
        }
        return use.strip();
    }

    boolean has(String id) {
        return references.containsKey(id);
    }

    /** What computes HMAC-SHA256 (RFC 2104) with the key. */
    Mac mac(String id) {
        String reference = references.get(id);
        if (reference == null) {
            throw new SecretException("there is no key." + id + " in the file of keys");
        }
        byte[] key = decoded(SecretReferences.revealed(reference), id);
        if (key.length < KEY_BYTES) {
            throw new SecretException(
                    "key." + id + " has " + key.length + " bytes; make one of 32 with" + " 'openssl rand -base64 32'");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] decoded(String text, String id) {
        try {
            return Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException e) {
            throw new SecretException("key." + id + " is not in Base64; make one with 'openssl rand -base64 32'");
        }
    }

    /** The ids alone. */
    @Override
    public String toString() {
        return references.keySet().toString();
    }
}
