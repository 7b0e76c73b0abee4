package io.nacre.kafka.client;

import org.apache.kafka.common.utils.Utils;

/**
 * The partition that Kafka's producer chooses for a key. The client library has no public method for it; a test
 * compares this one with the producer.
 */
public final class KeyPartitioner {

    private KeyPartitioner() {}

    /** The partition of a key on a topic with so many partitions. */
    public static int partition(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
