package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Advice;
import io.nacre.decision.Example;
import io.nacre.feature.Enriched;
import io.nacre.feature.Enriched.Kind;
import io.nacre.feature.Layers;
import io.nacre.model.Anomaly;
import io.nacre.model.AnomalyDetector;
import io.nacre.model.Bundle;
import io.nacre.model.Engine;
import io.nacre.model.EngineKind;
import io.nacre.model.Explainer;
import io.nacre.model.Reason;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Asks the model; explains what an analyst may have to look at. The examples leave from here: their vectors, the
 * largest part of all that is known, need not cross to the account's task once more.
 */
final class Score extends ProcessFunction<Enriched, Scored> {

    static final OutputTag<Example> EXAMPLES = new OutputTag<>("examples", TypeInformation.of(Example.class));

    private static final String FINGERPRINT = Layers.fingerprint();

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
    public void processElement(Enriched enriched, Context context, Collector<Scored> out) {
        if (enriched.kind() == Kind.TRANSACTION) {
            score(enriched, requireNonNull(enriched.transaction()), context, out);
            return;
        }
        Label label = enriched.label();
        if (label != null) {
            context.output(EXAMPLES, example(label, enriched.keys().atMs()));
        }
        out.collect(
                Scored.of(enriched, null, List.of(), null, List.of(), Advice.NONE, bundle.id(), bundle.thresholds()));
    }

    private void score(Enriched enriched, Transaction transaction, Context context, Collector<Scored> out) {
        float[] vector = enriched.vector().values();
        Trail trail = engine.score(vector);
        double score = trail.score();
        Thresholds thresholds = bundle.thresholds();
        List<Reason> reasons = score >= thresholds.review() ? explainer.reasons(vector, trail) : List.of();
        Anomaly anomaly = detector == null ? null : detector.detect(vector, thresholds.anomaly());
        out.collect(Scored.of(
                enriched,
                trail,
                reasons,
                anomaly,
                explainer.degradedLayers(vector),
                Advice.NONE,
                bundle.id(),
                thresholds));
        context.output(EXAMPLES, example(transaction, vector, score));
    }

    private static Example example(Transaction transaction, float[] vector, double score) {
        return new Example(
                transaction.id(), transaction.accountId(), transaction.atMs(), FINGERPRINT, vector, score, null);
    }

    /** A label completes the example. */
    private static Example example(Label label, long atMs) {
        return new Example(label.transactionId(), label.accountId(), atMs, FINGERPRINT, null, null, label);
    }
}
