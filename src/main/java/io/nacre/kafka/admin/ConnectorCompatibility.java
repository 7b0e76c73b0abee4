package io.nacre.kafka.admin;

import io.nacre.kafka.client.KafkaAccessException;

/** Checks that the Kafka client has an internal class that Flink's connector calls. Version 4.3 removed it. */
public final class ConnectorCompatibility {

    private static final String CALLED = "org.apache.kafka.clients.producer.internals.TransactionalRequestResult";

    private ConnectorCompatibility() {}

    /**
     * Returns the version of the client.
     *
     * @throws KafkaAccessException if transactions would fail with this client
     */
    public static String require() {
        try {
            return require(Class.forName(CALLED));
        } catch (ClassNotFoundException e) {
            throw mismatch(e);
        }
    }

    static String require(Class<?> called) {
        try {
            called.getMethod("await");
            return "Kafka client " + version() + " is compatible with Flink's connector";
        } catch (NoSuchMethodException e) {
            throw mismatch(e);
        }
    }

    private static KafkaAccessException mismatch(ReflectiveOperationException e) {
        return new KafkaAccessException(
                "Kafka client " + version() + " lacks a method that Flink's connector calls in each transaction:"
                        + " put kafka-clients 4.2 on the class path, or use --delivery at-least-once",
                e);
    }

    private static String version() {
        return org.apache.kafka.common.utils.AppInfoParser.getVersion();
    }
}
