package io.nacre.app;

import io.nacre.codec.Framing;
import io.nacre.kafka.KafkaSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command reaches Kafka. */
final class BrokerOptions {

    @Option(names = "--brokers", required = true, paramLabel = "HOST:PORT,...", description = "Kafka brokers.")
    private String brokers = "";

    @Option(names = "--prefix", paramLabel = "TEXT", description = "Before every topic's name; none by default.")
    private String prefix = "";

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description =
                    "Schema registry (Confluent's REST API). Without it, records carry Avro's single-object framing.")
    private @Nullable String registry;

    @Option(
            names = "--client-config",
            paramLabel = "FILE",
            description = "Properties for every Kafka client, such as those of TLS and SASL.")
    private @Nullable Path clientConfig;

    KafkaSettings settings() {
        KafkaSettings settings = KafkaSettings.of(brokers).withPrefix(prefix);
        if (registry != null) {
            settings = settings.with(Framing.confluent(registry));
        }
        return clientConfig == null ? settings : settings.withClient(KafkaSettings.clientFile(clientConfig));
    }
}
