package io.nacre.secret;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The topics whose records must be signed, the accepted keys, and the topics that this process signs. It is read from a
 * file such as:
 *
 * <pre>
 * key.desk-1 = ${file:/run/secrets/desk-1}
 * key.desk-2 = ${file:/run/secrets/desk-2}
 * accept.fraud.account-actions = desk-1, desk-2
 * sign.fraud.account-actions = desk-2
 * </pre>
 *
 * <p>Topics are named without an installation's prefix. A topic without {@code accept} accepts unsigned records. To
 * replace a key, accept the old and the new one for a while.
 *
 * @param accepted ids of the keys that each topic accepts
 * @param signing id of the key that signs each topic
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, unlike the types of immutable collections.
public record RecordSigningConfig(SecretKeys keys, Map<String, List<String>> accepted, Map<String, String> signing)
        implements Serializable {

    /** No topic is signed or requires signatures. */
    public static final RecordSigningConfig NONE =
            new RecordSigningConfig(new SecretKeys(Map.of()), Map.of(), Map.of());

    private static final String ACCEPT = "accept.";
    private static final String SIGN = "sign.";

    public RecordSigningConfig {
        accepted = Map.copyOf(accepted);
        signing = Map.copyOf(signing);
    }

    /**
     * Reads the file, and checks that every key can be resolved.
     *
     * @param topics the known topics, because a misspelt name would leave a topic unprotected
     */
    public static RecordSigningConfig read(Path file, Set<String> topics) {
        Properties properties = SecretKeys.load(file);
        SecretKeys secretKeys = SecretKeys.of(properties, file);
        Map<String, List<String>> accepted = new TreeMap<>();
        Map<String, String> signing = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name).strip();
            if (name.startsWith(ACCEPT)) {
                accepted.put(topic(name, ACCEPT, topics, file), ids(value));
            } else if (name.startsWith(SIGN)) {
                signing.put(topic(name, SIGN, topics, file), value);
            } else if (!name.startsWith("key.")) {
                throw new SecretException(
                        file + ": unknown setting " + name + ": use key.ID, accept.TOPIC and sign.TOPIC");
            }
        }
        RecordSigningConfig read = new RecordSigningConfig(secretKeys, accepted, signing);
        read.requireKeys(file);
        return read;
    }

    /** The signer of this topic; null if its records are not signed. */
    public @Nullable RecordSigner signer(String topic, String fullName) {
        String id = signing.get(topic);
        return id == null ? null : new RecordSigner(id, keys.mac(id), fullName);
    }

    /** The signature check of this topic; null if it accepts unsigned records. */
    public @Nullable RecordSignatureVerifier check(String topic, String fullName) {
        List<String> ids = accepted.get(topic);
        return ids == null
                ? null
                : new RecordSignatureVerifier(ids.stream()
                        .map(id -> new RecordSigner(id, keys.mac(id), fullName))
                        .toList());
    }

    private void requireKeys(Path file) {
        Set<String> named = accepted.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        named.addAll(signing.values());
        for (String id : named) {
            if (!keys.has(id)) {
                throw new SecretException(file + ": key." + id + " is missing, but a topic uses it");
            }
            // A missing key must fail the start, not the first record.
            keys.mac(id);
        }
    }

    private static String topic(String name, String prefix, Set<String> topics, Path file) {
        String topic = name.substring(prefix.length());
        if (!topics.contains(topic)) {
            throw new SecretException(file + ": " + name + " has an unknown topic: see 'nacre topics check'");
        }
        return topic;
    }

    private static List<String> ids(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
    }
}
