package io.nacre.model.kernel;

/** Finds out once which kernel this JVM can run. */
final class KernelSelector {

    /** Loaded by name: where the JVM was started without the module, that class cannot even be loaded. */
    private static final String VECTOR = "io.nacre.model.kernel.VectorKernel";

    static final Kernel FASTEST = find();

    private KernelSelector() {}

    private static Kernel find() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return new PlainKernel();
        }
        try {
            Kernel vectors = Class.forName(VECTOR)
                    .asSubclass(Kernel.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return vectors.lanes() > 1 ? vectors : new PlainKernel();
        } catch (ReflectiveOperationException | LinkageError e) {
            // A later Java may have changed the incubating interface: the plain loops give the same scores.
            return new PlainKernel();
        }
    }
}
