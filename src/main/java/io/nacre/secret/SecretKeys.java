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
 * The keys of a key file, each with an id: {@code key.2026-03 = ${file:/run/secrets/nacre-2026-03}}. It stores the
 * references, not the keys.
 *
 * @param references references to the keys, by id
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, unlike the types of immutable collections.
record SecretKeys(Map<String, String> references) implements Serializable {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "key.";
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** The length of the hash; a shorter key would weaken it. */
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
                    throw new SecretException(file + ": " + name
                            + "is not a valid id: use at most 32 lower-case letters, digits and dashes");
                }
                if (!SecretReferences.isNamedIn(reference)) {
                    throw new SecretException(file + ": " + name
                            + " contains the key itself: reference it as ${file:/path} or ${env:NAME}");
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
            throw new SecretException(
                    "cannot read the key file " + file + ": check the path, and that it is a properties file");
        }
        return properties;
    }

    /** The id of the current key. */
    static String inUse(Properties properties, Path file) {
        String use = properties.getProperty("use");
        if (use == null) {
            throw new SecretException(file + ": use is missing: set it to the id of the current key");
        }
        return use.strip();
    }

    boolean has(String id) {
        return references.containsKey(id);
    }

    /** HMAC-SHA256 (RFC 2104) with the key. */
    Mac mac(String id) {
        String reference = references.get(id);
        if (reference == null) {
            throw new SecretException("there is no key." + id + " in the key file");
        }
        byte[] key = decoded(SecretReferences.revealed(reference), id);
        if (key.length < KEY_BYTES) {
            throw new SecretException("key." + id + " has " + key.length
                    + " bytes, but needs 32: create it with 'openssl rand -base64 32'");
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
            throw new SecretException("key." + id + " is not in Base64: create it with 'openssl rand -base64 32'");
        }
    }

    /** Only the ids. */
    @Override
    public String toString() {
        return references.keySet().toString();
    }
}
