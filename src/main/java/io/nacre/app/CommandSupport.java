package io.nacre.app;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What picocli hands to every command. */
final class CommandSupport {

    private CommandSupport() {}

    /** Where the command prints. */
    static PrintWriter out(@Nullable CommandSpec spec) {
        return EscapingWriter.around(
                requireNonNull(spec, "picocli sets it").commandLine().getOut());
    }

    /** Where the command says what is wrong. */
    static PrintWriter err(@Nullable CommandSpec spec) {
        return EscapingWriter.around(
                requireNonNull(spec, "picocli sets it").commandLine().getErr());
    }

    /** Who orders it: as {@code --actor} says, else the user. */
    static String actor(@Nullable String by) {
        return by == null ? System.getProperty("user.name", "unknown") : by;
    }
}
