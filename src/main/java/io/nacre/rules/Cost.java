package io.nacre.rules;

import dev.cel.common.ast.CelExpr;
import java.util.Set;

/** What an expression may cost at most, counted before it is ever asked. */
final class Cost {

    /** About ten usual conditions, or two dozen that look into texts. */
    static final int MOST = 256;

    /** What reads a whole text costs more than what compares two numbers. */
    private static final int TEXT = 10;

    private static final Set<String> OVER_TEXTS = Set.of("matches", "contains", "_+_", "startsWith", "endsWith");

    private Cost() {}

    static void requireBounded(CelExpr tree) {
        int cost = of(tree);
        if (cost > MOST) {
            throw new RuleException("the expression may cost " + cost + " steps, more than " + MOST
                    + ": make several rules of it, or compare fewer texts");
        }
    }

    /** One for each node, ten for each that reads a text; branches that are never taken count as well. */
    private static int of(CelExpr node) {
        return switch (node.exprKind().getKind()) {
            case CALL -> {
                int cost = OVER_TEXTS.contains(node.call().function()) ? TEXT : 1;
                cost += node.call().target().map(Cost::of).orElse(0);
                for (CelExpr argument : node.call().args()) {
                    cost += of(argument);
                }
                yield cost;
            }
            case SELECT -> 1 + of(node.select().operand());
            case LIST -> 1 + node.list().elements().stream().mapToInt(Cost::of).sum();
            case MAP ->
                1
                        + node.map().entries().stream()
                                .mapToInt(entry -> of(entry.key()) + of(entry.value()))
                                .sum();
            case CONSTANT, IDENT, NOT_SET -> 1;
            case STRUCT, COMPREHENSION -> throw new RuleException("a rule makes no messages and has no loops");
        };
    }
}
