package io.nacre.training;

/** The baselines that are trained on the same examples for comparison. */
public enum BaselineModels {
    NONE,

    /**
     * Boosted trees on the whole vector, boosted trees on the stateless features, and a network with one hidden layer
     * and as many weights as the cascade.
     */
    MODELS,

    /** These, and the cascade retrained without each of its layers in turn. */
    LAYERS
}
