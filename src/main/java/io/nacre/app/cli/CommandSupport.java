package io.nacre.app.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What picocli hands to every command. */
public final class CommandSupport {

    private CommandSupport() {}

    /** Where the command prints. */
    public static PrintWriter out(@Nullable CommandSpec spec) {
        return EscapingWriter.around(
                requireNonNull(spec, "picocli sets it").commandLine().getOut());
    }

    /** Where the command says what is wrong. */
    public static PrintWriter err(@Nullable CommandSpec spec) {
        return EscapingWriter.around(
                requireNonNull(spec, "picocli sets it").commandLine().getErr());
    }

    /** Where a command shows its progress: not escaped, for what moves the cursor. */
    static PrintWriter progress(@Nullable CommandSpec spec) {
        return requireNonNull(spec, "picocli sets it").commandLine().getErr();
    }

    /** Who orders it: as {@code --actor} says, else the user. */
    public static String actor(@Nullable String by) {
        return by == null ? System.getProperty("user.name", "unknown") : by;
    }
}
