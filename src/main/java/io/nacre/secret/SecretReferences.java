package io.nacre.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * References to secrets in texts: <code>${env:NAME}</code> is an environment variable, and <code>${file:/path} </code>
 * is the text of a file without its last line break. Configuration contains the reference; the process that needs the
 * secret resolves it.
 */
public final class SecretReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private SecretReferences() {}

    /** Whether the text has a reference. */
    public static boolean isNamedIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    /**
     * The text with all references resolved.
     *
     * @throws SecretException if a reference cannot be resolved
     */
    public static String revealed(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(secret(found)));
    }

    /** The value of an environment variable. */
    public static String ofEnvironment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new SecretException("the environment variable " + name + " is not set");
        }
        return value;
    }

    /** The text of a file. */
    public static String ofFile(String path) {
        String text = text(path);
        if (text == null || text.isBlank()) {
            throw new SecretException("the file " + path + " is missing, empty or not readable");
        }
        return text.stripTrailing();
    }

    private static String secret(MatchResult reference) {
        return reference.group(1).equals("env") ? ofEnvironment(reference.group(2)) : ofFile(reference.group(2));
    }

    private static @Nullable String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException | InvalidPathException e) {
            // The message contains only the path, because the exception's message could contain content of the file.
            return null;
        }
    }
}
