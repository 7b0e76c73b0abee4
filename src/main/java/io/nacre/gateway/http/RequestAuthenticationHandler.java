package io.nacre.gateway.http;

import io.nacre.gateway.http.ApiKeys.Client;
import io.nacre.gateway.http.ApiKeys.Scope;
import io.nacre.http.ProblemDetail;
import io.nacre.http.WebServerConfig;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Checks a request before its body is read: whether its client may send it, and from then on how long the body takes.
 * So nobody without a key makes the gateway read or keep a body.
 */
final class RequestAuthenticationHandler extends Handler.Wrapper {

    /** The request attribute with the client, for the endpoints. Without it, a request has not passed this check. */
    static final String CLIENT = "nacre.client";

    /** The request attribute with the time at which the body was complete, on the clock of {@link System#nanoTime}. */
    static final String ARRIVED = "nacre.arrived";

    /** The paths that need a key. */
    private static final String SECURED = "/v1/";

    /**
     * How long a client may take to send a body. It is checked whenever a part arrives, so the pause that closes an
     * idle connection may be added to it.
     */
    private static final Duration BODY_WITHIN = Duration.ofSeconds(5);

    private final ApiKeys keys;

    /** @param next handles requests that may pass */
    RequestAuthenticationHandler(ApiKeys keys, Handler next) {
        super(next);
        this.keys = keys;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (Request.getPathInContext(request).startsWith(SECURED)) {
            Client client = keys.find(request.getHeaders().get(HttpHeader.AUTHORIZATION));
            ProblemDetail problem = problem(client, request.getMethod());
            if (problem != null) {
                refuse(response, problem, callback);
                return true;
            }
            request.setAttribute(CLIENT, client);
        }
        return super.handle(new TimedRequest(request), response, callback);
    }

    /** Why the client may not send this request; null if it may. */
    private static @Nullable ProblemDetail problem(@Nullable Client client, String method) {
        if (client == null) {
            return unauthenticated();
        }
        Scope scope = HttpMethod.POST.is(method) ? Scope.SCORE : Scope.READ;
        return client.scopes().contains(scope)
                ? null
                : new ProblemDetail(
                        HttpStatus.FORBIDDEN_403,
                        "SCOPE_MISSING",
                        "the API key lacks the scope " + scope.name().toLowerCase(Locale.ROOT),
                        "add the scope to the line of the key in the file of --api-keys");
    }

    static ProblemDetail unauthenticated() {
        return new ProblemDetail(
                HttpStatus.UNAUTHORIZED_401,
                "UNAUTHENTICATED",
                "the request has no valid API key",
                "send the header Authorization: Bearer and a key of the file of --api-keys");
    }

    private static void refuse(Response response, ProblemDetail problem, Callback callback) {
        response.setStatus(problem.status());
        if (problem.status() == HttpStatus.UNAUTHORIZED_401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetail.CONTENT_TYPE);
        response.write(true, ByteBuffer.wrap(WebServerConfig.bytes(problem.json())), callback);
    }

    /** A request whose body fails when its time is up, and that notes when it was complete. */
    private static final class TimedRequest extends Request.Wrapper {

        TimedRequest(Request request) {
            super(request);
        }

        @Override
        public Content.Chunk read() {
            long nowNs = System.nanoTime();
            if (nowNs - getHeadersNanoTime() > BODY_WITHIN.toNanos()) {
                return Content.Chunk.from(new HttpException.RuntimeException(HttpStatus.REQUEST_TIMEOUT_408));
            }
            Content.Chunk chunk = super.read();
            if (chunk != null && chunk.isLast()) {
                setAttribute(ARRIVED, nowNs);
            }
            return chunk;
        }
    }
}
