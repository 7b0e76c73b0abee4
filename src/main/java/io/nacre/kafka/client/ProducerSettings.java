package io.nacre.kafka.client;

import java.util.Properties;

/** How every producer of ours writes: acknowledged by all replicas, in order, once, and soon. */
public final class ProducerSettings {

    /** A vector fills 16 kB, the client's default, in a dozen records: then requests cost more than what they carry. */
    private static final int BATCH_BYTES = 128 * 1024;

    /** Fills batches under load, and is not felt without. */
    private static final int LINGER_MS = 1;

    /** How long what nobody waits for may wait for company. */
    private static final int PATIENT_LINGER_MS = 20;

    private ProducerSettings() {}

    public static Properties of(KafkaSettings settings) {
        return lingering(LINGER_MS, settings);
    }

    /** For what no payment waits for: in larger batches, a little later. */
    public static Properties patient(KafkaSettings settings) {
        return lingering(PATIENT_LINGER_MS, settings);
    }

    private static Properties lingering(int lingerMs, KafkaSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("linger.ms", Integer.toString(lingerMs));
        properties.setProperty("batch.size", Integer.toString(BATCH_BYTES));
        // Not every client library reads lz4 or zstd, and whoever reads our topics must not care who wrote them.
        properties.setProperty("compression.type", "none");
        properties.putAll(settings.clientProperties());
        properties.setProperty("acks", "all");
        properties.setProperty("enable.idempotence", "true");
        return properties;
    }
}
