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

/** The patterns of one expression, compiled once; CEL itself compiles them for every transaction. */
final class CompiledPatterns {

    static final String MATCHES = "matches";

    /** Steps of one pattern with its counted repeats written out. */
    static final int MAX_STEPS = 480;

    private final Map<String, Pattern> compiled = new HashMap<>();

    /** The pattern of a call of {@code matches}, if it stands there as a literal. */
    static Optional<String> literal(CelCall call) {
        return call.args().stream()
                .reduce((first, last) -> last)
                .filter(last -> last.constantOrDefault().getKind() == CelConstant.Kind.STRING_VALUE)
                .map(last -> last.constant().stringValue());
    }

    /** What is wrong with the pattern of a call; null if it can be used, which makes it known here. */
    @Nullable
    String fault(CelCall call) {
        Optional<String> literal = literal(call);
        if (literal.isEmpty()) {
            return "a pattern must be a literal in quotes: one that is made from fields could not be checked beforehand";
        }
        String pattern = literal.get();
        long size = PatternSize.of(pattern);
        if (size > MAX_STEPS) {
            return "the pattern has " + size + " steps with its repeats written out, more than " + MAX_STEPS
                    + ": use smaller counts, or * and +";
        }
        try {
            compiled.put(pattern, Pattern.compile(pattern));
            return null;
        } catch (PatternSyntaxException e) {
            return "the pattern is none of RE2: " + e.getMessage();
        }
    }

    boolean isEmpty() {
        return compiled.isEmpty();
    }

    /** In place of CEL's own function. */
    @SuppressWarnings("Immutable") // Every pattern is there before the expression is asked for the first time.
    Set<CelFunctionBinding> functions() {
        return CelFunctionBinding.fromOverloads(
                MATCHES,
                CelFunctionBinding.from("matches", String.class, String.class, this::matches),
                CelFunctionBinding.from("matches_string", String.class, String.class, this::matches));
    }

    /** Anywhere in the text, as CEL has it. */
    private boolean matches(String text, String pattern) {
        Pattern known = compiled.get(pattern);
        if (known == null) {
            throw new IllegalStateException("a pattern that was not checked");
        }
        return known.matcher(text).find();
    }
}
