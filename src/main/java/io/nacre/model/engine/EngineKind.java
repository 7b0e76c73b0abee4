package io.nacre.model.engine;

/** Which code runs the network; all give the same scores. */
public enum EngineKind {
    /** Plain loops over flat arrays; needs no native library. */
    COMPILED,
    /** Deeplearning4j, the reference; only where its libraries are on the class path. */
    DL4J
}
