package io.nacre.model.engine;

import org.nd4j.linalg.factory.Nd4j;

/** What must be set before Deeplearning4j is first used. */
public final class Nd4jSettings {

    private Nd4jSettings() {}

    public static void apply() {
        // JavaCPP compares its limit with the memory of the whole process, state backend included; see
        // bytedeco/javacpp#468.
        if (System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        }
        // The matrices are small: a second thread costs more than it brings. And bits must not depend on the machine.
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
    }
}
