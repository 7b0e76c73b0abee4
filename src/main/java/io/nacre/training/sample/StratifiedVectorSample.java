package io.nacre.training.sample;

import io.nacre.feature.FeatureVector;
import io.nacre.training.history.Fnv1a;
import java.util.ArrayList;
import java.util.List;

/**
 * A sample of the evaluated vectors for further scoring. It keeps all while they are few, then a share by a hash of
 * their ids, separately for frauds and legitimate transactions.
 */
public final class StratifiedVectorSample {

    private final int width;
    private final Pool frauds;
    private final Pool others;

    /** @param most maximum number of frauds, and of legitimate transactions */
    public StratifiedVectorSample(int width, int most) {
        this.width = width;
        frauds = new Pool(most);
        others = new Pool(most);
    }

    public void add(String id, FeatureVector vector, boolean fraud) {
        (fraud ? frauds : others).add(new Drawn(Fnv1a.uniform(id), vector));
    }

    /** The sample, weighted to the whole. */
    public Examples examples() {
        Examples examples = new Examples(width);
        frauds.drawn.forEach(each -> examples.add(each.vector().values(), true, 1 / frauds.share));
        others.drawn.forEach(each -> examples.add(each.vector().values(), false, 1 / others.share));
        return examples;
    }

    /** @param uniform a pseudorandom number from 0 to 1, by id */
    private record Drawn(double uniform, FeatureVector vector) {}

    /** Halves its share whenever there are too many vectors. */
    private static final class Pool {
        private final int most;
        private final List<Drawn> drawn = new ArrayList<>();
        private double share = 1;

        Pool(int most) {
            this.most = most;
        }

        void add(Drawn each) {
            if (each.uniform() < share) {
                drawn.add(each);
            }
            while (drawn.size() > most) {
                share /= 2;
                drawn.removeIf(kept -> kept.uniform() >= share);
            }
        }
    }
}
