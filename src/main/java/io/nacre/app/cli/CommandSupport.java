package io.nacre.app.cli;

import static java.util.Objects.requireNonNull;

import io.nacre.secret.SecretReferences;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The writers and the user name for commands. */
public final class CommandSupport {

    private CommandSupport() {}

    /** The standard output of the command. */
    public static PrintWriter out(@Nullable CommandSpec spec) {
        return EscapingWriter.around(
                requireNonNull(spec, "picocli sets it").commandLine().getOut());
    }

    /** The error output of the command. */
    public static PrintWriter err(@Nullable CommandSpec spec) {
        return EscapingWriter.around(
                requireNonNull(spec, "picocli sets it").commandLine().getErr());
    }

    /** The error output for progress, unescaped because progress moves the cursor. */
    static PrintWriter progress(@Nullable CommandSpec spec) {
        return requireNonNull(spec, "picocli sets it").commandLine().getErr();
    }

    /** The work folder: that of the system property {@code nacre.work}, else {@code .nacre} in the current folder. */
    public static Path workFolder() {
        return Path.of(System.getProperty("nacre.work", ".nacre"));
    }

    /** The secret that an option names by a reference; fails without a value, or if it is no reference. */
    public static String secret(String option, @Nullable String reference) {
        if (reference == null || !SecretReferences.isNamedIn(reference)) {
            throw new CommandFailedException(option + " is missing or no reference: give ${env:NAME} or ${file:/path}");
        }
        return SecretReferences.revealed(reference);
    }

    /** The actor: the value of {@code --actor}, else the user name. */
    public static String actor(@Nullable String by) {
        return by == null ? System.getProperty("user.name", "unknown") : by;
    }
}
