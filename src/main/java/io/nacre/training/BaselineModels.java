package io.nacre.training;

/** What else is trained on the same examples, to see what a bundle is worth. */
public enum BaselineModels {
    NONE,

    /**
     * Boosted trees on the whole vector; boosted trees on the features that need no memory; and a network of one hidden
     * layer with as many weights as the cascade.
     */
    MODELS,

    /** These, and the cascade trained anew without each of its layers in turn. */
    LAYERS
}
