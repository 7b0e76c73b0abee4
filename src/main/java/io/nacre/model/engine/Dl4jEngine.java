package io.nacre.model.engine;

import io.nacre.model.BundleException;
import io.nacre.model.Model;
import io.nacre.model.Trail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The reference engine: the same network in Deeplearning4j. */
public final class Dl4jEngine implements Engine {

    private final Model model;
    private final CascadeGraph graph;

    private Dl4jEngine(Model model) {
        this.model = model;
        this.graph = CascadeGraph.trained(model.cascade());
    }

    /** Creates the engine; fails with a clear message if the libraries are missing, as in the job jar. */
    public static Engine of(Model model) {
        try {
            return new Dl4jEngine(model);
        } catch (LinkageError e) {
            throw new BundleException(
                    "the engine DL4J has no Deeplearning4j on the class path: add it, or use the engine COMPILED", e);
        }
    }

    /** Always uses a batch of one, because the last bits of Deeplearning4j depend on the batch size. */
    @Override
    public Trail score(float[] vector) {
        return scoreAll(List.of(vector)).get(0);
    }

    /** Scores a batch. */
    List<Trail> scoreAll(List<float[]> vectors) {
        float[][] normalised = new float[vectors.size()][model.normalisation().width()];
        float[][] classical = new float[vectors.size()][model.cascade().stages().size() + 1];
        for (int i = 0; i < normalised.length; i++) {
            model.normalisation().apply(vectors.get(i), normalised[i]);
            model.classical().logits(vectors.get(i), normalised[i], classical[i]);
        }
        INDArray[] inputs = inputs(classical, normalised);
        INDArray sums = graph.logits(inputs);
        List<Trail> trails = new ArrayList<>();
        for (int i = 0; i < normalised.length; i++) {
            double[] logits = new double[inputs.length];
            logits[0] = model.calibration().apply(classical[i][0]);
            for (int k = 1; k < logits.length; k++) {
                logits[k] = model.calibration().apply(sums.getFloat(i, k - 1));
            }
            trails.add(new Trail(logits));
        }
        return trails;
    }

    private INDArray[] inputs(float[][] classical, float[][] normalised) {
        int[] widths = model.cascade().widths();
        INDArray[] inputs = new INDArray[widths.length + 1];
        float[][] basis = new float[normalised.length][];
        for (int i = 0; i < normalised.length; i++) {
            basis[i] = Arrays.copyOfRange(classical[i], 1, classical[i].length);
        }
        inputs[0] = Nd4j.create(basis);
        int offset = 0;
        for (int k = 0; k < widths.length; k++) {
            float[][] features = new float[normalised.length][];
            for (int i = 0; i < normalised.length; i++) {
                features[i] = Arrays.copyOfRange(normalised[i], offset, offset + widths[k]);
            }
            inputs[k + 1] = Nd4j.create(features);
            offset += widths[k];
        }
        return inputs;
    }
}
