package io.nacre.model.engine;

import io.nacre.model.Cascade;
import io.nacre.model.CascadeLayer;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/**
 * Builds the cascade as a Deeplearning4j graph, for training and for the reference engine.
 *
 * <p>The inputs are the classical logits after each layer, and the features of each layer. The network adds to those
 * logits. All logits are in one row, so one loss supervises them. To weight transactions, use a label mask with one
 * column. Deeplearning4j 1.0.0-M2.1 multiplies a mask with one column per output into the gradient twice, which has no
 * effect only for 0 and 1.
 */
public final class CascadeGraph {

    static {
        Nd4jSettings.apply();
    }

    private static final String CLASSICAL = "classical";
    private static final String ADDED = "added";
    private static final String LOGITS = "logits";

    /** Keeps the logarithm in the loss finite; far below any base rate of fraud. */
    private static final double MIN_PROBABILITY = 1e-6;

    private final int[] widths;
    private final int[] hidden;
    private final ComputationGraph graph;

    private CascadeGraph(
            int[] widths, int[] hidden, NeuralNetConfiguration.Builder network, double @Nullable [] lossWeights) {
        this.widths = widths.clone();
        this.hidden = hidden.clone();
        GraphBuilder builder = network.weightInit(WeightInit.RELU).graphBuilder();
        addInputs(builder);
        for (int k = 0; k < widths.length; k++) {
            addLayer(builder, k);
        }
        addLogits(builder);
        if (lossWeights == null) {
            builder.setOutputs(LOGITS);
        } else {
            addLoss(builder, lossWeights);
        }
        graph = new ComputationGraph(builder.build());
        graph.init();
    }

    /**
     * An untrained network: random hidden weights, and no contribution to the logit.
     *
     * @param widths number of features of each layer
     * @param hidden hidden width of each layer
     * @param lossWeights weight of the loss after each layer
     * @param l2 weight decay
     */
    public static CascadeGraph untrained(
            int[] widths, int[] hidden, double[] lossWeights, long seed, IUpdater updater, double l2) {
        NeuralNetConfiguration.Builder network =
                new NeuralNetConfiguration.Builder().seed(seed).updater(updater).l2(l2);
        return new CascadeGraph(widths, hidden, network, lossWeights);
    }

    /** A trained network, for {@link #logits}. */
    public static CascadeGraph trained(Cascade cascade) {
        NeuralNetConfiguration.Builder network = new NeuralNetConfiguration.Builder().updater(new NoOp());
        CascadeGraph graph = new CascadeGraph(cascade.widths(), cascade.hidden(), network, null);
        graph.load(cascade);
        return graph;
    }

    /** For training; not thread-safe. */
    public ComputationGraph graph() {
        return graph;
    }

    /** The logits z1..zK of a batch, one row per transaction; the inputs are as in training. */
    public INDArray logits(INDArray... inputs) {
        return graph.outputSingle(inputs);
    }

    /** The current weights. */
    public Cascade cascade() {
        List<CascadeLayer> stages = new ArrayList<>();
        for (int k = 0; k < widths.length; k++) {
            int hiddenWidth = hidden[k];
            float[] packed = new float[CascadeLayer.length(previous(k), widths[k], hiddenWidth)];
            INDArray weights = parameter(finding(k), "W");
            INDArray bias = parameter(finding(k), "b");
            INDArray readout = parameter(addition(k), "W");
            int inputs = previous(k) + widths[k];
            for (int j = 0; j < hiddenWidth; j++) {
                for (int i = 0; i < inputs; i++) {
                    packed[i * hiddenWidth + j] = weights.getFloat(i, j);
                }
                packed[inputs * hiddenWidth + j] = bias.getFloat(j);
                packed[(inputs + 1) * hiddenWidth + j] = readout.getFloat(j);
            }
            packed[packed.length - 1] = parameter(addition(k), "b").getFloat(0);
            stages.add(new CascadeLayer(previous(k), widths[k], hiddenWidth, packed));
        }
        return new Cascade(stages);
    }

    private void addInputs(GraphBuilder builder) {
        builder.addInputs(CLASSICAL);
        for (int k = 0; k < widths.length; k++) {
            builder.addInputs(features(k));
        }
    }

    private void addLayer(GraphBuilder builder, int k) {
        String evidence = features(k);
        if (k > 0) {
            evidence = "evidence" + (k + 1);
            builder.addVertex(evidence, new MergeVertex(), finding(k - 1), features(k));
        }
        DenseLayer dense = new DenseLayer.Builder()
                .nIn(previous(k) + widths[k])
                .nOut(hidden[k])
                .activation(Activation.RELU)
                .build();
        builder.addLayer(finding(k), dense, evidence);
        DenseLayer readout = new DenseLayer.Builder()
                .nIn(hidden[k])
                .nOut(1)
                .activation(Activation.IDENTITY)
                .weightInit(WeightInit.ZERO)
                .build();
        builder.addLayer(addition(k), readout, finding(k));
        if (k > 0) {
            builder.addVertex(sum(k), new ElementWiseVertex(ElementWiseVertex.Op.Add), sum(k - 1), addition(k));
        }
    }

    private void addLogits(GraphBuilder builder) {
        String[] sums = new String[widths.length];
        for (int k = 0; k < widths.length; k++) {
            sums[k] = sum(k);
        }
        builder.addVertex(ADDED, new MergeVertex(), sums);
        builder.addVertex(LOGITS, new ElementWiseVertex(ElementWiseVertex.Op.Add), CLASSICAL, ADDED);
    }

    private static void addLoss(GraphBuilder builder, double[] lossWeights) {
        INDArray weights = Nd4j.createFromArray(lossWeights).castTo(DataType.FLOAT);
        LossLayer loss = new LossLayer.Builder(new LossBinaryXENT(MIN_PROBABILITY, weights))
                .activation(Activation.SIGMOID)
                .build();
        builder.addLayer("loss", loss, LOGITS);
        builder.setOutputs("loss");
    }

    private void load(Cascade cascade) {
        for (int k = 0; k < widths.length; k++) {
            CascadeLayer cascadeLayer = cascade.stages().get(k);
            int inputs = cascadeLayer.previous() + cascadeLayer.width();
            set(finding(k), "W", cascadeLayer.weights(), inputs, cascadeLayer.hidden());
            set(finding(k), "b", cascadeLayer.bias(), 1, cascadeLayer.hidden());
            set(addition(k), "W", cascadeLayer.readout(), cascadeLayer.hidden(), 1);
            set(addition(k), "b", new float[] {cascadeLayer.readoutBias()}, 1, 1);
        }
    }

    private INDArray parameter(String layer, String name) {
        return graph.getLayer(layer).getParam(name);
    }

    private void set(String layer, String name, float[] values, int rows, int columns) {
        graph.getLayer(layer).setParam(name, Nd4j.create(values, new long[] {rows, columns}, 'c'));
    }

    private int previous(int k) {
        return k == 0 ? 0 : hidden[k - 1];
    }

    private static String features(int k) {
        return "x" + (k + 1);
    }

    private static String finding(int k) {
        return "h" + (k + 1);
    }

    private static String addition(int k) {
        return "d" + (k + 1);
    }

    /** The name of the sum of all layers up to this one. */
    private static String sum(int k) {
        return k == 0 ? addition(0) : "sum" + (k + 1);
    }
}
