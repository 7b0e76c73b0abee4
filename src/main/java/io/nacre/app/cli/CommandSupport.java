package io.nacre.app.cli;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
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

    /** The actor: the value of {@code --actor}, else the user name. */
    public static String actor(@Nullable String by) {
        return by == null ? System.getProperty("user.name", "unknown") : by;
    }
}
