package io.nacre.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.stream.Stream;

/** Finds literals that make every evaluation fail, such as an invalid pattern, 30 February, or a division by zero. */
final class LiteralChecks {

    private final CelAbstractSyntaxTree tree;
    private final CelRuntime runtime;
    private final CompiledPatterns compiledPatterns;

    private LiteralChecks(CelAbstractSyntaxTree tree, CelRuntime runtime, CompiledPatterns compiledPatterns) {
        this.tree = tree;
        this.runtime = runtime;
        this.compiledPatterns = compiledPatterns;
    }

    /** A faulty literal in an expression. */
    static final class LiteralException extends Exception {
        private static final long serialVersionUID = 1;

        private final int offset;

        private LiteralException(String message, int offset) {
            super(message);
            this.offset = offset;
        }

        /** The offset of the fault in the expression, in code points. */
        int offset() {
            return offset;
        }
    }

    /** Checks every node: compiles the patterns and evaluates the nodes without variables. */
    static void require(CelAbstractSyntaxTree tree, CelRuntime runtime, CompiledPatterns compiledPatterns)
            throws LiteralException {
        new LiteralChecks(tree, runtime, compiledPatterns).isLiteral(tree.getExpr());
    }

    /** Whether the node has no variables. */
    private boolean isLiteral(CelExpr node) throws LiteralException {
        boolean all = true;
        for (CelExpr part : parts(node).toList()) {
            all &= isLiteral(part);
        }
        switch (node.exprKind().getKind()) {
            case CALL -> {
                requireCall(node, all);
                // CEL's own function is excluded, and these patterns are compiled only for the whole expression.
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
