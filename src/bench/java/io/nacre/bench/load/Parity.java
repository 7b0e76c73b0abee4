package io.nacre.bench.load;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Compares the decisions of a job with a replay of the same payments. */
public final class Parity {

    private Parity() {}

    /**
     * Compares the decisions on preloaded topics with the scores of a replay, payment by payment.
     *
     * @param tolerance maximum difference of scores; 0 for bit-identical scores
     * @return a description of the result
     * @throws IllegalStateException if anything differs
     */
    public static String check(PreloadedTopics preloadedTopics, Traffic traffic, BenchBundle files, double tolerance)
            throws IOException {
        Map<String, Double> offline = offline(preloadedTopics.rows(), traffic, files);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        try (TopicReader<Decision> reader = new TopicReader<>(preloadedTopics.kafka(), TopicCatalogue.DECISIONS)) {
            reader.readToEnd(record -> {
                if (!(record.decoded() instanceof DecodeResult.Value<Decision> read)) {
                    throw new IllegalStateException("a decision cannot be read: " + record.origin());
                }
                Decision decision = read.value();
                Double score = offline.remove(decision.transactionId());
                if (score == null || !(Math.abs(score - decision.score()) <= tolerance)) {
                    throw new IllegalStateException("the job gives %s the score %s, a replay %s"
                            .formatted(decision.transactionId(), decision.score(), score));
                }
                outcomes.merge(decision.outcome(), 1, Integer::sum);
            });
        }
        if (!offline.isEmpty()) {
            throw new IllegalStateException(offline.size() + " payments were never decided");
        }
        return "%,d decisions, each with the score of a replay%s: %s"
                .formatted(
                        preloadedTopics.rows(), tolerance == 0 ? ", bit for bit" : " to within " + tolerance, outcomes);
    }

    /** The scores of the first payments, by transaction id, from a replay. */
    static Map<String, Double> offline(int rows, Traffic traffic, BenchBundle files) throws IOException {
        Engine engine = Bundle.read(files.bundle()).engine(EngineKind.COMPILED);
        Map<String, Double> scores = new HashMap<>();
        vectors(
                rows,
                traffic,
                files,
                (id, vector) -> scores.put(id, engine.score(vector).score()));
        return scores;
    }

    /** Passes the vectors of the first payments, by transaction id, from a replay. */
    static void vectors(int rows, Traffic traffic, BenchBundle files, BiConsumer<String, float[]> reader)
            throws IOException {
        String ranges = files.ips().toString();
        try (IpDatabases ips = IpDatabases.open(new IpDatabaseConfig(ranges, ranges, ranges))) {
            Replay replay = new Replay(new FactsResolver(ips), traffic.profiles());
            for (int i = 0; i < rows; i++) {
                Transaction transaction = traffic.payment(i).transaction();
                FeatureVector vector = replay.step(new LabelledTransaction(transaction, null, null));
                reader.accept(transaction.id(), requireNonNull(vector).values());
            }
        }
    }
}
