package io.nacre.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.nacre.gateway.DecisionLookup;
import io.nacre.gateway.DecisionRequestHandler;
import io.nacre.gateway.GatewayMetrics;
import io.nacre.gateway.GatewaySettings;
import io.nacre.gateway.http.ApiKeys.Client;
import io.nacre.http.ProblemDetail;
import io.nacre.http.WebServerConfig;
import io.nacre.kafka.client.KafkaAccessException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway as an HTTP server. */
public final class GatewayServer implements AutoCloseable {

    /** Maximum size of a request: a batch of a hundred transactions of usual size. */
    static final int MAX_BODY_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    private static final String ANSWERED = "answered";
    private final HttpServerSettings settings;
    private final DecisionRequestHandler requests;
    private final GatewayMetrics metrics;
    private final Javalin server;

    private GatewayServer(HttpServerSettings settings, GatewaySettings gateway, GatewayMetrics metrics)
            throws IOException {
        this.settings = settings;
        this.metrics = metrics;
        this.requests = new DecisionRequestHandler(gateway, metrics);
        RequestLimiter limiter = new RequestLimiter(settings.requestsPerSecond(), System::nanoTime);
        DecisionEndpoints decisions =
                new DecisionEndpoints(requests, new DecisionLookup(gateway.kafka()), metrics, limiter);
        decisions.warmUp();
        this.server = Javalin.create(config -> {
            configure(config);
            routes(config, decisions);
        });
    }

    /** Starts a gateway, which then answers requests. */
    public static GatewayServer start(HttpServerSettings settings, GatewaySettings gateway) throws IOException {
        GatewayServer started = new GatewayServer(settings, gateway, new GatewayMetrics());
        started.server.start();
        return started;
    }

    /** The address for clients. */
    public String url() {
        return settings.web().url(server.port());
    }

    /** Answers the current requests, and stops. */
    @Override
    public void close() throws IOException {
        try {
            requests.close();
        } finally {
            server.stop();
        }
    }

    private void configure(JavalinConfig config) {
        settings.web()
                .applyTo(
                        config,
                        GatewayServer::ofStatus,
                        bodies -> new RequestAuthenticationHandler(settings.keys(), bodies));
        // Compressing an answer of a kilobyte takes longer than sending it.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.asyncTimeout = GatewaySettings.MAX_DEADLINE.multipliedBy(2).toMillis();
    }

    private void routes(JavalinConfig config, DecisionEndpoints decisions) {
        config.routes
                .post("/v1/decisions", secured(decisions::decide))
                .post("/v1/decisions/batch", secured(decisions::decideAll))
                .get("/v1/decisions/{id}", secured(decisions::find))
                .head("/v1/decisions/{id}", context -> answer(context, ofStatus(405)))
                .get("/openapi.json", context -> context.result(WebServerConfig.bytes(OpenApiDocument.document())))
                .get("/docs", context -> context.html(OpenApiDocument.page()))
                .get("/health/live", context -> status(context, true))
                .get("/health/ready", context -> status(context, requests.isReady()))
                .get(
                        "/metrics",
                        context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                                .result(metrics.text()))
                .exception(ProblemException.class, (e, context) -> answer(context, e.problem()))
                .exception(HttpResponseException.class, (e, context) -> answer(context, ofStatus(e.getStatus())))
                .exception(KafkaAccessException.class, (e, context) -> answer(context, ofStatus(503)))
                .exception(Exception.class, (e, context) -> answer(context, ofStatus(statusOf(e))))
                .error(404, context -> answerOnce(context, 404))
                .error(405, context -> answerOnce(context, 405));
    }

    private static int statusOf(Exception e) {
        int status = WebServerConfig.statusOf(e);
        if (status == 500) {
            // Without its message, which may quote the request.
            StackTraceElement[] trace = e.getStackTrace();
            LOG.error(
                    "a request failed: {} at {}",
                    e.getClass().getName(),
                    trace.length == 0 ? "an unknown line" : trace[0]);
        }
        return status;
    }

    /** For clients that {@link RequestAuthenticationHandler} has let pass. */
    private static io.javalin.http.Handler secured(Endpoint endpoint) {
        return context -> {
            if (!(context.req().getAttribute(RequestAuthenticationHandler.CLIENT) instanceof Client client)) {
                throw new ProblemException(RequestAuthenticationHandler.unauthenticated());
            }
            endpoint.handle(client, context);
        };
    }

    /** A route with a known client. */
    @FunctionalInterface
    interface Endpoint {
        void handle(Client client, Context context) throws Exception;
    }

    private static void status(Context context, boolean up) {
        context.status(up ? 200 : 503).result(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }

    /** Answers a path or method that no endpoint has. An endpoint that finds nothing has answered already. */
    private static void answerOnce(Context context, int status) {
        if (context.attribute(ANSWERED) == null) {
            answer(context, ofStatus(status));
        }
    }

    static void answer(Context context, ProblemDetail problem) {
        answer(context, problem.status(), problem.json());
    }

    /** Answers with a problem. */
    static void answer(Context context, int status, ObjectNode problem) {
        context.attribute(ANSWERED, true);
        if (status == 429 || status == 503) {
            context.header("Retry-After", "1");
        }
        context.status(status).contentType(ProblemDetail.CONTENT_TYPE).result(WebServerConfig.bytes(problem));
    }

    private static ProblemDetail ofStatus(int status) {
        return switch (status) {
            case 404 ->
                new ProblemDetail(404, "NOT_FOUND", "there is nothing at this path", "see /openapi.json for the paths");
            case 405 ->
                new ProblemDetail(
                        405, "METHOD_NOT_ALLOWED", "the path has another method", "see /openapi.json for the methods");
            case 408 ->
                new ProblemDetail(
                        408,
                        "BODY_LATE",
                        "the body was not sent in time",
                        "send the whole body at once, within seconds");
            case 413 ->
                new ProblemDetail(
                        413,
                        "RECORD_TOO_LARGE",
                        "the body is larger than " + MAX_BODY_BYTES + " bytes",
                        "send fewer transactions in a batch");
            case 503 ->
                new ProblemDetail(
                        503, "BROKER_DOWN", "the broker does not answer", "repeat the request when it is back");
            case 500 ->
                new ProblemDetail(
                        500,
                        "INTERNAL",
                        "the gateway failed on this request",
                        "repeat it, and report the gateway's log");
            default -> new ProblemDetail(status, "BAD_REQUEST", "the request is not valid HTTP", "see /openapi.json");
        };
    }

    /** For an endpoint that answers with a problem. */
    static final class ProblemException extends RuntimeException {

        private final transient ProblemDetail problem;

        ProblemException(ProblemDetail problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        ProblemDetail problem() {
            return problem;
        }
    }
}
