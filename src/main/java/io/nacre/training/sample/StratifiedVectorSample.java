package io.nacre.training.sample;

import io.nacre.feature.FeatureVector;
import io.nacre.training.history.Fnv1a;
import java.util.ArrayList;
import java.util.List;

/**
 * Some of the vectors that were judged, to ask a model about again: all while they are few, then a share of them that
 * depends on their ids alone, of frauds and of others apart.
 */
public final class StratifiedVectorSample {

    private final int width;
    private final Pool frauds;
    private final Pool others;

    /** @param most frauds to keep, and as many others */
    public StratifiedVectorSample(int width, int most) {
        this.width = width;
        frauds = new Pool(most);
        others = new Pool(most);
    }

    public void add(String id, FeatureVector vector, boolean fraud) {
        (fraud ? frauds : others).add(new Drawn(Fnv1a.uniform(id), vector));
    }

    /** What was kept, each standing for as many as were not. */
    public Examples examples() {
        Examples examples = new Examples(width);
        frauds.drawn.forEach(each -> examples.add(each.vector().values(), true, 1 / frauds.share));
        others.drawn.forEach(each -> examples.add(each.vector().values(), false, 1 / others.share));
        return examples;
    }

    /** @param lot 0..1, by the id */
    private record Drawn(double lot, FeatureVector vector) {}

    /** Halves the share it keeps whenever there are too many. */
    private static final class Pool {
        private final int most;
        private final List<Drawn> drawn = new ArrayList<>();
        private double share = 1;

        Pool(int most) {
            this.most = most;
        }

        void add(Drawn each) {
            if (each.lot() < share) {
                drawn.add(each);
            }
            while (drawn.size() > most) {
                share /= 2;
                drawn.removeIf(kept -> kept.lot() >= share);
            }
        }
    }
}
