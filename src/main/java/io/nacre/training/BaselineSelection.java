package io.nacre.training;

/** The baselines that are trained on the same examples for comparison. */
public enum BaselineSelection {
    NONE,

    /**
     * Three models: boosted trees on the whole vector, boosted trees on the stateless features, and a network. The
     * network has one hidden layer and as many weights as the cascade.
     */
    MODELS,

    /** The same models, and the cascade retrained without each of its layers in turn. */
    LAYERS
}
