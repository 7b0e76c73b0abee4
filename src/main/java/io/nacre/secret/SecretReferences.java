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
 * Texts in which a secret is only named: <code>${env:NAME}</code> is an environment variable, <code>${file:/path}
 * </code> the text of a file without its last line break. What is carried around is the reference; the process that
 * needs the secret reads it itself.
 */
public final class SecretReferences {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private SecretReferences() {}

    /** True where the text names a secret. */
    public static boolean isNamedIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    /**
     * The text with every secret in its place.
     *
     * @throws SecretException for one that is not there
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
            // The failure names the path; an exception's text might hold some of the content.
            return null;
        }
    }
}
