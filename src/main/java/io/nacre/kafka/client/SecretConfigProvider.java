package io.nacre.kafka.client;

import io.nacre.secret.SecretReferences;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * Resolves references to secrets in client properties, in the process of the client. Kafka creates one instance for
 * each kind of reference.
 */
public final class SecretConfigProvider implements ConfigProvider {

    private static final String PROVIDERS = "config.providers";
    private static final String ENVIRONMENT = "env";
    private static final String FILE = "file";
    private static final String KIND = "kind";

    private String kind = "";

    /** Registers the providers in the properties. */
    static void addTo(Properties properties) {
        properties.setProperty(PROVIDERS, ENVIRONMENT + "," + FILE);
        for (String word : new String[] {ENVIRONMENT, FILE}) {
            properties.setProperty(PROVIDERS + "." + word + ".class", SecretConfigProvider.class.getName());
            properties.setProperty(PROVIDERS + "." + word + ".param." + KIND, word);
        }
    }

    @Override
    public void configure(Map<String, ?> settings) {
        kind = String.valueOf(settings.get(KIND));
    }

    @Override
    public ConfigData get(String path) {
        return get(path, Set.of());
    }

    @Override
    public ConfigData get(String path, Set<String> names) {
        Map<String, String> found = new HashMap<>();
        for (String name : new TreeSet<>(names)) {
            found.put(name, kind.equals(FILE) ? SecretReferences.ofFile(name) : SecretReferences.ofEnvironment(name));
        }
        return new ConfigData(found);
    }

    @Override
    public void close() {}
}
