package io.nacre.kafka.client;

import io.nacre.secret.SecretException;
import io.nacre.secret.SecretReferences;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The file of {@code --client-config}: the security settings of the Kafka clients and of the schema registry client.
 *
 * <p>The settings of a job travel to the cluster and are stored with its checkpoints. So the file may only reference
 * secrets, by environment variable or file. The process that connects resolves the references.
 *
 * @param kafka properties of every Kafka client
 * @param registry properties of the schema registry client, without their prefix {@code schema.registry.}
 */
public record ClientProperties(Map<String, String> kafka, Map<String, String> registry) {

    private static final String REGISTRY = "schema.registry.";

    /** A password in a JAAS line. A reference to a password does not match. */
    private static final Pattern CLEAR = Pattern.compile("(?i)(password|secret)\\s*=\\s*[\"']?(?!\\$\\{)[^\\s\"';]");

    public ClientProperties {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
    }

    /** Reads the file, and checks that it has no secret in clear text and that all references can be resolved. */
    public static ClientProperties read(Path file) {
        Map<String, String> kafka = new TreeMap<>();
        Map<String, String> registry = new TreeMap<>();
        Properties properties = load(file);
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name);
            check(file, name, value);
            if (name.startsWith(REGISTRY)) {
                registry.put(name.substring(REGISTRY.length()), value);
            } else {
                kafka.put(name, value);
            }
        }
        return new ClientProperties(kafka, registry);
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new KafkaAccessException("cannot read the client properties in " + file + ": " + e.getMessage(), e);
        }
        return properties;
    }

    private static void check(Path file, String name, String value) {
        if (name.startsWith("config.providers")) {
            throw new KafkaAccessException(
                    file + ": " + name + ": other providers than env and file are not supported: reference"
                            + " secrets as ${env:NAME} or ${file:/path}");
        }
        if (holdsSecret(name, value)) {
            throw new KafkaAccessException(
                    file + ": " + name + " has a secret in clear text, which would travel with the job: reference"
                            + " it as ${env:NAME} or ${file:/path}");
        }
        try {
            SecretReferences.revealed(value);
        } catch (SecretException e) {
            throw new KafkaAccessException(file + ": " + name + ": " + e.getMessage(), e);
        }
    }

    private static boolean holdsSecret(String name, String value) {
        boolean whole = name.endsWith("password")
                || name.equals("ssl.keystore.key")
                || name.endsWith("auth.user.info")
                || name.endsWith("auth.token");
        return whole ? !SecretReferences.isNamedIn(value) : CLEAR.matcher(value).find();
    }

    /** Without the values, which may be secret. */
    @Override
    public String toString() {
        return "kafka=" + kafka.keySet() + " registry=" + registry.keySet();
    }
}
