package io.nacre.model.anomaly;

import io.nacre.model.engine.Nd4jSettings;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The autoencoder as a Deeplearning4j network, for training and as the reference of {@link Autoencoder}.
 *
 * <p>The loss is the mean absolute error. The squared error would spend the bottleneck on rare outliers and reconstruct
 * them well.
 */
public final class AutoencoderGraph {

    static {
        Nd4jSettings.apply();
    }

    private static final int LAYERS = 4;

    private final int[] sizes;
    private final MultiLayerNetwork network;

    private AutoencoderGraph(int width, int hidden, int code, NeuralNetConfiguration.Builder settings) {
        this.sizes = new int[] {width, hidden, code, hidden, width};
        NeuralNetConfiguration.ListBuilder layers =
                settings.weightInit(WeightInit.XAVIER).list();
        for (int layer = 0; layer < LAYERS - 1; layer++) {
            layers.layer(new DenseLayer.Builder()
                    .nIn(sizes[layer])
                    .nOut(sizes[layer + 1])
                    .activation(layer % 2 == 0 ? Activation.TANH : Activation.IDENTITY)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MEAN_ABSOLUTE_ERROR)
                .nIn(hidden)
                .nOut(width)
                .activation(Activation.IDENTITY)
                .build());
        network = new MultiLayerNetwork(layers.build());
        network.init();
    }

    /** An autoencoder with random weights. */
    public static AutoencoderGraph untrained(int width, int hidden, int code, long seed, IUpdater updater) {
        return new AutoencoderGraph(
                width,
                hidden,
                code,
                new NeuralNetConfiguration.Builder().seed(seed).updater(updater));
    }

    /** The reference of a trained autoencoder. */
    public static AutoencoderGraph trained(Autoencoder autoencoder) {
        AutoencoderGraph graph = new AutoencoderGraph(
                autoencoder.width(),
                autoencoder.hidden(),
                autoencoder.code(),
                new NeuralNetConfiguration.Builder().updater(new NoOp()));
        for (int layer = 0; layer < LAYERS; layer++) {
            int inputs = graph.sizes[layer];
            int outputs = graph.sizes[layer + 1];
            graph.set(layer, "W", autoencoder.weights(layer), inputs, outputs);
            graph.set(layer, "b", autoencoder.biases(layer), 1, outputs);
        }
        return graph;
    }

    /** For training; not thread-safe. */
    public MultiLayerNetwork network() {
        return network;
    }

    /** Reconstructs one normalised vector. */
    public float[] reconstruct(float[] normalised) {
        INDArray input = Nd4j.create(normalised, new long[] {1, normalised.length}, 'c');
        return network.output(input).toFloatVector();
    }

    /** The current weights. */
    public Autoencoder autoencoder() {
        float[] packed = new float[Autoencoder.length(sizes[0], sizes[1], sizes[2])];
        int at = 0;
        for (int layer = 0; layer < LAYERS; layer++) {
            INDArray weights = network.getLayer(layer).getParam("W");
            INDArray bias = network.getLayer(layer).getParam("b");
            for (int i = 0; i < sizes[layer]; i++) {
                for (int j = 0; j < sizes[layer + 1]; j++) {
                    packed[at++] = weights.getFloat(i, j);
                }
            }
            for (int j = 0; j < sizes[layer + 1]; j++) {
                packed[at++] = bias.getFloat(j);
            }
        }
        return new Autoencoder(sizes[0], sizes[1], sizes[2], packed);
    }

    private void set(int layer, String name, float[] values, int rows, int columns) {
        network.getLayer(layer).setParam(name, Nd4j.create(values, new long[] {rows, columns}, 'c'));
    }
}
