package io.nacre.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class BoostedTreesTest {

    private static final float[] NO_NUMBERS = {};

    @Test
    void addsTheLeavesThatAVectorFallsInto() {
        BoostedTrees trees = twoTrees();

        assertThat(trees.addTo(1, new float[] {0.4f, 0})).isEqualTo(1 + 10 + 100);
        assertThat(trees.addTo(1, new float[] {0.5f, -1})).isEqualTo(1 + 20 + 100);
        assertThat(trees.addTo(1, new float[] {0.5f, 2})).isEqualTo(1 + 30 + 100);
        assertThat(trees.width()).isEqualTo(2);
    }

    @Test
    void comesBackFromItsNumbers() {
        BoostedTrees trees = twoTrees();

        BoostedTrees again = BoostedTrees.unpacked(trees.size(), trees.nodes(), trees.packed());

        assertThat(again.packed()).isEqualTo(trees.packed());
        assertThat(again.addTo(0, new float[] {0.5f, 2})).isEqualTo(130);
    }

    @Test
    void refusesAWalkThatWouldNotEnd() {
        int[] root = {0};
        float[] values = {0, 0, 0};

        assertThatThrownBy(() -> new BoostedTrees(root, new int[] {0, -1, -1}, values, new int[] {0, 0, 0}))
                .hasMessageContaining("tree 0 has a child outside the tree at node 0");
        assertThatThrownBy(() -> new BoostedTrees(root, new int[] {0, -1, -1}, values, new int[] {2, 0, 0}))
                .hasMessageContaining("node 0");
        assertThatThrownBy(() -> new BoostedTrees(root, new int[] {-2, -1, -1}, values, new int[] {1, 0, 0}))
                .hasMessageContaining("node 0");
    }

    @Test
    void refusesTreesThatDoNotLieOneAfterTheOther() {
        int[] leaf = {-1};
        float[] value = {1};

        assertThatThrownBy(() -> new BoostedTrees(new int[] {1}, leaf, value, new int[] {0}))
                .hasMessageContaining("does not begin at the first node");
        assertThatThrownBy(() -> new BoostedTrees(new int[] {0, 0}, leaf, value, new int[] {0}))
                .hasMessageContaining("tree 0 has no nodes");
        assertThatThrownBy(() -> new BoostedTrees(new int[0], leaf, value, new int[] {0}))
                .hasMessageContaining("does not begin at the first node");
        assertThatThrownBy(() -> new BoostedTrees(new int[] {0}, leaf, NO_NUMBERS, new int[] {0}))
                .hasMessageContaining("incomplete");
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThatThrownBy(() -> BoostedTrees.unpacked(1, 1, new float[] {0, -1, Float.NaN, 0}))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> BoostedTrees.unpacked(1, 1, new float[] {0, -0.5f, 1, 0}))
                .hasMessageContaining("whole number");
    }

    @Test
    void refusesMoreTreesQuestionsOrDepthThanAScoreCanWaitFor() {
        assertThat(chains(BoostedTrees.MAX_TREES, 1).size()).isEqualTo(BoostedTrees.MAX_TREES);
        assertThat(chains(1, BoostedTrees.MAX_DEPTH).depth()).isEqualTo(BoostedTrees.MAX_DEPTH);

        assertThatThrownBy(() -> chains(BoostedTrees.MAX_TREES + 1, 0)).hasMessageContaining("more than 10000");
        assertThatThrownBy(() -> chains(1, BoostedTrees.MAX_DEPTH + 1)).hasMessageContaining("deeper than 32");
        assertThatThrownBy(() -> chains(BoostedTrees.MAX_COMPARISONS / 32 + 1, 32))
                .hasMessageContaining("comparisons per score, more than 131072");
    }

    /** So many trees, of each of which one way is so deep. */
    private static BoostedTrees chains(int trees, int depth) {
        BoostedTrees.Builder builder = new BoostedTrees.Builder();
        for (int tree = 0; tree < trees; tree++) {
            int node = builder.tree();
            for (int level = 0; level < depth; level++) {
                int low = builder.split(node, 0, Float.MAX_VALUE);
                builder.leaf(low + 1, 0);
                node = low;
            }
            builder.leaf(node, 1);
        }
        return builder.build();
    }

    private static BoostedTrees twoTrees() {
        BoostedTrees.Builder builder = new BoostedTrees.Builder();
        int low = builder.split(builder.tree(), 0, 0.5f);
        builder.leaf(low, 10);
        int lower = builder.split(low + 1, 1, 0);
        builder.leaf(lower, 20);
        builder.leaf(lower + 1, 30);
        builder.leaf(builder.tree(), 100);
        return builder.build();
    }
}
