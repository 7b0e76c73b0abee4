package io.nacre.model.engine;

import org.nd4j.linalg.factory.Nd4j;

/** Settings that are required before the first use of Deeplearning4j. */
public final class Nd4jSettings {

    private Nd4jSettings() {}

    public static void apply() {
        // JavaCPP compares its limit with the memory of the whole process, including the state backend; see
        // bytedeco/javacpp#468.
        if (System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        }
        // The matrices are small: a second thread costs more than it saves, and results must not depend on the machine.
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
    }
}
