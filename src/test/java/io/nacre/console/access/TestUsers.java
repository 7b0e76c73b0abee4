package io.nacre.console.access;

/** Users with quick hashes, for tests. */
public final class TestUsers {

    public static final String PASSWORD = "password";

    /** Of {@link #PASSWORD}. */
    private static final String HASH =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private TestUsers() {}

    public static ConsoleUser user(String name, UserRole role) {
        return new ConsoleUser(name, role, PasswordHash.parse(HASH));
    }
}
