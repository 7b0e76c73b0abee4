package io.nacre.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.CelStandardFunctions.StandardFunction;
import dev.cel.runtime.CelVariableResolver;
import io.nacre.rules.LiteralChecks.LiteralException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The compiled and checked expression of a rule.
 *
 * <p>Its cost is bounded before the first evaluation. There are no loops, because {@code has} is the only enabled CEL
 * macro. An expression has at most {@value Rule#EXPRESSION_CHARACTERS} characters and a cost of at most
 * {@value ExpressionCost#MAX_COST}, see {@link ExpressionCost}. Patterns must be literals; they are compiled here, and
 * RE2 matches them in time linear in the text. Expressions that fail for every transaction because of a literal are
 * rejected.
 */
public final class Condition {

    private static final int DEPTH = 32;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(Rule.EXPRESSION_CHARACTERS)
            .maxParseRecursionDepth(DEPTH)
            .build();

    private static final CelCompiler COMPILER = compiler();
    private static final CelStandardFunctions FUNCTIONS = CelStandardFunctions.newBuilder()
            .excludeFunctions(StandardFunction.MATCHES)
            .build();

    /** The runtime for expressions without patterns. */
    private static final CelRuntime RUNTIME = runtime(new CompiledPatterns());

    private final Program program;
    private final Set<String> variables;

    /** An executable CEL program. */
    @FunctionalInterface
    interface Program {
        Object eval(CelVariableResolver names) throws CelEvaluationException;
    }

    Condition(Program program) {
        this(program, Set.of());
    }

    private Condition(Program program, Set<String> variables) {
        this.program = program;
        this.variables = variables;
    }

    /**
     * Compiles an expression.
     *
     * @throws RuleException with the line and column in its message
     */
    public static Condition of(String expression) {
        try {
            return compiled(expression);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new RuleException("the expression cannot be turned into a CEL program: " + e.getMessage(), e);
        } catch (RuleException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // Analysts write expressions. Every failure of the compiler rejects the expression.
            throw new RuleException("the expression cannot be compiled: simplify it", e);
        }
    }

    private static Condition compiled(String expression) throws CelValidationException, CelEvaluationException {
        CelValidationResult checked = COMPILER.compile(expression);
        if (checked.hasError()) {
            throw new RuleException(message(expression, checked.getErrors().get(0)));
        }
        CelAbstractSyntaxTree tree = checked.getAst();
        ExpressionCost.requireBounded(tree.getExpr());
        CompiledPatterns compiledPatterns = new CompiledPatterns();
        try {
            LiteralChecks.require(tree, RUNTIME, compiledPatterns);
        } catch (LiteralException e) {
            throw new RuleException(message(expression, tree, e));
        }
        CelRuntime.Program program =
                (compiledPatterns.isEmpty() ? RUNTIME : runtime(compiledPatterns)).createProgram(tree);
        return new Condition(program::eval, variables(tree));
    }

    private static Set<String> variables(CelAbstractSyntaxTree tree) {
        return tree.getReferenceMap().values().stream()
                .map(CelReference::name)
                .filter(name -> RuleVariables.find(name) != null)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of {@link RuleVariables} that the expression uses. */
    public Set<String> variables() {
        return Set.copyOf(variables);
    }

    /**
     * Whether the rule matches.
     *
     * @throws CelEvaluationException if the expression cannot be evaluated, for example because an attribute is missing
     */
    boolean matches(RuleContext ruleContext) throws CelEvaluationException {
        Object value = program.eval((String name) -> {
            RuleVariable ruleVariable = RuleVariables.find(name);
            return ruleVariable == null
                    ? Optional.empty()
                    : Optional.of(ruleVariable.reading().of(ruleContext));
        });
        return Boolean.TRUE.equals(value);
    }

    private static CelRuntime runtime(CompiledPatterns compiledPatterns) {
        return CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardFunctions(FUNCTIONS)
                .addFunctionBindings(compiledPatterns.functions())
                .build();
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.HAS)
                .setResultType(SimpleType.BOOL);
        RuleVariables.terms().forEach(ruleVariable -> builder.addVar(ruleVariable.name(), ruleVariable.type()));
        return builder.build();
    }

    private static String message(String expression, CelIssue issue) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = Math.max(0, issue.getSourceLocation().getColumn());
        String name = nameAt(line(expression, line), column);
        String hint = issue.getMessage().startsWith("undeclared reference") ? SpellingSuggestion.instead(name) : "";
        return message(expression, line, column, reason(issue, name) + hint);
    }

    private static String message(String expression, CelAbstractSyntaxTree tree, LiteralException fault) {
        CelSourceLocation place =
                tree.getSource().getOffsetLocation(fault.offset()).orElse(CelSourceLocation.of(1, 0));
        return message(expression, place.getLine(), place.getColumn(), String.valueOf(fault.getMessage()));
    }

    /** Columns count from 1, as in editors. A caret marks the column. */
    private static String message(String expression, int line, int column, String reason) {
        return "line " + line + ", column " + (column + 1) + ": " + reason + "\n  " + line(expression, line) + "\n  "
                + " ".repeat(column) + "^";
    }

    private static String line(String expression, int line) {
        return expression.lines().skip(line - 1L).findFirst().orElse("");
    }

    /** Shortens CEL's message, which names only the first part of an unknown name and lists all overloads. */
    private static String reason(CelIssue issue, String name) {
        String text = issue.getMessage();
        if (text.startsWith("undeclared reference")) {
            return "there is no '" + name + "'";
        }
        int candidates = text.indexOf(" (candidates:");
        return candidates < 0 ? text : text.substring(0, candidates);
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
