package io.nacre.codec.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.Framing;
import io.nacre.codec.StubRegistry;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.decision.Chargeback;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that does not let everyone in, or is away. */
class RegistryClientConfigTest {

    private static final RecordOrigin ORIGIN = new RecordOrigin("fraud.chargebacks", 0, 1, 1_800_000_000_000L);
    private static final Chargeback VALUE = new Chargeback("a-1", "t-1", "10.4", 1_790_000_000_000L);

    @TempDir
    private Path folder;

    @Test
    void readsUserAndPasswordFromAFile() throws IOException {
        String expected = "Basic " + Base64.getEncoder().encodeToString("ada:s3cret".getBytes(UTF_8));

        assertThat(registered(expected, Map.of("basic.auth.user.info", named("ada:s3cret"))))
                .isNotEmpty();
    }

    @Test
    void readsATokenFromAFile() throws IOException {
        assertThat(registered("Bearer t0ken", Map.of("bearer.auth.token", named("t0ken"))))
                .isNotEmpty();
    }

    @Test
    void namesTheSettingOfRejectedCredentialsWithoutItsValue() throws IOException {
        assertThatThrownBy(() -> registered("Bearer t0ken", Map.of("bearer.auth.token", named("guessed"))))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("schema.registry.bearer.auth.token")
                .hasMessageNotContaining("guessed");
        assertThatThrownBy(() -> registered("Bearer t0ken", Map.of())).hasMessageContaining("401");
    }

    @Test
    void trustsOnlyTheConfiguredCertificates() throws Exception {
        try (StubRegistry registry = StubRegistry.over(server())) {
            Map<String, String> trusting = Map.of(
                    "ssl.truststore.type",
                    "PEM",
                    "ssl.truststore.location",
                    folder.resolve("registry.pem").toString());

            assertThat(Contract.CHARGEBACK
                            .writer(registry.framing(trusting), "fraud.chargebacks")
                            .write(VALUE))
                    .startsWith(0);
            assertThatThrownBy(() -> Contract.CHARGEBACK
                            .writer(registry.framing(), "fraud.chargebacks")
                            .write(VALUE))
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("schema.registry.ssl.truststore");
        }
    }

    @Test
    void waitsForACopyThatLagsBehind() throws Exception {
        try (StubRegistry stub = new StubRegistry()) {
            int id = stub.add(Contract.CHARGEBACK.schema().toString());
            SchemaRegistryClient registry = new SchemaRegistryClient(
                    URI.create(String.valueOf(stub.framing().registry())), RegistryClientConfig.OPEN, Duration.ZERO);

            stub.hide(3);
            assertThat(registry.schema(id).texts()).singleElement().asString().contains("Chargeback");
            assertThat(stub.requests()).hasSize(4);

            // Within half a minute no other id is waited for.
            stub.hide(9);
            assertThatThrownBy(() -> registry.schema(2)).isInstanceOf(RecordRejectedException.class);
            assertThatThrownBy(() -> registry.schema(3)).isInstanceOf(RecordRejectedException.class);
            assertThat(stub.requests()).hasSize(6);
        }
    }

    @Test
    void readsKnownIdsWhileTheRegistryIsAway() throws IOException {
        StubRegistry registry = new StubRegistry();
        byte[] bytes = Contract.CHARGEBACK
                .writer(registry.framing(), "fraud.chargebacks")
                .write(VALUE);
        ContractReader<Chargeback> reader = Contract.CHARGEBACK.reader(registry.framing());
        assertThat(reader.read(ORIGIN, bytes)).isEqualTo(new DecodeResult.Value<>(VALUE));

        registry.close();

        assertThat(reader.read(ORIGIN, bytes)).isEqualTo(new DecodeResult.Value<>(VALUE));
        bytes[4] = 77;
        assertThatThrownBy(() -> reader.read(ORIGIN, bytes)).isInstanceOf(RegistryUnavailableException.class);
    }

    @Test
    void listsTheSettingsIfOneIsUnknown() {
        assertThatThrownBy(() -> Framing.confluent("https://r", Map.of("basic.auth.user", "ada")))
                .hasMessageContaining("schema.registry.basic.auth.user;");
        assertThatThrownBy(() -> Framing.confluent(
                        "https://r", Map.of("basic.auth.user.info", "${env:A}", "bearer.auth.token", "${env:B}")))
                .hasMessageContaining("exclude each other");
    }

    private byte[] registered(String expected, Map<String, String> access) throws IOException {
        try (StubRegistry registry = new StubRegistry()) {
            registry.demand(expected);
            return Contract.CHARGEBACK
                    .writer(registry.framing(access), "fraud.chargebacks")
                    .write(VALUE);
        }
    }

    private String named(String secret) throws IOException {
        return "${file:" + Files.writeString(folder.resolve("secret"), secret + "\n") + "}";
    }

    /** With a certificate of its own making. */
    private SSLContext server() throws Exception {
        Path store = folder.resolve("registry.p12");
        keytool("-genkeypair -alias r -dname CN=registry -keyalg EC -ext SAN=IP:127.0.0.1 -storetype PKCS12 -keystore "
                + store);
        keytool("-exportcert -rfc -alias r -file " + folder.resolve("registry.pem") + " -keystore " + store);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "for-this-test".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "for-this-test".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String arguments) throws Exception {
        String line = System.getProperty("java.home") + "/bin/keytool " + arguments + " -storepass for-this-test";
        Process keytool =
                new ProcessBuilder(line.split(" ")).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
