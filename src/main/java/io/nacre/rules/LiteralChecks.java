package io.nacre.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.stream.Stream;

/**
 * Finds what can never work because of what stands in it literally: a pattern that is none, 30 February, a division by
 * zero. Such an expression would be asked of every transaction, and fail on each.
 */
final class LiteralChecks {

    private final CelAbstractSyntaxTree tree;
    private final CelRuntime runtime;
    private final CompiledPatterns compiledPatterns;

    private LiteralChecks(CelAbstractSyntaxTree tree, CelRuntime runtime, CompiledPatterns compiledPatterns) {
        this.tree = tree;
        this.runtime = runtime;
        this.compiledPatterns = compiledPatterns;
    }

    /** Something that is wrong with a part of an expression. */
    static final class LiteralException extends Exception {
        private static final long serialVersionUID = 1;

        private final int offset;

        private LiteralException(String message, int offset) {
            super(message);
            this.offset = offset;
        }

        /** Where it stands in the expression, code points. */
        int offset() {
            return offset;
        }
    }

    /** Looks at every part; the patterns are compiled, and the parts without names are evaluated. */
    static void require(CelAbstractSyntaxTree tree, CelRuntime runtime, CompiledPatterns compiledPatterns)
            throws LiteralException {
        new LiteralChecks(tree, runtime, compiledPatterns).isLiteral(tree.getExpr());
    }

    /** Whether it has no names in it. */
    private boolean isLiteral(CelExpr node) throws LiteralException {
        boolean all = true;
        for (CelExpr part : parts(node).toList()) {
            all &= isLiteral(part);
        }
        switch (node.exprKind().getKind()) {
            case CALL -> {
                requireCall(node, all);
                // CEL's own function is not there, and these patterns are compiled for the whole expression only.
                all &= !node.call().function().equals(CompiledPatterns.MATCHES);
            }
            case CONSTANT, LIST, MAP -> {}
            case IDENT, SELECT, STRUCT, COMPREHENSION, NOT_SET -> all = false;
        }
        return all;
    }

    private static Stream<CelExpr> parts(CelExpr node) {
        return switch (node.exprKind().getKind()) {
            case CALL -> Stream.concat(node.call().target().stream(), node.call().args().stream());
            case SELECT -> Stream.of(node.select().operand());
            case LIST -> node.list().elements().stream();
            case MAP -> node.map().entries().stream().flatMap(entry -> Stream.of(entry.key(), entry.value()));
            case CONSTANT, IDENT, NOT_SET, STRUCT, COMPREHENSION -> Stream.empty();
        };
    }

    private void requireCall(CelExpr node, boolean literal) throws LiteralException {
        CelCall call = node.call();
        if (call.function().equals(CompiledPatterns.MATCHES)) {
            String fault = compiledPatterns.fault(call);
            if (fault != null) {
                throw new LiteralException(
                        fault, offset(call.args().get(call.args().size() - 1)));
            }
        } else if (literal) {
            try {
                runtime.createProgram(CelAbstractSyntaxTree.newCheckedAst(
                                node, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap()))
                        .eval();
            } catch (CelEvaluationException e) {
                throw new LiteralException(
                        "this can never be evaluated: " + rootCause(e).getMessage(), offset(node));
            }
        }
    }

    private static Throwable rootCause(Throwable thrown) {
        Throwable cause = thrown;
        for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
            cause = next;
        }
        return cause;
    }

    private int offset(CelExpr node) {
        return tree.getSource().getPositionsMap().getOrDefault(node.id(), 0);
    }
}
