package io.nacre.app.console;

import io.nacre.app.cli.CommandFailedException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a new password: twice from a terminal, without showing it, or from the first line of the standard input. */
final class PasswordPrompt {

    private PasswordPrompt() {}

    @SuppressWarnings(
            "SystemConsoleNull") // It is null without a terminal before Java 22, and the build takes no later one.
    static char[] read() {
        Console terminal = System.console();
        return terminal == null ? fromInput() : fromTerminal(terminal);
    }

    private static char[] fromTerminal(Console terminal) {
        char[] password = terminal.readPassword("Password: ");
        char[] again = terminal.readPassword("The same password again: ");
        if (password == null || again == null) {
            throw new CommandFailedException("no password was given");
        }
        boolean same = Arrays.equals(password, again);
        Arrays.fill(again, '\0');
        if (!same) {
            throw new CommandFailedException("the two passwords differ: run the command again");
        }
        return password;
    }

    private static char[] fromInput() {
        String line;
        try {
            line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } catch (IOException e) {
            throw new CommandFailedException("the password cannot be read from the standard input: " + e.getMessage());
        }
        if (line == null) {
            throw new CommandFailedException(
                    "no password was given: run the command in a terminal, or send the password to its standard input");
        }
        return line.toCharArray();
    }
}
