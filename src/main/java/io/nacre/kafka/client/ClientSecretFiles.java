package io.nacre.kafka.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The files that the properties of Kafka's clients name: key stores, trust stores, tokens. */
public final class ClientSecretFiles {

    private static final String PEM = "PEM";

    private final Map<String, String> client;

    public ClientSecretFiles(KafkaSettings settings) {
        this.client = new TreeMap<>(settings.client());
    }

    /**
     * Opens them all, the stores with their passwords.
     *
     * @return how many there are, in words
     * @throws KafkaAccessException with the property that names a file which cannot be used
     */
    public String require() {
        int files = 0;
        for (Map.Entry<String, String> property : client.entrySet()) {
            String name = property.getKey();
            if (name.endsWith(".location")) {
                requireReadable(name, Path.of(property.getValue()));
                if (name.endsWith("store.location")) {
                    requireOpens(name, Path.of(property.getValue()));
                }
                files++;
            }
        }
        return files == 0 ? "the client's properties name no files" : files + " files of the client can be read";
    }

    private static void requireReadable(String property, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new KafkaAccessException(property + " names " + file
                    + ", which this process cannot read: mend the path in" + " --client-config, or who may read it");
        }
    }

    private void requireOpens(String property, Path file) {
        String store = property.substring(0, property.length() - "location".length());
        String type = client.getOrDefault(store + "type", "JKS").toUpperCase(Locale.ROOT);
        if (type.equals(PEM)) {
            return;
        }
        String password = client.get(store + "password");
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore.getInstance(type).load(in, password == null ? null : password.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new KafkaAccessException(
                    property + " names " + file + ", which does not open (" + e.getMessage() + "): mend " + store
                            + "password or " + store + "type in --client-config",
                    e);
        }
    }
}
