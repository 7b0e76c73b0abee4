package io.nacre.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPropertiesTest {

    private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";

    @TempDir
    private Path folder;

    @Test
    void partsWhatIsKafkasFromWhatIsTheRegistrys() throws IOException {
        ClientProperties file = read("sasl.mechanism=PLAIN\nschema.registry.ssl.truststore.location=ca.pem\n");

        assertThat(file.kafka()).containsExactly(Map.entry("sasl.mechanism", "PLAIN"));
        assertThat(file.registry()).containsExactly(Map.entry("ssl.truststore.location", "ca.pem"));
        assertThatThrownBy(() -> ClientProperties.read(folder.resolve("none")))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl.keystore.password=hunter2",
                "ssl.key.password=hunter2",
                "ssl.keystore.key=hunter2",
                "sasl.jaas.config=" + LOGIN + " username=\"job\" password=\"hunter2\";",
                "sasl.jaas.config=" + LOGIN + " username=\"job\" password='hunter2';",
                "sasl.jaas.config=o.OAuth required clientSecret=hunter2;",
                "schema.registry.basic.auth.user.info=job:hunter2",
                "schema.registry.bearer.auth.token=hunter2"
            })
    void rejectsSecretsInClearText(String line) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining(line.substring(0, line.indexOf('=')))
                .hasMessageContaining("${env:NAME} or ${file:/path}")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void carriesTheNameOfASecretAndLetsTheClientReadIt() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2\n");
        String named = LOGIN + " username=\"job\" password=\"${file:" + secret + "}\";";

        KafkaSettings settings = KafkaSettings.of("localhost:9092")
                .withClient(read("sasl.jaas.config=" + named).kafka());
        Properties properties = settings.clientProperties();
        properties.setProperty("key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");
        properties.setProperty("value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer");

        assertThat(properties).containsEntry("sasl.jaas.config", named);
        assertThat(new ProducerConfig(properties)
                        .getPassword("sasl.jaas.config")
                        .value())
                .contains("password=\"hunter2\"");
        assertThat(settings.toString()).doesNotContain("hunter2", "jaas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${env:NACRE_NOWHERE}", "${file:/nowhere/at/all}"})
    void reportsTheMissingSecret(String reference) {
        assertThatThrownBy(() -> read("ssl.key.password=" + reference))
                .hasMessageContaining("ssl.key.password: the ")
                .hasMessageContaining(reference.substring(reference.indexOf(':') + 1, reference.length() - 1));
    }

    @Test
    void rejectsOtherConfigProviders() {
        assertThatThrownBy(() -> read("config.providers=vault")).hasMessageContaining("${env:NAME}");
    }

    private ClientProperties read(String text) throws IOException {
        return ClientProperties.read(Files.writeString(folder.resolve("client.properties"), text));
    }
}
