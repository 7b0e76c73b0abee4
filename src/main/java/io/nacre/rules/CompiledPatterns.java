package io.nacre.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.runtime.CelFunctionBinding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The literal patterns of one expression, compiled once. CEL itself would compile them for every transaction. */
final class CompiledPatterns {

    static final String MATCHES = "matches";

    /** Maximum number of steps of one pattern, with its counted repeats expanded. */
    static final int MAX_STEPS = 480;

    private final Map<String, Pattern> compiled = new HashMap<>();

    /** The pattern argument of a {@code matches} call, if it is a literal. */
    static Optional<String> literal(CelCall call) {
        return call.args().stream()
                .reduce((first, last) -> last)
                .filter(last -> last.constantOrDefault().getKind() == CelConstant.Kind.STRING_VALUE)
                .map(last -> last.constant().stringValue());
    }

    /** Checks and compiles the pattern of a call. Returns the fault, or null if the pattern is valid. */
    @Nullable
    String fault(CelCall call) {
        Optional<String> literal = literal(call);
        if (literal.isEmpty()) {
            return "a pattern must be a literal in quotes: a pattern built from fields cannot be checked in advance";
        }
        String pattern = literal.get();
        long size = PatternSize.of(pattern);
        if (size > MAX_STEPS) {
            return "the pattern has " + size + " steps with its repeats expanded, more than " + MAX_STEPS
                    + ": use smaller counts, or * and +";
        }
        try {
            compiled.put(pattern, Pattern.compile(pattern));
            return null;
        } catch (PatternSyntaxException e) {
            return "the pattern is not valid RE2 syntax: " + e.getMessage();
        }
    }

    boolean isEmpty() {
        return compiled.isEmpty();
    }

    /** Replaces CEL's own {@code matches}. */
    @SuppressWarnings("Immutable") // All patterns are compiled before the first evaluation.
    Set<CelFunctionBinding> functions() {
        return CelFunctionBinding.fromOverloads(
                MATCHES,
                CelFunctionBinding.from("matches", String.class, String.class, this::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, this::matches));
    }

    /** True if the pattern occurs anywhere in the text, as in CEL. */
    private boolean matches(String text, String pattern) {
        Pattern compiledPattern = compiled.get(pattern);
        if (compiledPattern == null) {
            throw new IllegalStateException("pattern '" + pattern + "' was not compiled with the expression");
        }
        return compiledPattern.matcher(text).find();
    }
}
