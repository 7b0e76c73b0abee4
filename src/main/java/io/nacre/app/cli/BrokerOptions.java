package io.nacre.app.cli;

import io.nacre.codec.Framing;
import io.nacre.codec.registry.RecordFormat;
import io.nacre.kafka.client.ClientProperties;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.secret.RecordSigningConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
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
            names = "--topic-format",
            paramLabel = "TOPIC=json|protobuf",
            description =
                    "Format of the records without a header in a topic that the platform writes; repeatable."
                            + " Records with a header say their format themselves. Default: without a header they are rejected.")
    private Map<String, RecordFormat> formats = new LinkedHashMap<>();

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
        if (!formats.isEmpty()) {
            settings = settings.with(settings.framing().withFormats(formatsByContract()));
        }
        if (signKeys != null) {
            settings = settings.with(RecordSigningConfig.read(signKeys, TopicCatalogue.names()));
        }
        return settings.withClient(client.kafka());
    }

    private Map<String, RecordFormat> formatsByContract() {
        Map<String, RecordFormat> byContract = new HashMap<>();
        formats.forEach((name, format) -> {
            Topic<?> topic = PrincipalRole.PLATFORM.writes().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailedException(
                            "--topic-format: " + name + " is no topic that the platform writes: choose one of "
                                    + PrincipalRole.PLATFORM.writes().stream()
                                            .map(Topic::name)
                                            .collect(Collectors.joining(", "))));
            if (format == RecordFormat.AVRO) {
                throw new CommandFailedException("--topic-format: " + name
                        + "=avro is impossible, because Avro records need a header: choose json or protobuf");
            }
            byContract.put(topic.contract().name(), format);
        });
        return byContract;
    }
}
