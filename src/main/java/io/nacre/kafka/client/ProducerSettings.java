package io.nacre.kafka.client;

import java.util.Properties;

/** The settings of all producers: acknowledged by all replicas, ordered, idempotent, and with low latency. */
public final class ProducerSettings {

    /** The default of 16 kB fits about a dozen vectors; then requests cost more than their content. */
    private static final int BATCH_BYTES = 128 * 1024;

    /** Fills batches under load with a negligible delay. */
    private static final int LINGER_MS = 1;

    /** The linger time of outputs that no decision waits for. */
    private static final int PATIENT_LINGER_MS = 20;

    private ProducerSettings() {}

    public static Properties of(KafkaSettings settings) {
        return lingering(LINGER_MS, settings);
    }

    /** For outputs that no decision waits for: larger batches, a little later. */
    public static Properties patient(KafkaSettings settings) {
        return lingering(PATIENT_LINGER_MS, settings);
    }

    private static Properties lingering(int lingerMs, KafkaSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("linger.ms", Integer.toString(lingerMs));
        properties.setProperty("batch.size", Integer.toString(BATCH_BYTES));
        // Not every client library supports lz4 or zstd, so any client can read the topics.
        properties.setProperty("compression.type", "none");
        properties.putAll(settings.clientProperties());
        properties.setProperty("acks", "all");
        properties.setProperty("enable.idempotence", "true");
        return properties;
    }
}
