package io.nacre.bench.baseline;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.nacre.model.Model;
import io.nacre.model.OnnxCascade;
import io.nacre.model.Trail;
import io.nacre.model.engine.Engine;
import java.util.Map;

/**
 * Runs the network with ONNX Runtime, one payment at a time, with arrays as in its documentation; everything before the
 * network is the product's. It returns only the final score.
 */
public final class OnnxEngine implements Engine, AutoCloseable {

    private final Model model;
    private final OrtEnvironment runtime;
    private final OrtSession session;

    public OnnxEngine(Model model) {
        this.model = model;
        try {
            runtime = OrtEnvironment.getEnvironment();
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = runtime.createSession(OnnxCascade.of(model.cascade()), options);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime rejects the network: " + e.getMessage(), e);
        }
    }

    @Override
    public Trail score(float[] vector) {
        float[] normalised = new float[vector.length];
        float[] classical = new float[model.cascade().stages().size() + 1];
        model.normalisation().apply(vector, normalised);
        model.classical().logits(vector, normalised, classical);
        float added = added(new float[][] {normalised});
        double last = model.calibration().apply(classical[classical.length - 1] + added);
        return new Trail(new double[] {model.calibration().apply(classical[0]), last});
    }

    private float added(float[][] batch) {
        try (OnnxTensor input = OnnxTensor.createTensor(runtime, batch);
                OrtSession.Result result = session.run(Map.<String, OnnxTensorLike>of(OnnxCascade.INPUT, input))) {
            float[] layers = ((float[][]) result.get(0).getValue())[0];
            return layers[layers.length - 1];
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot score: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
