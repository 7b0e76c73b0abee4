package io.nacre.app.cli;

import io.nacre.codec.Framing;
import io.nacre.kafka.client.ClientProperties;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.secret.RecordSigningConfig;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the connection to Kafka. */
public final class BrokerOptions {

    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT,...",
            description = "Kafka brokers.")
    private String brokers = "";

    @Option(names = "--topic-prefix", paramLabel = "TEXT", description = "Prefix of every topic name; default none.")
    private String prefix = "";

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description =
                    "Schema registry (Confluent's REST API). Without it, records carry Avro's single-object framing.")
    private @Nullable String registry;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description =
                    "Properties for every Kafka client, such as TLS and SASL, and schema.registry.* for the registry"
                            + " client. Secrets only as references: $${env:NAME}, $${file:/path}.")
    private @Nullable Path clientConfig;

    @Option(
            names = "--sign-keys",
            paramLabel = "FILE",
            description = "Which topics are signed and verified, and with which keys; default none.")
    private @Nullable Path signKeys;

    public KafkaSettings settings() {
        KafkaSettings settings = KafkaSettings.of(brokers).withPrefix(prefix);
        ClientProperties client =
                clientConfig == null ? new ClientProperties(Map.of(), Map.of()) : ClientProperties.read(clientConfig);
        if (registry != null) {
            settings = settings.with(Framing.confluent(registry, client.registry()));
        }
        if (signKeys != null) {
            settings = settings.with(RecordSigningConfig.read(signKeys, TopicCatalogue.names()));
        }
        return settings.withClient(client.kafka());
    }
}
