package io.nacre.training.evaluate;

import io.nacre.model.FeatureLayout;
import io.nacre.model.engine.Engine;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import io.nacre.training.sample.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The average precision of a trained bundle if the inputs of a layer are missing in operation. The bundle is not
 * retrained.
 *
 * @param unknown average precision with all optional inputs of the layer unknown; NaN if it has none
 * @param atMean average precision with every feature of the layer at its training mean
 */
public record MissingLayerResult(String layer, double unknown, double atMean) {

    static List<MissingLayerResult> of(
            FeatureLayout featureLayout, Normalisation normalisation, Engine engine, Examples examples) {
        List<MissingLayerResult> absences = new ArrayList<>();
        int[] widths = featureLayout.widths();
        for (int layer = 0; layer < widths.length; layer++) {
            int[] indicators = featureLayout.indicators(layer);
            int from = featureLayout.offset(layer);
            int to = from + widths[layer];
            double unknown = indicators.length == 0
                    ? Double.NaN
                    : averagePrecision(engine, examples, vector -> reset(vector, indicators));
            double atMean = averagePrecision(engine, examples, vector -> {
                for (int i = from; i < to; i++) {
                    vector[i] = normalisation.mean(i);
                }
            });
            String name = featureLayout.layers().get(layer).name();
            absences.add(new MissingLayerResult(name, unknown, atMean));
        }
        return absences;
    }

    /** The reference value with all inputs. */
    static double averagePrecision(Engine engine, Examples examples) {
        return averagePrecision(engine, examples, vector -> {});
    }

    private static void reset(float[] vector, int[] indicators) {
        for (int indicator : indicators) {
            vector[indicator - 1] = 0;
            vector[indicator] = 0;
        }
    }

    private static double averagePrecision(Engine engine, Examples examples, Consumer<float[]> change) {
        ScoredLabels scoredLabels = new ScoredLabels();
        for (int i = 0; i < examples.size(); i++) {
            float[] vector = examples.vector(i).clone();
            change.accept(vector);
            scoredLabels.add(engine.score(vector).score(), examples.fraud(i), examples.weight(i));
        }
        ThresholdCurve thresholdCurve = ThresholdCurve.of(scoredLabels);
        return thresholdCurve.hasBothLabels() ? thresholdCurve.averagePrecision() : Double.NaN;
    }
}
