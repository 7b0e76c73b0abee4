package io.nacre.training;

import java.util.Arrays;

/**
 * Finds the stateless features: those computed from the transaction, the account profile and the IP address alone. A
 * feature is stateless if its value with state equals its value without state in every example.
 */
final class StatelessFeatureFinder {

    private final boolean[] features;

    /** All features are candidates until an example rules them out. */
    StatelessFeatureFinder(int width) {
        features = new boolean[width];
        Arrays.fill(features, true);
    }

    /** @param withoutMemory the vector of the same transaction without state */
    void observe(float[] vector, float[] withoutMemory) {
        for (int i = 0; i < features.length; i++) {
            features[i] &= vector[i] == withoutMemory[i];
        }
    }

    boolean[] features() {
        return features.clone();
    }
}
