package io.nacre.bench.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Makes empty databases for consoles: files of SQLite, or databases of a PostgreSQL server that it starts. */
public final class ConsoleDatabases implements AutoCloseable {

    private final Path folder;
    private final @Nullable EmbeddedPostgres postgres;
    private int created;

    private ConsoleDatabases(Path folder, @Nullable EmbeddedPostgres postgres) {
        this.folder = folder;
        this.postgres = postgres;
    }

    /**
     * Starts what is needed.
     *
     * @param kind sqlite or postgresql
     */
    public static ConsoleDatabases start(String kind, Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("console"));
        return switch (kind) {
            case "sqlite" -> new ConsoleDatabases(folder, null);
            case "postgresql" ->
                new ConsoleDatabases(
                        folder,
                        EmbeddedPostgres.builder()
                                .setDataDirectory(folder.resolve("postgres"))
                                .start());
            default -> throw new IllegalArgumentException("--database is '" + kind + "'; use sqlite or postgresql");
        };
    }

    /** The URL of a new, empty database. */
    public String create() throws SQLException {
        String name = "console" + created++;
        if (postgres == null) {
            return "jdbc:sqlite:" + folder.resolve(name + ".db");
        }
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return postgres.getJdbcUrl("postgres", name);
    }

    public Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
