package io.nacre.model.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.model.BoostedTrees;
import io.nacre.model.Model;
import io.nacre.model.TestBundles;
import io.nacre.model.Trail;
import io.nacre.model.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The walk by levels falls into the same leaves as the walk from node to node. */
final class CompiledTreesTest {

    private static final int WIDTH = 9;
    private static final float[] VALUES = {
        -2,
        -1,
        -0f,
        0f,
        0.5f,
        1,
        3,
        Float.NaN,
        Float.intBitsToFloat(0xffc00000),
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE
    };

    private final Random random = new Random(7);

    @Test
    void addsTheSameLeavesInTheSameOrder() {
        List<BoostedTrees> layers = List.of(trees(20, 6), BoostedTrees.NONE, trees(1, 0), trees(35, 8));
        CompiledTrees walk = requireNonNull(CompiledTrees.of(layers));
        int[] keys = new int[WIDTH];

        for (int i = 0; i < 2000; i++) {
            float[] vector = vector();
            float[] sums = {0.25f, 0, 0, 0, 0};
            Kernel.fastest().keys(vector, keys);
            walk.addTo(sums, keys);

            float expected = 0.25f;
            for (int k = 0; k < layers.size(); k++) {
                expected = layers.get(k).size() == 0 ? expected : layers.get(k).addTo(0.25f, vector);
                assertThat(sums[k + 1]).isEqualTo(expected);
            }
        }
    }

    @Test
    void walksATreeThatIsNothingButALeaf() {
        BoostedTrees.Builder builder = new BoostedTrees.Builder();
        builder.leaf(builder.tree(), 3);
        float[] sums = {1, 0};

        requireNonNull(CompiledTrees.of(List.of(builder.build()))).addTo(sums, new int[0]);

        assertThat(sums).containsExactly(1, 4);
    }

    @Test
    void leavesTreesThatAreTooDeepToThemselves() {
        List<BoostedTrees> deep = List.of(chain(30));

        assertThat(CompiledTrees.of(deep)).isNull();

        Model made = TestBundles.model(TestBundles.inputs(2), 4, 1);
        Model model = new Model(made.normalisation(), made.classical().with(deep), made.cascade(), made.calibration());
        Trail trail = new CompiledEngine(model).score(new float[] {29.5f, 0});
        Trail shallow = new CompiledEngine(new Model(
                        made.normalisation(),
                        made.classical().with(List.of(BoostedTrees.NONE)),
                        made.cascade(),
                        made.calibration()))
                .score(new float[] {29.5f, 0});

        assertThat(trail.contribution(1) - shallow.contribution(1)).isGreaterThan(10);
    }

    /** Asks whether the first feature is at least 1, then 2, and so on; the leaf at the end adds 100. */
    private static BoostedTrees chain(int depth) {
        BoostedTrees.Builder builder = new BoostedTrees.Builder();
        int node = builder.tree();
        for (int i = 1; i <= depth; i++) {
            int low = builder.split(node, 0, i);
            builder.leaf(low, i);
            node = low + 1;
        }
        builder.leaf(node, 100);
        return builder.build();
    }

    private BoostedTrees trees(int count, int depth) {
        BoostedTrees.Builder builder = new BoostedTrees.Builder();
        for (int tree = 0; tree < count; tree++) {
            List<Integer> open = new ArrayList<>(List.of(builder.tree()));
            for (int level = 0; level < depth; level++) {
                List<Integer> next = new ArrayList<>();
                for (int node : open) {
                    if (random.nextInt(5) == 0) {
                        builder.leaf(node, (float) random.nextGaussian());
                    } else {
                        int low = builder.split(node, random.nextInt(WIDTH), threshold());
                        next.add(low);
                        next.add(low + 1);
                    }
                }
                open = next;
            }
            open.forEach(node -> builder.leaf(node, (float) random.nextGaussian()));
        }
        return builder.build();
    }

    private float threshold() {
        float value = VALUES[random.nextInt(VALUES.length)];
        return Float.isFinite(value) && random.nextBoolean() ? value : (float) random.nextGaussian();
    }

    private float[] vector() {
        float[] vector = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            vector[i] = random.nextBoolean() ? VALUES[random.nextInt(VALUES.length)] : (float) random.nextGaussian();
        }
        return vector;
    }
}
