package io.nacre.training;

import java.util.Arrays;

/**
 * The features that a transaction has of itself, its profile and its address: what a model could read without any
 * memory. Found by looking: in every example they are what they would be if nothing were remembered.
 */
final class StatelessFeatureFinder {

    private final boolean[] features;

    /** All features, until an example speaks against one. */
    StatelessFeatureFinder(int width) {
        features = new boolean[width];
        Arrays.fill(features, true);
    }

    /** @param withoutMemory the vector that the same transaction would have if nothing were remembered */
    void observe(float[] vector, float[] withoutMemory) {
        for (int i = 0; i < features.length; i++) {
            features[i] &= vector[i] == withoutMemory[i];
        }
    }

    boolean[] features() {
        return features.clone();
    }
}
