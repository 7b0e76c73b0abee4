package io.nacre.training.evaluate;

import io.nacre.feature.FeatureVector;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Trail;
import io.nacre.model.explain.Explainer;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/** Collects the frauds with the lowest scores and explains them. */
final class FalseNegatives {

    private static final int CAPACITY = 20;
    private static final int MAX_FEATURES = 3;

    private static final Comparator<Missed> LOWEST_FIRST = Comparator.<Missed>comparingDouble(
                    missed -> missed.trail().score())
            .thenComparing(missed -> missed.labelled().transaction().id());

    /** Ordered by descending score, so that the highest is dropped first. */
    private final PriorityQueue<Missed> lowest = new PriorityQueue<>(LOWEST_FIRST.reversed());

    private record Missed(LabelledTransaction labelled, FeatureVector vector, Trail trail) {}

    void add(LabelledTransaction labelled, FeatureVector vector, Trail trail) {
        lowest.add(new Missed(labelled, vector, trail));
        if (lowest.size() > CAPACITY) {
            lowest.remove();
        }
    }

    /** The frauds in ascending order of score. */
    List<FalseNegative> explained(FeatureLayout featureLayout, Explainer explainer) {
        return lowest.stream()
                .sorted(LOWEST_FIRST)
                .map(missed -> explained(missed, featureLayout.features(), explainer))
                .toList();
    }

    private static FalseNegative explained(Missed missed, List<String> names, Explainer explainer) {
        int[] features = explainer.features();
        double[] weights = Arrays.stream(features)
                .mapToDouble(feature -> explainer.weight(missed.vector().values(), missed.trail(), feature))
                .toArray();
        Transaction transaction = missed.labelled().transaction();
        return new FalseNegative(
                transaction.id(),
                Instant.ofEpochMilli(transaction.eventTimeMs()),
                missed.trail().score(),
                transaction.amount(),
                missed.labelled().typology(),
                strongest(features, weights, names, weight -> weight > 0),
                strongest(features, weights, names, weight -> weight < 0));
    }

    private static List<String> strongest(
            int[] features, double[] weights, List<String> names, DoublePredicate direction) {
        return IntStream.range(0, weights.length)
                .filter(i -> direction.test(weights[i]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(weights[i])))
                .limit(MAX_FEATURES)
                .map(i -> names.get(features[i]))
                .toList();
    }
}
