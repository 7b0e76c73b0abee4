package io.nacre.reference.mmdb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A binary tree over the bits of IP addresses, with numbered sets of facts as leaves. A child is 0 if it is empty,
 * positive for a node, and negative for an entry.
 */
final class PrefixTree {

    private static final int ROOT = 0;

    private int[] left = new int[1024];
    private int[] right = new int[1024];
    private int size = 1;

    private final List<Map<String, Object>> entries = new ArrayList<>();
    private final Map<Map<String, Object>, Integer> numbers = new HashMap<>();
    private final Map<Long, Integer> merged = new HashMap<>();

    static boolean isNode(int child) {
        return child > 0;
    }

    static boolean isEntry(int child) {
        return child < 0;
    }

    static int entryOf(int child) {
        return -child - 1;
    }

    int size() {
        return size;
    }

    int left(int node) {
        return left[node];
    }

    int right(int node) {
        return right[node];
    }

    List<Map<String, Object>> entries() {
        return entries;
    }

    /** The number of a set of facts; equal sets share one. */
    int entry(Map<String, Object> facts) {
        return numbers.computeIfAbsent(facts, added -> {
            entries.add(added);
            return entries.size() - 1;
        });
    }

    /** Adds an entry to all addresses with the first {@code length} bits of the given one. */
    void put(long high, long low, int length, int entry) {
        if (length == 0) {
            left[ROOT] = over(left[ROOT], entry);
            right[ROOT] = over(right[ROOT], entry);
            return;
        }
        int node = ROOT;
        for (int depth = 0; depth < length - 1; depth++) {
            int[] side = side(high, low, depth);
            if (!isNode(side[node])) {
                int split = split(side[node]);
                // Splitting may have replaced the arrays.
                side(high, low, depth)[node] = split;
                node = split;
            } else {
                node = side[node];
            }
        }
        int[] side = side(high, low, length - 1);
        side[node] = over(side[node], entry);
    }

    /** The child after the entry was merged into everything below it. */
    private int over(int child, int entry) {
        if (!isNode(child)) {
            return -1 - (isEntry(child) ? merge(entryOf(child), entry) : entry);
        }
        left[child] = over(left[child], entry);
        right[child] = over(right[child], entry);
        return child;
    }

    private int merge(int below, int above) {
        if (below == above) {
            return above;
        }
        long pair = (long) below << Integer.SIZE | above;
        Integer existing = merged.get(pair);
        if (existing == null) {
            Map<String, Object> facts = new TreeMap<>(entries.get(below));
            facts.putAll(entries.get(above));
            existing = entry(facts);
            merged.put(pair, existing);
        }
        return existing;
    }

    /** A new node whose two halves have the content of the whole. */
    private int split(int child) {
        if (size == left.length) {
            left = Arrays.copyOf(left, 2 * size);
            right = Arrays.copyOf(right, 2 * size);
        }
        left[size] = child;
        right[size] = child;
        return size++;
    }

    private int[] side(long high, long low, int depth) {
        long half = depth < Long.SIZE ? high : low;
        return (half >>> (Long.SIZE - 1 - depth % Long.SIZE) & 1) == 0 ? left : right;
    }
}
