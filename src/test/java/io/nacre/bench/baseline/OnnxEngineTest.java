package io.nacre.bench.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.TestBundles;
import io.nacre.model.Trail;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxEngineTest {

    @Test
    void runsTheVeryNetworkThatWeRun() throws Exception {
        Bundle bundle = TestBundles.catalogueBundle();
        Engine ours = bundle.engine(EngineKind.COMPILED);
        Random random = new Random(3);
        try (OnnxEngine onnx = new OnnxEngine(bundle.model())) {
            for (int i = 0; i < 100; i++) {
                float[] vector = new float[bundle.inputs().width()];
                for (int k = 0; k < vector.length; k++) {
                    vector[k] = (float) random.nextGaussian();
                }

                double expected = lastLogit(ours.score(vector));
                double actual = lastLogit(onnx.score(vector));

                assertThat(actual).isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    private static double lastLogit(Trail trail) {
        return trail.logits()[trail.layers()];
    }
}
