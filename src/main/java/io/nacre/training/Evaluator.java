package io.nacre.training;

import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.model.Bundle;
import io.nacre.model.Engine;
import io.nacre.model.EngineKind;
import io.nacre.model.Explainer;
import io.nacre.model.Inputs;
import io.nacre.model.Trail;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Replays a history and scores its later part, as the job would have done. */
public final class Evaluator {

    private static final int CARDS_A_DAY = 100;
    private static final long DAY_MS = 24 * 3600 * 1000L;
    private static final int EXPLAINED_MAX = 300;

    /** Hears every score, in order of event time. */
    @FunctionalInterface
    public interface Listener {
        void scored(String transactionId, double score);
    }

    private final Bundle bundle;
    private final EvaluationOptions options;
    private final Engine engine;
    private final Listener listener;
    private final List<Scored> stages = new ArrayList<>();
    private final CardPrecision cards;
    private final CompromisedCards compromised;
    private final TreeMap<String, Scored> typologies = new TreeMap<>();
    private final @Nullable AnomalyJudge anomalies;
    private final List<float[]> explained = new ArrayList<>();
    private @Nullable Instant first;
    private Instant last = Instant.EPOCH;

    private Evaluator(Bundle bundle, EvaluationOptions options, Listener listener) {
        this.bundle = bundle;
        this.options = options;
        this.engine = bundle.engine(EngineKind.COMPILED);
        this.listener = listener;
        int count = bundle.inputs().layers().size() + 1;
        for (int k = 0; k < count; k++) {
            stages.add(new Scored());
        }
        compromised = new CompromisedCards(options.compromisedFrom().toEpochMilli());
        cards = new CardPrecision(CARDS_A_DAY, count);
        anomalies = AnomalyJudge.of(bundle);
    }

    /**
     * Judges a bundle by a history.
     *
     * @param resolver what is known of a transaction beside its fields and its account's profile
     * @param listener hears every score of the judged part
     */
    public static Evaluation evaluate(
            Bundle bundle,
            History history,
            Function<Transaction, Facts> resolver,
            EvaluationOptions options,
            Listener listener)
            throws IOException {
        Evaluator evaluator = new Evaluator(bundle, options, listener);
        Replay replay = new Replay(resolver, history.profiles());
        history.forEach(labelled -> evaluator.take(labelled, replay.step(labelled)));
        return evaluator.evaluation();
    }

    /** @param vector null for a transaction that was repeated */
    private void take(LabelledTransaction labelled, @Nullable FeatureVector vector) {
        Instant at = Instant.ofEpochMilli(labelled.transaction().atMs());
        if (vector != null && !at.isBefore(options.from()) && at.isBefore(options.to())) {
            judge(labelled, vector.values(), at);
        }
        compromised.take(labelled);
    }

    private void judge(LabelledTransaction labelled, float[] vector, Instant at) {
        Transaction transaction = labelled.transaction();
        Trail trail = engine.score(vector);
        listener.scored(transaction.id(), trail.score());
        long day = Math.floorDiv(transaction.atMs(), DAY_MS);
        boolean known = compromised.contains(transaction);
        Label label = labelled.label();
        if (label == null || (known && options.leaveOutCompromised())) {
            return;
        }
        double[] scores = new double[stages.size()];
        for (int k = 0; k < scores.length; k++) {
            scores[k] = trail.probability(k);
            stages.get(k).add(scores[k], label.fraud(), 1);
        }
        if (!known) {
            cards.add(day, CompromisedCards.card(transaction), scores, label.fraud());
        }
        if (anomalies != null) {
            anomalies.take(vector, label.fraud(), labelled.typology());
        }
        if (label.fraud()) {
            takeFraud(labelled, vector, trail.score());
        }
        first = first == null ? at : first;
        last = at;
    }

    private void takeFraud(LabelledTransaction labelled, float[] vector, double score) {
        String typology = labelled.typology();
        if (typology != null) {
            typologies.computeIfAbsent(typology, name -> new Scored()).add(score, true, 1);
        }
        if (explained.size() < EXPLAINED_MAX) {
            explained.add(vector.clone());
        }
    }

    private Evaluation evaluation() {
        Scored scores = stages.get(stages.size() - 1);
        Evaluation.Band all = band(scores, 0);
        if (first == null) {
            throw new IllegalArgumentException("no labelled transaction lies between " + options.from() + " and "
                    + options.to() + ": give moments inside the history");
        }
        return new Evaluation(
                all.transactions(),
                all.frauds(),
                first,
                last,
                ladder(),
                typologyRecalls(),
                anomalies == null ? null : anomalies.evaluation(),
                bundle.thresholds(),
                band(scores, bundle.thresholds().review()),
                band(scores, bundle.thresholds().decline()),
                new Evaluation.Curves(stages.get(0), scores, heaviest()));
    }

    private List<Evaluation.Rung> ladder() {
        List<Evaluation.Rung> ladder = new ArrayList<>();
        ladder.add(new Evaluation.Rung("classical", Metrics.of(stages.get(0)), cards.mean(0)));
        for (Inputs.Group layer : bundle.inputs().layers()) {
            int k = ladder.size();
            ladder.add(new Evaluation.Rung(layer.name(), Metrics.of(stages.get(k)), cards.mean(k)));
        }
        return ladder;
    }

    private List<Evaluation.TypologyRecall> typologyRecalls() {
        List<Evaluation.TypologyRecall> recalls = new ArrayList<>();
        typologies.forEach((typology, scores) -> recalls.add(new Evaluation.TypologyRecall(
                typology,
                scores.size(),
                band(scores, bundle.thresholds().review()).recall(),
                band(scores, bundle.thresholds().decline()).recall())));
        return recalls;
    }

    private List<Evaluation.Weight> heaviest() {
        Explainer explainer = new Explainer(bundle);
        List<String> names = bundle.inputs().features();
        List<Evaluation.Weight> weights = new ArrayList<>();
        for (int feature : explainer.features()) {
            double sum = 0;
            for (float[] vector : explained) {
                sum += Math.abs(explainer.weight(vector, engine.score(vector), feature));
            }
            weights.add(new Evaluation.Weight(names.get(feature), sum / Math.max(1, explained.size())));
        }
        weights.sort(Comparator.comparingDouble(Evaluation.Weight::logit).reversed());
        return weights;
    }

    private static Evaluation.Band band(Scored scores, double threshold) {
        long transactions = 0;
        long frauds = 0;
        long allFrauds = 0;
        for (int i = 0; i < scores.size(); i++) {
            boolean above = scores.score(i) >= threshold;
            transactions += above ? 1 : 0;
            frauds += above && scores.fraud(i) ? 1 : 0;
            allFrauds += scores.fraud(i) ? 1 : 0;
        }
        return new Evaluation.Band(transactions, frauds, (double) frauds / allFrauds);
    }
}
