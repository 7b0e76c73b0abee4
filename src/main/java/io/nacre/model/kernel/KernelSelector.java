package io.nacre.model.kernel;

/** Selects the kernel of this JVM once. */
final class KernelSelector {

    /** Loaded by name, because the class cannot be loaded without the module. */
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
            // A later Java version may have changed the incubating API; the plain kernel gives the same scores.
            return new PlainKernel();
        }
    }
}
