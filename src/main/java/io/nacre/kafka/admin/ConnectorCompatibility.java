package io.nacre.kafka.admin;

import io.nacre.kafka.client.KafkaAccessException;

/** Whether Kafka's client still has what Flink's connector calls in it: version 4.3 took it away. */
public final class ConnectorCompatibility {

    private static final String CALLED = "org.apache.kafka.clients.producer.internals.TransactionalRequestResult";

    private ConnectorCompatibility() {}

    /**
     * Says which client is there.
     *
     * @throws KafkaAccessException if transactions would fail with it, each time anew
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
            return "Kafka's client " + version() + " has what Flink's connector calls";
        } catch (NoSuchMethodException e) {
            throw mismatch(e);
        }
    }

    private static KafkaAccessException mismatch(ReflectiveOperationException e) {
        return new KafkaAccessException(
                "Kafka's client " + version() + " lacks a method that Flink's connector calls in each transaction:"
                        + " put kafka-clients 4.2 on the class path, or use --delivery at-least-once",
                e);
    }

    private static String version() {
        return org.apache.kafka.common.utils.AppInfoParser.getVersion();
    }
}
