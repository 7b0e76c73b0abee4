package io.nacre.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.model.explain.Explainer;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The job jar has no Deeplearning4j: nothing but the reference engine may need it. */
final class JobJarTest {

    @Test
    void bundlesRunWithoutDeeplearning4j() throws ReflectiveOperationException {
        Class<?> type = new JobClassLoader().loadClass(WithoutDeeplearning4j.class.getName());
        Runnable check = (Runnable) type.getDeclaredConstructor().newInstance();

        check.run();

        assertThat(type).isNotEqualTo(WithoutDeeplearning4j.class);
    }

    /** Runs inside the class loader below. */
    public static final class WithoutDeeplearning4j implements Runnable {
        @Override
        public void run() {
            Bundle bundle = Bundle.read(TestBundles.bundle().zip(), TestBundles.INPUTS);
            float[] vector = new float[TestBundles.INPUTS.width()];
            Trail trail = bundle.engine(EngineKind.COMPILED).score(vector);
            new Explainer(bundle).reasons(vector, trail);
            assertThat(requireNonNull(bundle.detector()).detect(vector, 1e-3).tailProbability())
                    .isPositive();

            assertThatThrownBy(() -> bundle.engine(EngineKind.DL4J))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("use the engine COMPILED");
        }
    }

    /** Loads this project's classes afresh, and knows neither Deeplearning4j nor ND4J. */
    private static final class JobClassLoader extends ClassLoader {

        JobClassLoader() {
            super(JobJarTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.nd4j.") || name.startsWith("org.deeplearning4j.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.nacre.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
