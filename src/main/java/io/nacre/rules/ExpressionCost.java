package io.nacre.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Computes an upper bound for the evaluation cost of an expression. */
final class ExpressionCost {

    /** Enough for 64 comparisons, 19 conditions with {@code contains}, or about ten with {@code matches}. */
    static final int MAX_COST = 256;

    /** The cost of an operation that reads a whole text. An operation that compares two numbers costs 1. */
    private static final int TEXT = 10;

    /** The length of one text unit. No field of a transaction is longer. */
    private static final int TEXT_CHARACTERS = 512;

    /** Number of pattern steps that cost as much as one node. Each step may be tried at every character. */
    private static final int PATTERN_STEPS = 2;

    private static final String ADD = "_+_";

    private static final Set<String> OVER_TEXTS = Set.of("startsWith", "endsWith");

    private ExpressionCost() {}

    static void requireBounded(CelExpr tree) {
        long cost = of(tree);
        if (cost > MAX_COST) {
            throw new RuleException("the expression may cost " + cost + " steps, more than " + MAX_COST
                    + ": split it into several rules, or compare fewer or shorter texts");
        }
    }

    /**
     * The cost: 1 for each node, and 10 for each text that is read, times the possible length of the text. Patterns
     * also add their size. Both branches of a condition count.
     */
    private static long of(CelExpr node) {
        return switch (node.exprKind().getKind()) {
            case CALL ->
                call(node.call())
                        + parts(node.call()).mapToLong(ExpressionCost::of).sum();
            case SELECT -> 1 + of(node.select().operand());
            case LIST ->
                1
                        + node.list().elements().stream()
                                .mapToLong(ExpressionCost::of)
                                .sum();
            case MAP ->
                1
                        + node.map().entries().stream()
                                .mapToLong(entry -> of(entry.key()) + of(entry.value()))
                                .sum();
            case CONSTANT, IDENT, NOT_SET -> 1;
            case STRUCT, COMPREHENSION ->
                throw new RuleException("the expression creates a message or has a loop: write it without");
        };
    }

    private static long call(CelCall call) {
        List<Integer> texts = parts(call).map(ExpressionCost::texts).toList();
        long longest = texts.stream().mapToInt(i -> i).max().orElse(1);
        return switch (call.function()) {
            // Each character of one text may be compared with each character of the other.
            case "contains" -> TEXT * texts.stream().mapToLong(i -> i).reduce(1, (a, b) -> a * b);
            case CompiledPatterns.MATCHES -> (TEXT + steps(call) / PATTERN_STEPS) * longest;
            case ADD -> TEXT * texts.stream().mapToLong(i -> i).sum();
            default -> (OVER_TEXTS.contains(call.function()) ? TEXT : 1) * longest;
        };
    }

    /** The steps of a pattern. {@link CompiledPatterns} rejects a pattern that is too large. */
    private static long steps(CelCall call) {
        return Math.min(
                CompiledPatterns.MAX_STEPS,
                CompiledPatterns.literal(call).map(PatternSize::of).orElse(0L));
    }

    /** The possible length of a value, in text units. */
    private static int texts(CelExpr node) {
        return switch (node.exprKind().getKind()) {
            case CALL -> {
                Stream<Integer> parts = parts(node.call()).map(ExpressionCost::texts);
                yield node.call().function().equals(ADD)
                        ? parts.mapToInt(i -> i).sum()
                        : parts.mapToInt(i -> i).max().orElse(1);
            }
            case CONSTANT ->
                node.constant().getKind() == CelConstant.Kind.STRING_VALUE
                        ? 1 + node.constant().stringValue().length() / TEXT_CHARACTERS
                        : 1;
            case LIST ->
                node.list().elements().stream()
                        .mapToInt(ExpressionCost::texts)
                        .max()
                        .orElse(1);
            case MAP ->
                node.map().entries().stream()
                        .mapToInt(entry -> Math.max(texts(entry.key()), texts(entry.value())))
                        .max()
                        .orElse(1);
            case SELECT -> texts(node.select().operand());
            case IDENT, NOT_SET, STRUCT, COMPREHENSION -> 1;
        };
    }

    private static Stream<CelExpr> parts(CelCall call) {
        return Stream.concat(call.target().stream(), call.args().stream());
    }
}
