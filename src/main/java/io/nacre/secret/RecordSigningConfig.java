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
 * Which topics' records must be signed, with which keys, and what we sign ourselves, as a file says:
 *
 * <pre>
 * key.desk-1 = ${file:/run/secrets/desk-1}
 * key.desk-2 = ${file:/run/secrets/desk-2}
 * accept.fraud.account-actions = desk-1, desk-2
 * sign.fraud.account-actions = desk-2
 * </pre>
 *
 * <p>Topics are named without an installation's prefix. What has no {@code accept} is taken unsigned. A key is replaced
 * by accepting both for a while.
 *
 * @param accepted ids of the keys that a topic's records may be signed with
 * @param signing id of the key that we sign a topic's records with
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, which the immutable collections' types do not promise.
public record RecordSigningConfig(SecretKeys keys, Map<String, List<String>> accepted, Map<String, String> signing)
        implements Serializable {

    /** Nothing is signed, and nothing has to be. */
    public static final RecordSigningConfig NONE =
            new RecordSigningConfig(new SecretKeys(Map.of()), Map.of(), Map.of());

    private static final String ACCEPT = "accept.";
    private static final String SIGN = "sign.";

    public RecordSigningConfig {
        accepted = Map.copyOf(accepted);
        signing = Map.copyOf(signing);
    }

    /**
     * Reads the file, and makes sure that every key that it names can be had.
     *
     * @param topics the names that there are, for a slip would leave a topic open
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
                        file + ": unknown setting " + name + "; there are key.ID, accept.TOPIC and sign.TOPIC");
            }
        }
        RecordSigningConfig read = new RecordSigningConfig(secretKeys, accepted, signing);
        read.requireKeys(file);
        return read;
    }

    /** What signs this topic's records; null where they are written unsigned. */
    public @Nullable RecordSigner signer(String topic, String fullName) {
        String id = signing.get(topic);
        return id == null ? null : new RecordSigner(id, keys.mac(id), fullName);
    }

    /** What tells whether this topic's records are signed rightly; null where they need not be. */
    public @Nullable RecordSignatureCheck check(String topic, String fullName) {
        List<String> ids = accepted.get(topic);
        return ids == null
                ? null
                : new RecordSignatureCheck(ids.stream()
                        .map(id -> new RecordSigner(id, keys.mac(id), fullName))
                        .toList());
    }

    private void requireKeys(Path file) {
        Set<String> named = accepted.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        named.addAll(signing.values());
        for (String id : named) {
            if (!keys.has(id)) {
                throw new SecretException(file + ": key." + id + " is missing, but a topic names it");
            }
            // A key that cannot be had must stop a start, not the first record.
            keys.mac(id);
        }
    }

    private static String topic(String name, String prefix, Set<String> topics, Path file) {
        String topic = name.substring(prefix.length());
        if (!topics.contains(topic)) {
            throw new SecretException(file + ": " + name + " names no topic; see 'nacre topics check'");
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
