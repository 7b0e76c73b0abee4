package io.nacre.model.engine;

/** The engines; all give the same scores. */
public enum EngineKind {
    /** Java code without native libraries. */
    COMPILED,
    /** Deeplearning4j, the reference; needs its libraries on the class path. */
    DL4J
}
