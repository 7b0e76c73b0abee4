package io.nacre.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.model.FeatureLayout;
import io.nacre.model.Model;
import io.nacre.model.TestBundles;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.Engine;
import io.nacre.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever runs the loops, and however many vectors at once: the same bits. */
final class KernelTest {

    private static final FeatureLayout WIDE = TestBundles.inputs(14, 9, 12, 11, 25, 10, 12, 6, 8, 13);
    private static final float[] EXTREMES = {
        Float.NaN,
        Float.intBitsToFloat(0xffc00001),
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        0f,
        -0f
    };

    @Test
    void theBuildTestsTheKernelWithVectors() {
        assertThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
        assertThat(Kernel.fastest()).isNotInstanceOf(PlainKernel.class);
    }

    @Test
    void aJvmWithoutTheModuleGivesTheSameScores() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(java.toString(), Scores.class.getName()).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.strip()).isEqualTo("PlainKernel " + Scores.hash());
    }

    /** Scores some vectors, in a JVM of its own or in this one. */
    static final class Scores {

        public static void main(String[] arguments) {
            System.out.println(Kernel.fastest().getClass().getSimpleName() + " " + hash());
        }

        static String hash() {
            Engine engine = new CompiledEngine(TestBundles.model(WIDE, 20, 3));
            StringBuilder trails = new StringBuilder();
            for (float[] vector : vectors(WIDE.width(), 200)) {
                trails.append(engine.score(vector));
            }
            return Sha256.hex(trails.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void bothKernelsGiveTheSameBits() {
        for (int hidden : new int[] {1, 5, 8, 16, 20, 24, 32, 45}) {
            Model model = TestBundles.model(WIDE, hidden, 3);
            Engine plain = new CompiledEngine(model, new PlainKernel());
            Engine vectors = new CompiledEngine(model, Kernel.fastest());

            for (float[] vector : vectors(WIDE.width(), 200)) {
                assertThat(vectors.score(vector)).isEqualTo(plain.score(vector));
            }
        }
    }

    @Test
    void aBatchHasTheSameBitsAsItsVectors() {
        for (Kernel kernel : List.of(new PlainKernel(), Kernel.fastest())) {
            Engine engine = new CompiledEngine(TestBundles.model(WIDE, 20, 3), kernel);
            float[][] vectors = vectors(WIDE.width(), 103).toArray(float[][]::new);
            Trail[] trails = new Trail[vectors.length];

            engine.score(vectors, 103, trails);

            for (int i = 0; i < vectors.length; i++) {
                assertThat(trails[i]).isEqualTo(engine.score(vectors[i]));
            }
        }
    }

    @Test
    void bothKernelsSeeTheSameAnomalies() {
        AnomalyModel model = TestBundles.anomaly(WIDE.width(), 13, 3);
        AnomalyDetector plain = new AnomalyDetector(WIDE, model, new PlainKernel());
        AnomalyDetector vectors = new AnomalyDetector(WIDE, model, Kernel.fastest());

        for (float[] vector : vectors(WIDE.width(), 500)) {
            assertThat(vectors.detect(vector, 1.0)).isEqualTo(plain.detect(vector, 1.0));
        }
    }

    @Test
    void keysAreInTheOrderOfTheNumbers() {
        float[] rising = {Float.NEGATIVE_INFINITY, -Float.MAX_VALUE, -2, -Float.MIN_VALUE, 0, Float.MIN_VALUE, 1, 2};

        for (int i = 1; i < rising.length; i++) {
            assertThat(Kernel.key(rising[i - 1])).isLessThan(Kernel.key(rising[i]));
        }
        assertThat(Kernel.key(-0f)).isEqualTo(Kernel.key(0f));
        assertThat(Kernel.key(Float.intBitsToFloat(0xffc00001)))
                .isEqualTo(Kernel.key(Float.NaN))
                .isGreaterThan(Kernel.key(Float.POSITIVE_INFINITY));
    }

    @Test
    void bothKernelsGiveTheSameKeys() {
        for (float[] vector : vectors(37, 100)) {
            int[] plain = new int[37];
            int[] vectors = new int[37];

            new PlainKernel().keys(vector, plain);
            Kernel.fastest().keys(vector, vectors);

            assertThat(vectors).isEqualTo(plain);
        }
    }

    @Test
    void theTangentIsThatOfJava() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            float x = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(5) - 3));
            float exact = (float) StrictMath.tanh(x);

            assertThat(Math.abs(Tanh.of(x) - exact)).isLessThanOrEqualTo(Math.ulp(exact));
        }
        for (float x : EXTREMES) {
            assertThat(Float.compare(Tanh.of(x), (float) StrictMath.tanh(x))).isZero();
        }
    }

    private static List<float[]> vectors(int width, int count) {
        List<float[]> vectors = TestBundles.vectors(width, count, 17);
        Random random = new Random(23);
        for (float[] vector : vectors) {
            for (int i = 0; i < width; i++) {
                if (random.nextInt(12) == 0) {
                    vector[i] = EXTREMES[random.nextInt(EXTREMES.length)];
                }
            }
        }
        return vectors;
    }
}
