package io.nacre.training.evaluate;

import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.TransactionResolver;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Trail;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.model.explain.Explainer;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Merchant;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.training.history.History;
import io.nacre.training.history.Replay;
import io.nacre.training.metrics.Bootstrap;
import io.nacre.training.metrics.CardPrecision;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.HoldoutTransaction;
import io.nacre.training.metrics.MetricIntervals;
import io.nacre.training.metrics.Metrics;
import io.nacre.training.metrics.MoneyRecall;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.sample.Examples;
import io.nacre.training.sample.StratifiedVectorSample;
import io.nacre.training.tune.ReportingCurrencyConverter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Replays a history and scores its later part, as the job would. Baselines score the same vectors. */
public final class Evaluator {

    private static final int CARDS_A_DAY = 100;
    private static final int MAX_EXPLAINED = 300;

    /** Rows that are scored again twice for each layer. */
    private static final int SAMPLE = 5000;

    /** Receives every score, in event-time order. */
    @FunctionalInterface
    public interface Listener {
        void scored(String transactionId, double score);
    }

    private final Bundle bundle;
    private final List<BaselineScorer> rivals;
    private final Replay replay;
    private final EvaluationOptions options;
    private final ReportingCurrencyConverter currencyConverter;
    private final Engine engine;
    private final Listener listener;

    /** The column of the final score. The classical model and the layers are before it, baselines after it. */
    private final int last;

    private final HoldoutScores table;
    private final CardPrecision cards;
    private final StratifiedVectorSample sample;
    private final FalseNegatives falseNegatives = new FalseNegatives();
    private final CompromisedCardFilter compromised;
    private final @Nullable AnomalyEvaluator anomalies;
    private final Map<String, Long> firstSeenMs = new HashMap<>();
    private final TreeMap<String, ScoredLabels> typologies = new TreeMap<>();

    private Evaluator(
            Bundle bundle, List<BaselineScorer> rivals, Replay replay, EvaluationOptions options, Listener listener) {
        this.bundle = bundle;
        this.rivals = rivals;
        this.replay = replay;
        this.options = options;
        this.currencyConverter = options.rates().anew();
        this.engine = bundle.engine(EngineKind.COMPILED);
        this.listener = listener;
        last = bundle.inputs().layers().size();
        table = new HoldoutScores(last + 1 + rivals.size());
        cards = new CardPrecision(CARDS_A_DAY, table.columns());
        compromised = new CompromisedCardFilter(options.compromisedFrom().toEpochMilli());
        anomalies = AnomalyEvaluator.of(bundle);
        sample = new StratifiedVectorSample(bundle.inputs().width(), SAMPLE);
    }

    /**
     * Evaluates a bundle on a history.
     *
     * @param resolver adds the account profile and IP facts to a transaction
     * @param listener receives every score of the evaluated part
     */
    public static Evaluation evaluate(
            Bundle bundle, History history, TransactionResolver resolver, EvaluationOptions options, Listener listener)
            throws IOException {
        return evaluate(bundle, List.of(), history, resolver, options, listener);
    }

    /** Evaluates a bundle and its baselines on the same vectors. */
    public static Evaluation evaluate(
            Bundle bundle,
            List<BaselineScorer> rivals,
            History history,
            TransactionResolver resolver,
            EvaluationOptions options,
            Listener listener)
            throws IOException {
        Replay replay = history.replay(resolver);
        Evaluator evaluator = new Evaluator(bundle, rivals, replay, options, listener);
        history.forEach(labelled -> evaluator.add(labelled, replay.step(labelled)));
        return evaluator.evaluation();
    }

    /** @param vector null for a duplicate */
    private void add(LabelledTransaction labelled, @Nullable FeatureVector vector) {
        Transaction transaction = labelled.transaction();
        Instant at = Instant.ofEpochMilli(transaction.eventTimeMs());
        firstSeenMs.putIfAbsent(transaction.accountId(), transaction.eventTimeMs());
        if (vector != null && !at.isBefore(options.from()) && at.isBefore(options.to())) {
            addScores(labelled, vector);
        }
        compromised.add(labelled);
    }

    private void addScores(LabelledTransaction labelled, FeatureVector vector) {
        Transaction transaction = labelled.transaction();
        Trail trail = engine.score(vector.values());
        listener.scored(transaction.id(), trail.score());
        long day = Math.floorDiv(transaction.eventTimeMs(), Millis.DAY_MS);
        boolean isCompromised = compromised.contains(transaction);
        Label label = labelled.label();
        if (label == null || (isCompromised && options.leaveOutCompromised())) {
            return;
        }
        double[] scores = scores(trail, vector.values());
        table.add(holdoutTransaction(transaction, label.fraud()), scores);
        sample.add(transaction.id(), vector, label.fraud());
        if (!isCompromised) {
            cards.add(day, CompromisedCardFilter.card(transaction), scores, label.fraud());
        }
        if (anomalies != null) {
            anomalies.add(vector.values(), label.fraud(), labelled.typology());
        }
        if (label.fraud()) {
            falseNegatives.add(labelled, vector, trail);
        }
        String typology = labelled.typology();
        if (label.fraud() && typology != null) {
            typologies.computeIfAbsent(typology, name -> new ScoredLabels()).add(trail.score(), true, 1);
        }
    }

    private double[] scores(Trail trail, float[] vector) {
        double[] scores = new double[table.columns()];
        for (int k = 0; k <= last; k++) {
            scores[k] = trail.probability(k);
        }
        for (int r = 0; r < rivals.size(); r++) {
            scores[last + 1 + r] = rivals.get(r).score().applyAsDouble(vector);
        }
        return scores;
    }

    private HoldoutTransaction holdoutTransaction(Transaction transaction, boolean fraud) {
        Facts facts = replay.facts(transaction);
        AccountProfile profile = facts.profile();
        Merchant merchant = transaction.merchant();
        String region = Stream.of(
                        profile == null ? null : profile.homeCountry(),
                        facts.ip().country(),
                        merchant == null ? null : merchant.country())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("unknown");
        Long openedMs = profile == null ? null : profile.openedAtMs();
        long sinceMs = openedMs == null
                ? firstSeenMs.getOrDefault(transaction.accountId(), transaction.eventTimeMs())
                : Long.valueOf(openedMs);
        return new HoldoutTransaction(
                transaction.eventTimeMs(),
                transaction.accountId(),
                currencyConverter.major(transaction.amount()),
                fraud,
                region,
                (double) (transaction.eventTimeMs() - sinceMs) / Millis.DAY_MS);
    }

    private Evaluation evaluation() {
        if (table.size() == 0) {
            throw new IllegalArgumentException("no labelled transaction is between " + options.from() + " and "
                    + options.to() + ": set times inside the history");
        }
        ScoredLabels scores = table.column(last);
        double review = bundle.thresholds().review();
        double decline = bundle.thresholds().decline();
        Evaluation.Band all = Evaluation.Band.from(0, scores);
        List<Evaluation.ScorerResult> rungs = rungs();
        long firstMs = table.firstMs();
        Examples examples = sample.examples();
        return new Evaluation(
                all.transactions(),
                all.frauds(),
                Instant.ofEpochMilli(firstMs),
                Instant.ofEpochMilli(table.lastMs()),
                rungs.subList(0, last + 1),
                rungs.subList(last + 1, rungs.size()),
                MoneyRecall.of(table, scores, bundle.thresholds(), currencyConverter.describe()),
                typologyRecalls(),
                anomalies == null ? null : anomalies.evaluation(),
                bundle.thresholds(),
                Evaluation.Band.from(review, scores),
                Evaluation.Band.from(decline, scores),
                WeeklyMetrics.of(table, scores, firstMs),
                Segment.byRegion(table, scores, review),
                Segment.byAge(table, scores, review),
                MissingLayerResult.averagePrecision(engine, examples),
                MissingLayerResult.of(bundle.inputs(), bundle.model().normalisation(), engine, examples),
                falseNegatives.explained(bundle.inputs(), new Explainer(bundle)),
                new Evaluation.Curves(table, last, heaviest(examples)));
    }

    private List<Evaluation.ScorerResult> rungs() {
        List<String> names = new ArrayList<>(List.of("classical"));
        bundle.inputs().layers().stream().map(FeatureLayout.Group::name).forEach(names::add);
        rivals.stream().map(BaselineScorer::name).forEach(names::add);
        List<MetricIntervals> intervals = Bootstrap.of(table, last);
        List<Evaluation.ScorerResult> rungs = new ArrayList<>();
        for (int column = 0; column < table.columns(); column++) {
            rungs.add(new Evaluation.ScorerResult(
                    names.get(column), Metrics.of(table.column(column)), intervals.get(column), cards.mean(column)));
        }
        return rungs;
    }

    private List<Evaluation.TypologyRecall> typologyRecalls() {
        List<Evaluation.TypologyRecall> recalls = new ArrayList<>();
        typologies.forEach((typology, scores) -> recalls.add(new Evaluation.TypologyRecall(
                typology,
                scores.size(),
                Evaluation.Band.from(bundle.thresholds().review(), scores).recall(),
                Evaluation.Band.from(bundle.thresholds().decline(), scores).recall())));
        return recalls;
    }

    private List<Evaluation.Weight> heaviest(Examples examples) {
        Explainer explainer = new Explainer(bundle);
        List<String> names = bundle.inputs().features();
        int[] features = explainer.features();
        double[] sums = new double[features.length];
        int explained = 0;
        for (int i = 0; i < examples.size() && explained < MAX_EXPLAINED; i++) {
            if (examples.fraud(i)) {
                explained++;
                Trail trail = engine.score(examples.vector(i));
                for (int f = 0; f < features.length; f++) {
                    sums[f] += Math.abs(explainer.weight(examples.vector(i), trail, features[f]));
                }
            }
        }
        List<Evaluation.Weight> weights = new ArrayList<>();
        for (int f = 0; f < features.length; f++) {
            weights.add(new Evaluation.Weight(names.get(features[f]), sums[f] / Math.max(1, explained)));
        }
        weights.sort(Comparator.comparingDouble(Evaluation.Weight::logit).reversed());
        return weights;
    }
}
