package io.nacre.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.engine.CascadeGraph;
import io.nacre.model.engine.CompiledCascade;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.CompiledTrees;
import io.nacre.model.engine.Dl4jEngine;
import io.nacre.model.engine.Engine;
import io.nacre.model.kernel.Kernel;
import io.nacre.model.kernel.PlainKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** All variants of scoring the same vectors with the same model. */
public final class ScoringVariants {

    private final Model model;
    private final float[][] vectors;
    private final float[][] normalised;
    private final int layers;

    public ScoringVariants(Model model, float[][] vectors) {
        this.model = model;
        this.vectors = vectors.clone();
        this.layers = model.cascade().stages().size();
        normalised = new float[vectors.length][model.cascade().width()];
        for (int i = 0; i < vectors.length; i++) {
            model.normalisation().apply(vectors[i], normalised[i]);
        }
    }

    /** The network alone, with the fastest kernel or the plain one. It includes normalisation, which is fused. */
    public ScoringVariant network(boolean plain) {
        CompiledCascade cascade = cascade(plain);
        float[] added = new float[layers];
        return contender(1, first -> cascade.run(vectors[first], added), () -> sums(added));
    }

    /** The network alone, four vectors at a time. */
    public ScoringVariant networkRows(boolean plain) {
        CompiledCascade cascade = cascade(plain);
        float[] added = new float[Kernel.ROWS * layers];
        return contender(Kernel.ROWS, first -> cascade.runRows(vectors, first, added), () -> sums(added));
    }

    /** Deeplearning4j's output(), with normalised vectors. */
    public ScoringVariant dl4j(int batch) {
        CascadeGraph graph = CascadeGraph.trained(model.cascade());
        int[] widths = model.cascade().widths();
        INDArray[] last = new INDArray[1];
        return contender(
                batch,
                first -> {
                    INDArray[] inputs = new INDArray[layers + 1];
                    inputs[0] = Nd4j.zeros(batch, layers);
                    int offset = 0;
                    for (int k = 0; k < layers; k++) {
                        float[][] rows = new float[batch][];
                        for (int i = 0; i < batch; i++) {
                            rows[i] = Arrays.copyOfRange(normalised[first + i], offset, offset + widths[k]);
                        }
                        inputs[k + 1] = Nd4j.create(rows);
                        offset += widths[k];
                    }
                    last[0] = graph.logits(inputs);
                },
                () -> last[0].getRow(0).toDoubleVector());
    }

    /** ONNX Runtime with reused buffers and its own output, with normalised vectors. */
    public ScoringVariant onnx(int batch) throws OrtException {
        return new Onnx(batch);
    }

    /** Everything: normalise, classical model, trees, network, calibration. */
    public ScoringVariant whole(boolean plain) {
        CompiledEngine engine = new CompiledEngine(model, kernel(plain));
        Trail[] last = new Trail[1];
        return contender(1, first -> last[0] = engine.score(vectors[first]), () -> last[0].logits());
    }

    /** The same for batches. */
    public ScoringVariant wholeBatch(int batch) {
        CompiledEngine engine = new CompiledEngine(model);
        float[][] rows = new float[batch][];
        Trail[] trails = new Trail[batch];
        return contender(
                batch,
                first -> {
                    System.arraycopy(vectors, first, rows, 0, batch);
                    engine.score(rows, batch, trails);
                },
                () -> trails[0].logits());
    }

    /** The reference engine. */
    public ScoringVariant wholeDl4j() {
        Engine engine = Dl4jEngine.of(model);
        Trail[] last = new Trail[1];
        return contender(1, first -> last[0] = engine.score(vectors[first]), () -> last[0].logits());
    }

    /** The trees alone, level by level. */
    public ScoringVariant trees() {
        CompiledTrees walk = CompiledTrees.of(model.classical().trees());
        if (walk == null) {
            throw new IllegalArgumentException("the trees are too deep to be compiled");
        }
        Kernel kernel = Kernel.fastest();
        int[] keys = new int[model.cascade().width()];
        float[] sums = new float[layers + 1];
        return contender(
                1,
                first -> {
                    kernel.keys(vectors[first], keys);
                    walk.addTo(sums, keys);
                },
                () -> doubles(sums));
    }

    /** The trees alone, node by node. */
    public ScoringVariant treesNodeByNode() {
        float[] sums = new float[layers + 1];
        return contender(1, first -> model.classical().addTrees(vectors[first], sums), () -> doubles(sums));
    }

    /** The anomaly error of a vector. */
    public static ScoringVariant anomaly(
            FeatureLayout featureLayout, AnomalyModel anomalies, float[][] vectors, boolean plain) {
        AnomalyDetector detector = new AnomalyDetector(featureLayout, anomalies, kernel(plain));
        double[] share = new double[1];
        return contender(
                1, first -> share[0] = detector.detect(vectors[first], null).tailProbability(), share::clone);
    }

    /** Bytes of weights that the network reads per score, without padding. */
    public int weightBytes() {
        return Float.BYTES
                * model.cascade().stages().stream()
                        .mapToInt(cascadeLayer -> CascadeLayer.length(
                                cascadeLayer.previous(), cascadeLayer.width(), cascadeLayer.hidden()))
                        .sum();
    }

    /** The same with padding. */
    public int paddedWeightBytes() {
        return cascade(false).bytes();
    }

    /** The name of the fastest kernel, and its lanes. */
    public static String kernel() {
        Kernel kernel = Kernel.fastest();
        return kernel.getClass().getSimpleName() + " of " + kernel.lanes() + " lanes";
    }

    /** Whether this JVM has SIMD vectors. */
    public static boolean hasVectors() {
        return !(Kernel.fastest() instanceof PlainKernel);
    }

    private CompiledCascade cascade(boolean plain) {
        return new CompiledCascade(model.normalisation(), model.cascade(), kernel(plain));
    }

    private static Kernel kernel(boolean plain) {
        return plain ? new PlainKernel() : Kernel.fastest();
    }

    private double[] sums(float[] added) {
        double[] sums = new double[layers];
        float sum = 0;
        for (int k = 0; k < layers; k++) {
            sum += added[k];
            sums[k] = sum;
        }
        return sums;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    @FunctionalInterface
    private interface Work {
        void on(int first) throws Exception;
    }

    @FunctionalInterface
    private interface Found {
        double[] now();
    }

    private static ScoringVariant contender(int batch, Work work, Found found) {
        return new ScoringVariant() {
            @Override
            public int batch() {
                return batch;
            }

            @Override
            public void run(int first) throws Exception {
                work.on(first);
            }

            @Override
            public double[] found() {
                return found.now();
            }
        };
    }

    private final class Onnx implements ScoringVariant {

        private final int batch;
        private final OrtSession session;
        private final FloatBuffer in;
        private final FloatBuffer out;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        Onnx(int batch) throws OrtException {
            this.batch = batch;
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(OnnxCascade.of(model.cascade()), options);
            in = direct(batch * model.cascade().width());
            out = direct(batch * layers);
            inputs = Map.of(OnnxCascade.INPUT, OnnxTensor.createTensor(environment, in, new long[] {
                batch, model.cascade().width()
            }));
            outputs = Map.of(OnnxCascade.OUTPUT, OnnxTensor.createTensor(environment, out, new long[] {batch, layers}));
        }

        private static FloatBuffer direct(int count) {
            return ByteBuffer.allocateDirect(count * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
        }

        @Override
        public int batch() {
            return batch;
        }

        @Override
        public void run(int first) throws OrtException {
            in.clear();
            for (int i = 0; i < batch; i++) {
                in.put(normalised[first + i]);
            }
            session.run(inputs, outputs).close();
        }

        @Override
        public double[] found() {
            double[] found = new double[layers];
            for (int k = 0; k < layers; k++) {
                found[k] = out.get(k);
            }
            return found;
        }

        @Override
        public void close() throws OrtException {
            session.close();
        }
    }
}
