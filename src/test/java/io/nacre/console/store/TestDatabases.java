package io.nacre.console.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Empty stores in SQLite and in a real PostgreSQL, which all tests of a JVM share and which ends with it. */
public final class TestDatabases {

    private static EmbeddedPostgres postgres;
    private static int stores;

    private TestDatabases() {}

    /** The two kinds of database. */
    public enum Kind {
        SQLITE,
        POSTGRESQL
    }

    /** The URL of an empty database. */
    public static synchronized String newUrl(Kind kind, Path folder) {
        String name = "s" + stores++;
        if (kind == Kind.SQLITE) {
            return "jdbc:sqlite:" + folder.resolve(name + ".db");
        }
        try {
            if (postgres == null) {
                postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(Files.createTempDirectory("console-postgres"))
                        .setCleanDataDirectory(true)
                        .start();
            }
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return postgres.getJdbcUrl("postgres", name);
    }
}
