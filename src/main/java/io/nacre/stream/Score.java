package io.nacre.stream;

import io.nacre.feature.Enriched;
import io.nacre.feature.Enriched.Kind;
import io.nacre.model.Anomaly;
import io.nacre.model.AnomalyDetector;
import io.nacre.model.Bundle;
import io.nacre.model.Engine;
import io.nacre.model.EngineKind;
import io.nacre.model.Explainer;
import io.nacre.model.Reason;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.jspecify.annotations.Nullable;

/** Asks the model; explains what an analyst may have to look at. */
final class Score extends RichMapFunction<Enriched, Scored> {

    /** The bundle itself, so that every task scores with the same one wherever it runs. */
    private final byte[] zip;

    private final EngineKind kind;
    private transient Bundle bundle;
    private transient Engine engine;
    private transient Explainer explainer;
    private transient @Nullable AnomalyDetector detector;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    Score(byte[] zip, EngineKind kind) {
        this.zip = zip;
        this.kind = kind;
    }

    @Override
    public void open(OpenContext context) {
        bundle = Bundle.read(zip);
        engine = bundle.engine(kind);
        explainer = new Explainer(bundle);
        detector = bundle.detector();
    }

    @Override
    public Scored map(Enriched enriched) {
        if (enriched.kind() != Kind.TRANSACTION) {
            return new Scored(enriched, null, List.of(), null, List.of(), bundle.id(), bundle.thresholds());
        }
        float[] vector = enriched.vector().values();
        Trail trail = engine.score(vector);
        boolean suspicious = trail.score() >= bundle.thresholds().review();
        List<Reason> reasons = suspicious ? explainer.reasons(vector, trail) : List.of();
        Thresholds thresholds = bundle.thresholds();
        Anomaly anomaly = detector == null ? null : detector.detect(vector, thresholds.anomaly());
        return new Scored(enriched, trail, reasons, anomaly, explainer.degradedLayers(vector), bundle.id(), thresholds);
    }
}
