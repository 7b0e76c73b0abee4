package io.nacre.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What an expression may cost at most, counted before it is ever asked. */
final class ExpressionCost {

    /** About ten usual conditions, or two dozen that look into texts. */
    static final int MOST = 256;

    /** What reads a whole text costs more than what compares two numbers. */
    private static final int TEXT = 10;

    /** The length of a text that counts as one; no field of a transaction is longer. */
    private static final int TEXT_CHARACTERS = 512;

    /** So many steps of a pattern cost as much as a node: each may be tried at every character. */
    private static final int PATTERN_STEPS = 2;

    private static final String ADD = "_+_";

    private static final Set<String> OVER_TEXTS = Set.of("startsWith", "endsWith");

    private ExpressionCost() {}

    static void requireBounded(CelExpr tree) {
        long cost = of(tree);
        if (cost > MOST) {
            throw new RuleException("the expression may cost " + cost + " steps, more than " + MOST
                    + ": make several rules of it, or compare fewer or shorter texts");
        }
    }

    /**
     * One for each node, ten for each that reads a text, as often as the text may be long; for patterns, what they are
     * made of as well. Branches that are never taken count, too.
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
            case STRUCT, COMPREHENSION -> throw new RuleException("a rule makes no messages and has no loops");
        };
    }

    private static long call(CelCall call) {
        List<Integer> texts = parts(call).map(ExpressionCost::texts).toList();
        long longest = texts.stream().mapToInt(i -> i).max().orElse(1);
        return switch (call.function()) {
            // Each character of the one may be compared with each of the other.
            case "contains" -> TEXT * texts.stream().mapToLong(i -> i).reduce(1, (a, b) -> a * b);
            case CompiledPatterns.MATCHES -> (TEXT + steps(call) / PATTERN_STEPS) * longest;
            case ADD -> TEXT * texts.stream().mapToLong(i -> i).sum();
            default -> (OVER_TEXTS.contains(call.function()) ? TEXT : 1) * longest;
        };
    }

    /** Of a pattern; one that has more than it may is refused for that, where it stands. */
    private static long steps(CelCall call) {
        return Math.min(
                CompiledPatterns.MAX_STEPS,
                CompiledPatterns.literal(call).map(PatternSize::of).orElse(0L));
    }

    /** How long a value may be if it is a text, in texts. */
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
