package io.nacre.console.access;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** A user of the console: a line of the users' file with name, role and the hash of the password. */
public record ConsoleUser(String name, UserRole role, PasswordHash password) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    /** @throws IllegalArgumentException if the name is invalid */
    public ConsoleUser {
        requireNonNull(role, "role is null");
        requireNonNull(password, "password is null");
        requireName(name);
    }

    /** The administrator of a console without users, who has no password. */
    public static ConsoleUser local(String name) {
        String valid = NAME.matcher(name).matches() ? name : "local";
        return new ConsoleUser(valid, UserRole.ADMIN, PasswordHash.unknown());
    }

    /**
     * Checks the name of a user.
     *
     * @throws IllegalArgumentException if it is invalid; the message says what is valid
     */
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name '" + name + "' is invalid: use 1 to 64 letters, digits and"
                    + " '.', '_', '@' or '-', and begin with a letter or digit");
        }
    }

    /** Reads a line of the users' file. */
    static ConsoleUser parse(String line) {
        String[] parts = line.strip().split("\\s+", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("is not 'name role hash'; make a line with 'nacre console-user'");
        }
        UserRole role = UserRole.find(parts[1]);
        if (role == null) {
            throw new IllegalArgumentException("has an unknown role; roles are viewer, analyst, lead and admin");
        }
        return new ConsoleUser(parts[0], role, PasswordHash.parse(parts[2]));
    }

    /** The line of the users' file. */
    public String line() {
        return name + " " + role.text() + " " + password.text();
    }
}
