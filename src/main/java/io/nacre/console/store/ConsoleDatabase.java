package io.nacre.console.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The database of the console: SQLite in a file for one console, PostgreSQL for several beside each other.
 *
 * <p>Every change raises the revision by one. Changes are committed in the order of their revisions, so whoever has
 * seen a revision has seen all before it.
 */
public final class ConsoleDatabase implements AutoCloseable {

    private static final String SQLITE = "jdbc:sqlite:";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int CONNECTIONS = 10;
    private static final int BUSY_MS = 30_000;

    /** The number of the lock that the one console holds which follows the topics; any number will do. */
    private static final long FOLLOWER_LOCK = 5_063_917_204_811L;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final boolean postgres;

    /** SQLite has one writer at a time: waiting here is fair, waiting in SQLite is not. */
    private final ReentrantLock writer = new ReentrantLock(true);

    private final Semaphore locked = new Semaphore(CONNECTIONS / 3);

    private @Nullable Handle follower;

    private ConsoleDatabase(HikariDataSource pool, boolean postgres) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.postgres = postgres;
    }

    /**
     * Opens a database, and creates or updates its tables.
     *
     * @param url such as {@code jdbc:sqlite:console.db} or {@code jdbc:postgresql://db.example.com/nacre}
     * @param password null for none, or for one in the URL
     * @throws IllegalArgumentException if it cannot be opened; the message says why
     */
    public static ConsoleDatabase open(String url, @Nullable String user, @Nullable String password) {
        boolean postgres = url.startsWith(POSTGRESQL);
        if (!postgres && !url.startsWith(SQLITE)) {
            throw new IllegalArgumentException("the database " + withoutParameters(url) + " is neither " + SQLITE
                    + "FILE nor " + POSTGRESQL + "//HOST/NAME");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setPoolName("console");
        config.setMaximumPoolSize(CONNECTIONS);
        if (!postgres) {
            Properties sqlite = new Properties();
            sqlite.setProperty("journal_mode", "WAL");
            // Every row can be derived from the topics again, so a lost last commit is read again.
            sqlite.setProperty("synchronous", "NORMAL");
            sqlite.setProperty("busy_timeout", Integer.toString(BUSY_MS));
            sqlite.setProperty("cache_size", "-65536");
            config.setDataSourceProperties(sqlite);
        }
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            migrations(pool).migrate();
            return new ConsoleDatabase(pool, postgres);
        } catch (RuntimeException e) {
            if (pool != null) {
                pool.close();
            }
            throw new IllegalArgumentException(
                    "cannot open the database " + withoutParameters(url) + ": " + rootMessage(e), e);
        }
    }

    private static Flyway migrations(HikariDataSource pool) {
        return Flyway.configure()
                .dataSource(pool)
                .locations("classpath:io/nacre/console/migrations")
                .load();
    }

    /** Empties the store, so that everything is read from the topics again. */
    public void clear() {
        writer.lock();
        try {
            List<String> tables = List.of(
                    "topic_progress",
                    "incident",
                    "incident_alert",
                    "incident_verdict",
                    "payment",
                    "payment_label",
                    "bundle_use",
                    "example",
                    "account_event",
                    "account_action",
                    "list_entry",
                    "assignment",
                    "note",
                    "saved_view");
            // The revision goes on, so that no page takes what comes for older than what it shows.
            jdbi.useTransaction(handle -> {
                nextRevision(handle);
                tables.forEach(table -> handle.execute("DELETE FROM " + table));
                ExampleTable.reset(handle);
            });
        } catch (JdbiException e) {
            throw new StoreException("the store cannot be emptied: " + rootMessage(e), e);
        } finally {
            writer.unlock();
        }
    }

    /** Reads in one transaction, so that all results are of one moment. */
    public <T> T read(Function<Handle, T> query) {
        try {
            return jdbi.inTransaction(query::apply);
        } catch (JdbiException e) {
            throw new StoreException("the store cannot be read: " + rootMessage(e), e);
        }
    }

    /** Changes the store in one transaction, with the revision of the change. */
    public void write(Change change) {
        writer.lock();
        try {
            jdbi.useTransaction(handle -> change.apply(handle, nextRevision(handle)));
        } catch (JdbiException e) {
            throw new StoreException("the store cannot be written: " + rootMessage(e), e);
        } finally {
            writer.unlock();
        }
    }

    /** A change of the store. */
    @FunctionalInterface
    public interface Change {
        /**
         * Makes the change.
         *
         * @param revision of the change, for the rows that it touches
         */
        void apply(Handle handle, long revision);
    }

    /** The revision of the latest change. */
    public long revision() {
        return read(ConsoleDatabase::revision);
    }

    /** The revision of the latest change, as a transaction sees it. */
    public static long revision(Handle handle) {
        return handle.createQuery("SELECT number FROM store_state WHERE name = 'revision'")
                .mapTo(Long.class)
                .one();
    }

    /** In PostgreSQL the row stays locked until the commit, which orders the commits. */
    private static long nextRevision(Handle handle) {
        handle.execute("UPDATE store_state SET number = number + 1 WHERE name = 'revision'");
        return revision(handle);
    }

    /**
     * Runs work that nobody else may do to the same subject at the same time, such as assigning an incident. Consoles
     * of one PostgreSQL exclude each other as well as requests to one console.
     */
    public <T> T exclusively(String subject, Supplier<T> work) {
        synchronized (SubjectLocks.of(subject)) {
            if (!postgres) {
                return work.get();
            }
            // The work itself takes a second connection.
            locked.acquireUninterruptibly();
            try {
                return jdbi.inTransaction(handle -> {
                    handle.createQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(:subject, 0))")
                            .bind("subject", subject)
                            .mapTo(Integer.class)
                            .one();
                    return work.get();
                });
            } catch (JdbiException e) {
                throw new StoreException("the store cannot be locked: " + rootMessage(e), e);
            } finally {
                locked.release();
            }
        }
    }

    /** Whether this console follows the topics for all that share the store; it then does so until it is closed. */
    public synchronized boolean isFollower() {
        if (!postgres) {
            return true;
        }
        Handle held = follower;
        try {
            if (held != null) {
                held.execute("SELECT 1");
                return true;
            }
            Handle candidate = jdbi.open();
            boolean locked = candidate
                    .createQuery("SELECT pg_try_advisory_lock(:number)")
                    .bind("number", FOLLOWER_LOCK)
                    .mapTo(Boolean.class)
                    .one();
            if (locked) {
                follower = candidate;
            } else {
                candidate.close();
            }
            return locked;
        } catch (JdbiException e) {
            follower = null;
            throw new StoreException("the store cannot be locked: " + rootMessage(e), e);
        }
    }

    @Override
    public synchronized void close() {
        if (follower != null) {
            follower.close();
            follower = null;
        }
        pool.close();
    }

    /** Without parameters, which may have a password. */
    private static String withoutParameters(String url) {
        int end = url.indexOf('?');
        return end < 0 ? url : url.substring(0, end);
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
