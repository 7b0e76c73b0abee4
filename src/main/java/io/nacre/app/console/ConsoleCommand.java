package io.nacre.app.console;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.TlsOptions;
import io.nacre.console.access.MaskingPolicy;
import io.nacre.console.access.PseudonymKey;
import io.nacre.console.access.Pseudonyms;
import io.nacre.console.access.SessionLimits;
import io.nacre.console.access.UserFile;
import io.nacre.console.access.UserRole;
import io.nacre.console.http.ConsoleServer;
import io.nacre.console.http.ConsoleSettings;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentDueTimes;
import io.nacre.console.work.AssignmentPolicy;
import io.nacre.decision.incident.Severity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the analysts' console. */
@Command(
        name = "console",
        description = "Serve the analysts' console: the queue of incidents, their evidence, verdicts and freezes.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre console --bootstrap-servers localhost:9092",
            "  nacre console --bootstrap-servers localhost:9092 --users users.txt --host 0.0.0.0"
                    + " --tls-keystore console.p12 --tls-password $${env:CONSOLE_TLS}",
            "  nacre console --bootstrap-servers localhost:9092 --users users.txt"
                    + " --store jdbc:postgresql://db.example.com/nacre --store-user nacre --store-password $${env:DB}",
            "",
            "Without --users, the console serves one administrator on this machine, who opens the printed link.",
            "The store is a copy of the topics. --rebuild fills it anew; nothing is lost."
        })
public final class ConsoleCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "IP address to listen on; default 127.0.0.1. Any other one requires --users.")
    private String host = "";

    @Option(
            names = "--port",
            defaultValue = "8490",
            description = "Port to listen on, 0 for any free port; default 8490.")
    private int port;

    @Option(
            names = "--console-id",
            paramLabel = "ID",
            defaultValue = "console",
            description =
                    "Name of this console in the audit log; default console. No other running console may have it.")
    private String consoleId = "";

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description =
                    "Users with roles and password hashes, one per line; see 'nacre console-user'. Changes apply at"
                            + " once.")
    private @Nullable Path users;

    @Option(
            names = "--masked-roles",
            split = ",",
            paramLabel = "ROLE",
            defaultValue = "VIEWER",
            description =
                    "Roles that see pseudonyms instead of account ids, IP addresses and device ids; default VIEWER.")
    private Set<UserRole> maskedRoles = Set.of();

    @Option(
            names = "--store",
            paramLabel = "URL",
            description =
                    "Database: jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME; default a file in the work folder."
                            + " Consoles with the same PostgreSQL work as one.")
    private @Nullable String store;

    @Option(names = "--store-user", paramLabel = "NAME", description = "User of the database.")
    private @Nullable String storeUser;

    @Option(
            names = "--store-password",
            paramLabel = "REFERENCE",
            description = "Password of the database, only as reference: $${env:NAME} or $${file:/path}.")
    private @Nullable String storePassword;

    @Option(names = "--rebuild", description = "Empty the store, and fill it from the topics.")
    private boolean rebuild;

    @Option(
            names = "--lease",
            defaultValue = "30m",
            converter = DurationConverter.class,
            paramLabel = "30m",
            description = "How long an incident stays with an analyst who does nothing; default 30m.")
    private Duration lease = Duration.ZERO;

    @Option(
            names = "--take-next-only",
            description = "Analysts cannot pick incidents: they are given them in the order of the queue. Leads can.")
    private boolean takeNextOnly;

    @Option(
            names = "--escalate-after",
            converter = DurationConverter.class,
            paramLabel = "24h",
            description = "Escalate incidents that nobody takes within this time; default never.")
    private @Nullable Duration escalateAfter;

    @Option(
            names = "--due",
            converter = {SeverityConverter.class, DurationConverter.class},
            paramLabel = "SEVERITY=TIME",
            description = "How soon incidents are due; repeatable. Default: CRITICAL=1h, HIGH=4h, MEDIUM=24h, LOW=72h.")
    private Map<Severity, Duration> due = new EnumMap<>(Severity.class);

    @Option(
            names = "--idle-timeout",
            defaultValue = "15m",
            converter = DurationConverter.class,
            paramLabel = "15m",
            description = "Sign users out after this time without a request; default 15m.")
    private Duration idle = Duration.ZERO;

    @Option(
            names = "--currency",
            defaultValue = "EUR",
            paramLabel = "CODE",
            description = "Reporting currency of the job; default EUR.")
    private String currency = "";

    /** Converts names of severities in any case. */
    static final class SeverityConverter implements ITypeConverter<Severity> {
        @Override
        public Severity convert(String value) {
            return Severity.valueOf(value.toUpperCase(Locale.ROOT));
        }
    }

    @Override
    public Integer call() throws Exception {
        Path work = CommandSupport.workFolder().toAbsolutePath();
        Files.createDirectories(work);
        try (ConsoleDatabase database = open(work)) {
            if (rebuild) {
                database.clear();
            }
            ConsoleServer server = start(work, database);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                server.close();
                                stopped.countDown();
                            },
                            "console-stop"));
            PrintWriter out = CommandSupport.out(spec);
            out.println("Console at " + (users == null ? server.signInUrl() : server.url()) + ". Stop with Ctrl-C.");
            out.flush();
            stopped.await();
        }
        return 0;
    }

    private ConsoleDatabase open(Path work) {
        String password = storePassword == null ? null : CommandSupport.secret("--store-password", storePassword);
        try {
            return ConsoleDatabase.open(
                    store == null ? "jdbc:sqlite:" + work.resolve("console.db") : store, storeUser, password);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException("--store: " + e.getMessage());
        }
    }

    private ConsoleServer start(Path work, ConsoleDatabase database) throws IOException {
        try {
            ConsoleSettings settings = new ConsoleSettings(
                    host,
                    port,
                    tls.certificate(),
                    consoleId,
                    users == null ? null : UserFile.open(users, Clock.systemUTC()),
                    new SessionLimits(idle, SessionLimits.DEFAULT.total()),
                    new MaskingPolicy(
                            new Pseudonyms(PseudonymKey.readOrCreate(work.resolve("console-pseudonyms.key"))),
                            maskedRoles),
                    new AssignmentPolicy(lease, takeNextOnly, escalateAfter),
                    new IncidentDueTimes(due),
                    currency);
            return ConsoleServer.start(settings, broker.settings(), database, Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }
}
