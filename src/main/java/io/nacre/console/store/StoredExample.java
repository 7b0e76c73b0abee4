package io.nacre.console.store;

import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A decided payment of the last month with its vector.
 *
 * @param transaction without card token, user agent, failed attempts and attributes, which the store does not have
 * @param anomaly without its unusual features; null if the bundle had no anomaly model
 * @param weight of how many payments this one is an example
 * @param suspicious whether it belongs to an incident
 * @param fraud the label; null without one
 */
@SuppressWarnings("ArrayRecordComponent") // Used once, and never compared.
public record StoredExample(
        Transaction transaction,
        float[] vector,
        Trail trail,
        @Nullable Anomaly anomaly,
        int weight,
        boolean suspicious,
        @Nullable Boolean fraud) {}
