package io.nacre.kafka;

import java.util.Properties;

/** How every producer of ours writes: acknowledged by all replicas, in order, once, and soon. */
final class ProducerSettings {

    private ProducerSettings() {}

    static Properties of(KafkaSettings settings) {
        Properties properties = new Properties();
        // A millisecond fills batches under load, and is not felt without.
        properties.setProperty("linger.ms", "1");
        // Not every client library reads lz4 or zstd, and whoever reads our topics must not care who wrote them.
        properties.setProperty("compression.type", "none");
        properties.putAll(settings.clientProperties());
        properties.setProperty("acks", "all");
        properties.setProperty("enable.idempotence", "true");
        return properties;
    }
}
