package io.nacre.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All orders of a few things. */
public final class Permutations {

    private Permutations() {}

    public static <T> void each(List<T> things, Consumer<List<T>> consumer) {
        each(new ArrayList<>(), new ArrayList<>(things), consumer);
    }

    private static <T> void each(List<T> taken, List<T> left, Consumer<List<T>> consumer) {
        if (left.isEmpty()) {
            consumer.accept(List.copyOf(taken));
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            T thing = left.remove(i);
            taken.add(thing);
            each(taken, left, consumer);
            taken.remove(taken.size() - 1);
            left.add(i, thing);
        }
    }
}
