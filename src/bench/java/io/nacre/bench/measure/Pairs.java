package io.nacre.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Alternating runs of two sides: A B, B A, A B ...
 *
 * @param ours cost of each of our runs
 * @param theirs cost of the paired run of the other side
 */
public record Pairs(List<Cost> ours, List<Cost> theirs) {

    /** One run of one side. */
    @FunctionalInterface
    public interface Run {
        Cost run() throws Exception;
    }

    public Pairs {
        ours = List.copyOf(ours);
        theirs = List.copyOf(theirs);
    }

    /** Runs each once, without a warm-up: for trials. */
    public static Pairs once(Run ours, Run theirs) throws Exception {
        return new Pairs(List.of(ours.run()), List.of(theirs.run()));
    }

    /** Runs each once as a warm-up, then so many pairs. */
    public static Pairs of(int pairs, Run ours, Run theirs) throws Exception {
        ours.run();
        theirs.run();
        List<Cost> first = new ArrayList<>();
        List<Cost> second = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            boolean oursFirst = i % 2 == 0;
            if (oursFirst) {
                first.add(ours.run());
            }
            second.add(theirs.run());
            if (!oursFirst) {
                first.add(ours.run());
            }
        }
        return new Pairs(first, second);
    }

    /** The ratio of theirs to ours, pair by pair. */
    public List<Double> theirsOverOurs(ToDoubleFunction<Cost> what) {
        return IntStream.range(0, ours.size())
                .mapToObj(i -> what.applyAsDouble(theirs.get(i)) / what.applyAsDouble(ours.get(i)))
                .toList();
    }

    /** The ratio of ours to theirs, pair by pair. */
    public List<Double> oursOverTheirs(ToDoubleFunction<Cost> what) {
        return new Pairs(theirs, ours).theirsOverOurs(what);
    }
}
