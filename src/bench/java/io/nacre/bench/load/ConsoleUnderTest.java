package io.nacre.bench.load;

import io.nacre.console.access.ConsoleUser;
import io.nacre.console.access.MaskingPolicy;
import io.nacre.console.access.Pseudonyms;
import io.nacre.console.access.SessionLimits;
import io.nacre.console.access.TestUsers;
import io.nacre.console.access.UserFile;
import io.nacre.console.access.UserRole;
import io.nacre.console.http.ConsoleServer;
import io.nacre.console.http.ConsoleSettings;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentDueTimes;
import io.nacre.console.work.AssignmentPolicy;
import io.nacre.kafka.client.KafkaSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A console in this process, with a store that is empty at first. */
public final class ConsoleUnderTest implements AutoCloseable {

    private static final int KEY_BYTES = 32;

    /** No two consoles have the same audit log. */
    private static final AtomicInteger CONSOLES = new AtomicInteger();

    private final ConsoleDatabase database;
    private final ConsoleServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    private ConsoleUnderTest(ConsoleDatabase database, ConsoleServer server) {
        this.database = database;
        this.server = server;
    }

    /**
     * Starts a console that fills its store.
     *
     * @param databaseUrl of an empty database
     * @param analysts how many analysts may sign in, besides one lead
     */
    public static ConsoleUnderTest start(KafkaSettings kafka, String databaseUrl, Path folder, int analysts)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(line("lead", UserRole.LEAD));
        for (int analyst = 0; analyst < analysts; analyst++) {
            lines.add(line(name(analyst), UserRole.ANALYST));
        }
        Path users = Files.write(folder.resolve("console-users"), lines);
        Clock clock = Clock.systemUTC();
        ConsoleDatabase database = ConsoleDatabase.open(databaseUrl, null, null);
        ConsoleSettings settings = new ConsoleSettings(
                "127.0.0.1",
                0,
                null,
                "bench" + CONSOLES.incrementAndGet(),
                UserFile.open(users, clock),
                SessionLimits.DEFAULT,
                new MaskingPolicy(new Pseudonyms(new byte[KEY_BYTES]), MaskingPolicy.DEFAULT_ROLES),
                AssignmentPolicy.DEFAULT,
                IncidentDueTimes.DEFAULT,
                "EUR");
        return new ConsoleUnderTest(database, ConsoleServer.start(settings, kafka, database, clock));
    }

    /** Returns when the store has all that was on the topics at the start. */
    public void awaitFilled(Duration patience) throws InterruptedException {
        if (!server.awaitCaughtUp(patience)) {
            throw new IllegalStateException("the store is not filled after " + patience.toMinutes() + " minutes");
        }
    }

    /** A session of the analyst of a number, from 0. */
    public ConsoleClient analyst(int number) throws IOException, InterruptedException {
        return ConsoleClient.signIn(http, server.url(), name(number), TestUsers.PASSWORD);
    }

    /** A session of the lead. */
    public ConsoleClient lead() throws IOException, InterruptedException {
        return ConsoleClient.signIn(http, server.url(), "lead", TestUsers.PASSWORD);
    }

    /** The number of records that the store was filled from. */
    public long records() {
        return database.read(handle -> handle.createQuery("SELECT SUM(next_offset) FROM topic_progress")
                .mapTo(Long.class)
                .one());
    }

    /** The store. */
    public ConsoleDatabase database() {
        return database;
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }

    private static String name(int analyst) {
        return "analyst" + analyst;
    }

    private static String line(String name, UserRole role) {
        ConsoleUser user = TestUsers.user(name, role);
        return user.line();
    }
}
