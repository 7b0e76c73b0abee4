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

/** The files in the client properties: key stores, trust stores, tokens. */
public final class ClientSecretFiles {

    private static final String PEM = "PEM";

    private final Map<String, String> client;

    public ClientSecretFiles(KafkaSettings settings) {
        this.client = new TreeMap<>(settings.client());
    }

    /**
     * Opens all files, and the stores with their passwords.
     *
     * @return the number of files, as text
     * @throws KafkaAccessException with the property of a file that cannot be used
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
        return files == 0 ? "the client properties have no files" : files + " client files can be read";
    }

    private static void requireReadable(String property, Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new KafkaAccessException(
                    property + " names " + file
                            + ", which this process cannot read: correct the path in --client-config, or the file's permissions");
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
                    property + " names " + file + ", which cannot be opened (" + e.getMessage() + "): correct " + store
                            + "password or " + store + "type in --client-config",
                    e);
        }
    }
}
