package io.nacre.codec.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.secret.PemCertificates;
import io.nacre.secret.SecretException;
import io.nacre.secret.SecretReferences;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Credentials and TLS settings for a schema registry, with the names of Confluent's clients. Secrets are references,
 * which are resolved when the registry is accessed.
 *
 * @param settings such as {@code basic.auth.user.info}, {@code bearer.auth.token}, {@code ssl.truststore.location}
 */
@SuppressWarnings("ImmutableMemberCollection") // Serializable, unlike the types of immutable collections.
public record RegistryClientConfig(Map<String, String> settings) implements Serializable {

    public static final RegistryClientConfig OPEN = new RegistryClientConfig(Map.of());

    private static final String BASIC = "basic.auth.user.info";
    private static final String BEARER = "bearer.auth.token";
    private static final String TRUST = "ssl.truststore.";
    private static final String OWN = "ssl.keystore.";
    private static final Set<String> SETTINGS = Set.of(
            BASIC,
            BEARER,
            TRUST + "location",
            TRUST + "password",
            TRUST + "type",
            OWN + "location",
            OWN + "password",
            OWN + "type");

    public RegistryClientConfig {
        settings = Map.copyOf(settings);
        for (String name : settings.keySet()) {
            if (!SETTINGS.contains(name)) {
                throw new IllegalArgumentException("unknown setting schema.registry." + name + "; there are "
                        + SETTINGS.stream().sorted().toList());
            }
        }
        if (settings.containsKey(BASIC) && settings.containsKey(BEARER)) {
            throw new IllegalArgumentException(
                    "schema.registry." + BASIC + " and schema.registry." + BEARER + " exclude each other; give one");
        }
    }

    /** The value of the Authorization header; null if there is none. */
    @Nullable
    String authorization() {
        String basic = settings.get(BASIC);
        if (basic != null) {
            byte[] user = SecretReferences.revealed(basic).getBytes(UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(user);
        }
        String bearer = settings.get(BEARER);
        return bearer == null ? null : "Bearer " + SecretReferences.revealed(bearer);
    }

    HttpClient client(Duration timeout) {
        HttpClient.Builder client =
                HttpClient.newBuilder().connectTimeout(timeout).version(HttpClient.Version.HTTP_1_1);
        if (settings.containsKey(TRUST + "location") || settings.containsKey(OWN + "location")) {
            client.sslContext(tls());
        }
        return client.build();
    }

    private SSLContext tls() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "the files of schema.registry.ssl. do not work: " + e.getMessage()
                            + "; check location, password and type",
                    e);
        }
    }

    private javax.net.ssl.TrustManager @Nullable [] trust() throws GeneralSecurityException, IOException {
        if (!settings.containsKey(TRUST + "location")) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store(TRUST));
        return factory.getTrustManagers();
    }

    private javax.net.ssl.KeyManager @Nullable [] keys() throws GeneralSecurityException, IOException {
        if (!settings.containsKey(OWN + "location")) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = password(OWN);
        factory.init(store(OWN), password == null ? new char[0] : password);
        return factory.getKeyManagers();
    }

    /** The key store: PKCS12 by default; PEM only for certificates. */
    private KeyStore store(String kind) throws GeneralSecurityException, IOException {
        String type = settings.getOrDefault(kind + "type", "PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(settings.get(kind + "location")))) {
            if (type.equals("PEM")) {
                return PemCertificates.read(in);
            }
            KeyStore store = KeyStore.getInstance(type);
            store.load(in, password(kind));
            return store;
        }
    }

    private char @Nullable [] password(String kind) throws SecretException {
        String password = settings.get(kind + "password");
        return password == null ? null : SecretReferences.revealed(password).toCharArray();
    }

    /** Without the values. */
    @Override
    public String toString() {
        return settings.keySet().stream().sorted().toList().toString();
    }
}
