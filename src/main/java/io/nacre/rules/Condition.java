package io.nacre.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Optional;

/**
 * A rule's expression, compiled and checked.
 *
 * <p>What it may cost is bounded before it is asked: there are no loops, for none of CEL's macros is there but
 * {@code has}; an expression is at most {@value Rule#EXPRESSION_CHARACTERS} characters long, and what it costs at most,
 * counted by {@link Cost}, is at most {@value Cost#MOST}. Patterns are matched by RE2, in time linear in the text.
 */
public final class Condition {

    private static final int DEPTH = 32;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(Rule.EXPRESSION_CHARACTERS)
            .maxParseRecursionDepth(DEPTH)
            .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private final CelRuntime.Program program;

    private Condition(CelRuntime.Program program) {
        this.program = program;
    }

    /**
     * Compiles an expression.
     *
     * @throws RuleException whose message names line and column
     */
    public static Condition of(String expression) {
        CelValidationResult checked = COMPILER.compile(expression);
        if (checked.hasError()) {
            throw new RuleException(message(expression, checked.getErrors().get(0)));
        }
        try {
            CelAbstractSyntaxTree tree = checked.getAst();
            Cost.requireBounded(tree.getExpr());
            return new Condition(RUNTIME.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new RuleException("the expression cannot be made a program: " + e.getMessage(), e);
        }
    }

    /**
     * Whether the rule applies.
     *
     * @throws CelEvaluationException if it cannot be told, such as for an attribute that is not there
     */
    boolean holds(Scene scene) throws CelEvaluationException {
        Object value = program.eval((String name) -> {
            Term term = Vocabulary.find(name);
            return term == null ? Optional.empty() : Optional.of(term.reading().of(scene));
        });
        return Boolean.TRUE.equals(value);
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.HAS)
                .setResultType(SimpleType.BOOL);
        Vocabulary.terms().forEach(term -> builder.addVar(term.name(), term.type()));
        return builder.build();
    }

    /** Columns count from 1, as editors show them; a caret points there. */
    private static String message(String expression, CelIssue issue) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = Math.max(0, issue.getSourceLocation().getColumn());
        String text = expression.lines().skip(line - 1L).findFirst().orElse("");
        String name = nameAt(text, column);
        String hint = issue.getMessage().startsWith("undeclared reference") ? Suggestion.instead(name) : "";
        return "line " + line + ", column " + (column + 1) + ": " + reason(issue, name) + hint + "\n  " + text + "\n  "
                + " ".repeat(column) + "^";
    }

    /** CEL names only the first part of an unknown name, and lists every overload there is. */
    private static String reason(CelIssue issue, String name) {
        String said = issue.getMessage();
        if (said.startsWith("undeclared reference")) {
            return "there is no '" + name + "'";
        }
        int candidates = said.indexOf(" (candidates:");
        return candidates < 0 ? said : said.substring(0, candidates);
    }

    private static String nameAt(String text, int column) {
        int end = column;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end))
                        || text.charAt(end) == '_'
                        || text.charAt(end) == '.')) {
            end++;
        }
        return text.substring(Math.min(column, end), end);
    }
}
