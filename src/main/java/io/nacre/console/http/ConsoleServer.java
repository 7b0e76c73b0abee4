package io.nacre.console.http;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import io.nacre.console.access.ConsoleSession;
import io.nacre.console.access.ConsoleUser;
import io.nacre.console.access.LoginLimiter;
import io.nacre.console.access.OneTimeSignInToken;
import io.nacre.console.access.PasswordAuthenticator;
import io.nacre.console.access.Permission;
import io.nacre.console.access.Sessions;
import io.nacre.console.access.UserFile;
import io.nacre.console.analysis.PaymentHistory;
import io.nacre.console.audit.AuditLog;
import io.nacre.console.audit.AuditLogException;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.IncidentTable;
import io.nacre.console.store.StoreException;
import io.nacre.console.store.StoreWriter;
import io.nacre.console.topic.RecordPublisher;
import io.nacre.console.topic.TopicFollower;
import io.nacre.console.work.AnalystActionService;
import io.nacre.console.work.EditConflictException;
import io.nacre.console.work.InvestigationService;
import io.nacre.console.work.RequestRefusedException;
import io.nacre.console.work.RuleConflictException;
import io.nacre.console.work.RulePublisher;
import io.nacre.console.work.WaitingIncidentEscalation;
import io.nacre.http.ProblemDetail;
import io.nacre.http.WebServerConfig;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console as a web server. */
public final class ConsoleServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServer.class);

    private static final String COOKIE = "nacre_session";
    private static final String CSRF = "X-CSRF-Token";
    private static final String REFRESH = "X-Refresh";
    private static final Duration HISTORY_FRESH = Duration.ofMinutes(1);
    private static final Duration HISTORY_USABLE = Duration.ofHours(1);
    private static final Duration LINK_VALID = Duration.ofDays(1);
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ConsoleSettings settings;
    private final Sessions sessions;
    private final PasswordAuthenticator signIn;
    private final OneTimeSignInToken token;
    private final ConsoleUser local;
    private final AuditLog auditLog;
    private final AuditRecorder audit;
    private final TopicFollower follower;
    private final RecordPublisher publisher;
    private final IncidentEndpoints incidents;
    private final EntityEndpoints entities;
    private final CaseFileEndpoint caseFiles;
    private final RuleEndpoints rules;
    private final AuditEndpoint auditEndpoint;
    private final TeamEndpoint team;
    private final WhatIfEndpoint whatIf;
    private final ModelEndpoint model;
    private final ChangeStream changes;
    private final @Nullable WaitingIncidentEscalation escalation;
    private final boolean isLocal;
    private final StaticFiles files = new StaticFiles();
    private final Javalin server;

    private ConsoleServer(ConsoleSettings settings, KafkaSettings kafka, ConsoleDatabase database, Clock clock) {
        this.settings = settings;
        this.auditLog = AuditLog.open(kafka, settings.consoleId(), clock);
        this.audit = new AuditRecorder(auditLog);
        this.isLocal = WebServerConfig.isLoopback(settings.host());
        this.local = ConsoleUser.local(System.getProperty("user.name", "local"));
        UserFile file = settings.users();
        Sessions.UserLookup users = file == null ? name -> name.equals(local.name()) ? local : null : file::find;
        this.sessions = new Sessions(settings.sessions(), users, clock);
        this.signIn = new PasswordAuthenticator(sessions, users, new LoginLimiter(clock));
        this.token = new OneTimeSignInToken(LINK_VALID, clock);
        this.follower = new TopicFollower(kafka, database);
        this.publisher = new RecordPublisher(kafka, database);
        IncidentTable table = new IncidentTable(settings.dueTimes());
        AnalystActionService accounts = new AnalystActionService(database, table, publisher, clock);
        InvestigationService work = new InvestigationService(
                database, table, publisher, settings.assignment().lease(), clock);
        Duration escalateAfter = settings.assignment().escalateAfter();
        this.escalation = escalateAfter == null
                ? null
                : new WaitingIncidentEscalation(
                        database, table, work, auditLog, escalateAfter, clock, follower::isCaughtUp);
        this.incidents = new IncidentEndpoints(
                database,
                table,
                work,
                accounts,
                audit,
                settings.assignment().takeNextOnly(),
                settings.currency(),
                clock);
        this.entities = new EntityEndpoints(database, table, accounts, audit, clock);
        this.caseFiles = new CaseFileEndpoint(database, table, work, audit, settings.masking(), clock);
        this.rules = new RuleEndpoints(database, new RulePublisher(kafka, database, publisher, clock), audit);
        this.auditEndpoint = new AuditEndpoint(kafka, audit);
        CachedValue<PaymentHistory> history = new CachedValue<>(
                HISTORY_FRESH,
                HISTORY_USABLE,
                clock,
                () -> database.read(handle -> PaymentHistory.load(
                        handle, StoreWriter.eventTimeMs(handle, clock.millis()), PaymentHistory.MAX_PAYMENTS)));
        this.team = new TeamEndpoint(database, settings.dueTimes(), history, clock);
        this.whatIf = new WhatIfEndpoint(history, settings.currency());
        this.model = new ModelEndpoint(database, history);
        this.changes = new ChangeStream(database, incidents);
        this.server = Javalin.create(this::configure);
    }

    /** Starts a console, which then follows the topics and answers requests. */
    public static ConsoleServer start(
            ConsoleSettings settings, KafkaSettings kafka, ConsoleDatabase database, Clock clock) {
        ConsoleServer started = new ConsoleServer(settings, kafka, database, clock);
        started.server.start();
        return started;
    }

    /** The address for browsers. */
    public String url() {
        return settings.web().url(server.port());
    }

    /** The address that signs the local administrator in, once; only for a console without users. */
    public String signInUrl() {
        if (settings.users() != null) {
            throw new IllegalStateException("users of the file sign in with their passwords");
        }
        return url() + "/login?token=" + token.issue();
    }

    /** Waits until the store has all records that were on the topics at the start; false if the time is up. */
    public boolean awaitCaughtUp(Duration within) throws InterruptedException {
        return follower.awaitCaughtUp(within);
    }

    @Override
    public void close() {
        changes.close();
        server.stop();
        if (escalation != null) {
            escalation.close();
        }
        follower.close();
        publisher.close();
        auditLog.close();
    }

    private void configure(JavalinConfig config) {
        settings.web().applyTo(config, Responses::ofStatus, bodies -> bodies);
        config.http.asyncTimeout = 0;
        config.routes.before(this::protect);
        route(config, "POST", "/api/login", this::login);
        route(config, "GET", "/login", this::redeem);
        route(config, "POST", "/api/logout", this::logout);
        route(config, "GET", "/api/session", (user, context) -> Responses.json(context, session(user)));
        route(config, "GET", "/api/incidents", incidents::queue);
        route(config, "GET", "/api/incidents.csv", incidents::export);
        route(config, "GET", "/api/incidents/{id}", incidents::show);
        route(config, "GET", "/api/incidents/{id}/neighbours", incidents::neighbours);
        route(config, "GET", "/incidents/{id}/case-file", caseFiles::print);
        route(config, "POST", "/api/incidents/take-next", incidents::takeNext);
        route(config, "POST", "/api/incidents/{id}/claim", incidents::claim);
        route(config, "POST", "/api/incidents/{id}/extend", incidents::extend);
        route(config, "POST", "/api/incidents/{id}/release", incidents::release);
        route(config, "POST", "/api/incidents/{id}/skip", incidents::skip);
        route(config, "POST", "/api/incidents/{id}/snooze", incidents::snooze);
        route(config, "POST", "/api/incidents/{id}/escalate", incidents::escalate);
        route(config, "POST", "/api/incidents/{id}/assign", incidents::assign);
        route(config, "POST", "/api/incidents/{id}/notes", incidents::addNote);
        route(config, "PUT", "/api/notes/{note_id}", incidents::changeNote);
        route(config, "GET", "/api/views", incidents::views);
        route(config, "PUT", "/api/views/{name}", incidents::saveView);
        route(config, "DELETE", "/api/views/{name}", incidents::deleteView);
        route(config, "POST", "/api/verdicts/preview", incidents::previewVerdicts);
        route(config, "POST", "/api/verdicts", incidents::giveVerdicts);
        route(config, "GET", "/api/accounts/{id}", entities::account);
        route(config, "GET", "/api/entities/{type}/{id}", entities::entity);
        route(config, "GET", "/api/search", entities::search);
        route(config, "POST", "/api/accounts/{id}/freeze", entities::freeze);
        route(config, "POST", "/api/accounts/{id}/release", entities::release);
        route(config, "POST", "/api/lists", entities::list);
        route(config, "GET", "/api/rules", rules::list);
        route(config, "POST", "/api/rules/check", rules::check);
        route(config, "POST", "/api/rules", rules::publish);
        route(config, "GET", "/api/audit", auditEndpoint::list);
        route(config, "GET", "/api/team", team::show);
        route(config, "GET", "/api/what-if", whatIf::show);
        route(config, "GET", "/api/model", model::show);
        route(config, "POST", "/api/reveal", this::reveal);
        config.routes
                // The stream itself begins with status 200.
                .before("/api/events", context -> require(context, permission("GET", "/api/events")))
                .sse("/api/events", client -> {
                    String id = client.ctx().cookie(COOKIE);
                    changes.add(client, SessionView.of(client.ctx()), () -> sessions.find(id, false) == null);
                })
                .get("/health/live", context -> context.result("{\"status\":\"UP\"}"))
                .get("/health/ready", this::ready)
                .get("/lib/htm.js", files::library)
                .get("/api/<path>", context -> Responses.problem(context, Responses.ofStatus(404)))
                .get("/<path>", files::page)
                .get("/", files::page)
                .exception(
                        EditConflictException.class,
                        (e, context) -> Responses.conflict(context, e, incidents::incident))
                .exception(RuleConflictException.class, (e, context) -> Responses.conflict(context, e))
                .exception(RequestRefusedException.class, (e, context) -> Responses.problem(context, Responses.of(e)))
                .exception(KafkaAccessException.class, (e, context) -> Responses.problem(context, Responses.of(e)))
                .exception(AuditLogException.class, (e, context) -> Responses.problem(context, Responses.of(e)))
                .exception(StoreException.class, (e, context) -> Responses.problem(context, Responses.of(e)))
                .exception(DeniedException.class, (e, context) -> Responses.problem(context, e.problem))
                .exception(
                        HttpResponseException.class,
                        (e, context) -> Responses.problem(context, Responses.ofStatus(e.getStatus())))
                .exception(Exception.class, (e, context) -> {
                    int status = WebServerConfig.statusOf(e);
                    if (status == 500) {
                        LOG.error("a request of {} failed", context.path(), e);
                    }
                    Responses.problem(context, Responses.ofStatus(status));
                });
    }

    /** What a user of the console may ask for. */
    @FunctionalInterface
    private interface Endpoint {
        void handle(ConsoleSession user, Context context);
    }

    private void route(JavalinConfig config, String method, String template, Endpoint endpoint) {
        Permission permission = permission(method, template);
        handle(config, method, template, context -> endpoint.handle(require(context, permission), context));
    }

    /** An endpoint for which no session is needed. */
    private void route(JavalinConfig config, String method, String template, io.javalin.http.Handler handler) {
        if (permission(method, template).needsSession()) {
            throw new IllegalStateException(template + " needs a session");
        }
        handle(config, method, template, handler);
    }

    private static void handle(JavalinConfig config, String method, String template, io.javalin.http.Handler handler) {
        switch (method) {
            case "GET" -> config.routes.get(template, handler);
            case "POST" -> config.routes.post(template, handler);
            case "PUT" -> config.routes.put(template, handler);
            case "DELETE" -> config.routes.delete(template, handler);
            default -> throw new IllegalArgumentException("no endpoint has the method " + method);
        }
    }

    private static Permission permission(String method, String template) {
        return requireNonNull(
                Permission.find(method, template), () -> "no role has a permission for " + method + " " + template);
    }

    private ConsoleSession require(Context context, Permission permission) {
        // A page that waits for changes, or loads them by itself, does not keep its user signed in.
        boolean isUse = !context.path().equals("/api/events") && context.header(REFRESH) == null;
        ConsoleSession user = sessions.find(context.cookie(COOKIE), isUse);
        if (user == null) {
            throw new DeniedException(Responses.ofStatus(401));
        }
        new SessionView(settings.masking(), user).applyTo(context);
        if (!context.method().equals(HandlerType.GET) && !user.isCsrfToken(context.header(CSRF))) {
            throw new DeniedException(new ProblemDetail(
                    403, "CSRF", "the request does not come from a page of the console", "load the page again"));
        }
        if (!user.has(permission)) {
            audit.record(user, "denied", null, context.method() + " " + context.path());
            throw new DeniedException(Responses.ofStatus(403));
        }
        return user;
    }

    private static final class DeniedException extends RuntimeException {

        private final transient ProblemDetail problem;

        DeniedException(ProblemDetail problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }
    }

    /** Headers of every response. A browser that was sent here under another name is turned away. */
    private void protect(Context context) {
        context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Cache-Control", "no-store");
        if (settings.tls() != null) {
            context.header("Strict-Transport-Security", "max-age=31536000");
        }
        if (isLocal && !LOOPBACK_NAMES.contains(hostName(context))) {
            throw new DeniedException(new ProblemDetail(
                    421,
                    "WRONG_HOST",
                    "the console does not answer under this name",
                    "open it as localhost, or start it with --host"));
        }
    }

    /** The host of the request without its port. */
    private static String hostName(Context context) {
        String host = context.host();
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        int end = name.lastIndexOf(':');
        return end > name.lastIndexOf(']') ? name.substring(0, end) : name;
    }

    private void login(Context context) {
        RequestBody body = RequestBody.of(context);
        String name = body.text("name");
        PasswordAuthenticator.Result result =
                signIn.signIn(name, body.text("password").toCharArray(), address(context), context.cookie(COOKIE));
        if (result instanceof PasswordAuthenticator.Accepted accepted) {
            begin(context, accepted.started());
            Responses.json(context, session(accepted.started().session()));
        } else if (result instanceof PasswordAuthenticator.TooManyAttempts many) {
            long seconds = Math.max(1, many.retryAfter().toSeconds());
            context.header("Retry-After", Long.toString(seconds));
            Responses.problem(
                    context,
                    new ProblemDetail(
                            429, "TOO_MANY_ATTEMPTS", "there were too many attempts", "wait " + seconds + " seconds"));
        } else {
            Responses.problem(
                    context,
                    new ProblemDetail(
                            401, "WRONG_PASSWORD", "the name or the password is wrong", "check both, or ask an admin"));
        }
    }

    /** Signs the local administrator in by the link that the console printed. */
    private void redeem(Context context) {
        if (settings.users() != null || !token.redeem(context.queryParam("token"))) {
            Responses.problem(
                    context,
                    new ProblemDetail(
                            401,
                            "LINK_EXPIRED",
                            "the link is not valid, or was used before",
                            "start the console again, and open the link that it prints"));
            return;
        }
        begin(context, sessions.start(local));
        context.redirect("/");
    }

    private void begin(Context context, Sessions.Started started) {
        Cookie cookie = new Cookie(COOKIE, started.id());
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(settings.tls() != null);
        cookie.setSameSite(SameSite.STRICT);
        context.cookie(cookie);
        audit.record(started.session(), "sign-in", null, address(context).getHostAddress());
    }

    private void logout(ConsoleSession user, Context context) {
        sessions.end(context.cookie(COOKIE));
        audit.record(user, "sign-out", null, null);
        context.removeCookie(COOKIE, "/");
        Responses.json(context, ConsoleJson.object());
    }

    private ObjectNode session(ConsoleSession user) {
        ObjectNode json = ConsoleJson.object()
                .put("analyst", user.analyst())
                .put("role", user.role().text())
                .put("csrf_token", user.csrfToken())
                .put("masked", settings.masking().isMasked(user.role()))
                .put("restricted", incidents.isRestricted(user))
                .put("idle_timeout_s", settings.sessions().idle().toSeconds());
        Permission.of(user.role())
                .forEach(permission -> json.withArray("permissions").add(permission.text()));
        return json;
    }

    /** Shows the personal data of an account to a user who may see it with a reason. */
    private void reveal(ConsoleSession user, Context context) {
        RequestBody body = RequestBody.of(context);
        String subject = SessionView.of(context).resolve(body.text("subject"));
        audit.record(user, "reveal", subject, body.text("reason"));
        if (!user.reveal(subject)) {
            throw new RequestRefusedException(
                    RequestRefusedException.Kind.FORBIDDEN,
                    "subject",
                    "the session has revealed too many accounts",
                    "sign in again");
        }
        Responses.json(context, ConsoleJson.object().put("subject", subject));
    }

    private void ready(Context context) {
        boolean ready = follower.isCaughtUp();
        context.status(ready ? 200 : 503).result("{\"status\":\"" + (ready ? "UP" : "STARTING") + "\"}");
    }

    private static InetAddress address(Context context) {
        try {
            return InetAddress.getByName(context.ip());
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
