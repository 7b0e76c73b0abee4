package io.nacre.model.engine;

import io.nacre.model.BoostedTrees;
import io.nacre.model.kernel.Kernel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All trees of a model in a layout for fast traversal: level by level, without data dependencies between trees and
 * without branches. Every tree is padded to the depth of the deepest; node p of a level continues at node 2p or 2p + 1
 * of the next. Not thread-safe.
 */
public final class CompiledTrees {

    /** Trees that would need more nodes than this are traversed without padding. */
    static final int MAX_LEAVES = 1 << 22;

    private final int[] ends;
    private final long[][] levels;
    private final float[] leaves;
    private final int[] places;

    /** @param layers the trees of each layer */
    private CompiledTrees(List<BoostedTrees> layers, int trees, int depth) {
        ends = new int[layers.size()];
        levels = new long[depth][];
        for (int level = 0; level < depth; level++) {
            levels[level] = new long[trees << level];
        }
        leaves = new float[trees << depth];
        places = new int[trees];
        int tree = 0;
        for (int k = 0; k < ends.length; k++) {
            BoostedTrees layer = layers.get(k);
            for (int t = 0; t < layer.size(); t++) {
                fill(layer, layer.root(t), 0, tree++);
            }
            ends[k] = tree;
        }
    }

    /** Compiles the trees of each layer; null if they are too deep. */
    public static @Nullable CompiledTrees of(List<BoostedTrees> layers) {
        int trees = layers.stream().mapToInt(BoostedTrees::size).sum();
        int depth = layers.stream().mapToInt(BoostedTrees::depth).max().orElse(0);
        return depth >= Integer.SIZE || (long) trees << depth > MAX_LEAVES
                ? null
                : new CompiledTrees(layers, trees, depth);
    }

    private void fill(BoostedTrees trees, int node, int level, int place) {
        if (level == levels.length) {
            leaves[place] = trees.value(node);
            return;
        }
        boolean leaf = trees.isLeaf(node);
        levels[level][place] = leaf ? 0 : ((long) (Kernel.key(trees.value(node)) - 1) << 32) | trees.feature(node);
        fill(trees, leaf ? node : trees.low(node), level + 1, 2 * place);
        fill(trees, leaf ? node : trees.low(node) + 1, level + 1, 2 * place + 1);
    }

    /**
     * Adds the leaves of each layer, tree by tree, to the initial sum. A layer without trees keeps the sum of the layer
     * before.
     *
     * @param keys the keys of the features
     * @param sums the first is given; the others, one per layer, are output
     */
    public void addTo(float[] sums, int[] keys) {
        if (levels.length > 0) {
            begin(levels[0], keys, places);
        }
        for (int level = 1; level < levels.length; level++) {
            step(levels[level], keys, places);
        }
        int tree = 0;
        for (int k = 0; k < ends.length; k++) {
            float sum = tree < ends[k] ? sums[0] : sums[k];
            for (; tree < ends[k]; tree++) {
                sum += leaves[levels.length == 0 ? tree : places[tree]];
            }
            sums[k + 1] = sum;
        }
    }

    private static void begin(long[] level, int[] keys, int[] places) {
        for (int tree = 0; tree < places.length; tree++) {
            places[tree] = 2 * tree + side(level[tree], keys);
        }
    }

    private static void step(long[] level, int[] keys, int[] places) {
        for (int tree = 0; tree < places.length; tree++) {
            int place = places[tree];
            places[tree] = 2 * place + side(level[place], keys);
        }
    }

    /** 0 below the threshold, else 1: the sign of a difference, because a branch would often be mispredicted. */
    private static int side(long node, int[] keys) {
        return (int) (((node >> 32) - keys[(int) node]) >>> 63);
    }
}
