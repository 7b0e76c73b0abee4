package io.nacre.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a web server, and where it listens.
 *
 * @param name of its threads
 * @param port 0 for any free port
 * @param tls null for plain HTTP
 * @param idle how long a connection may be silent
 * @param maxBodyBytes maximum size of the body of a request
 */
public record WebServerConfig(
        String name, String host, int port, @Nullable TlsCertificate tls, Duration idle, int maxBodyBytes) {

    private static final int MAX_HEADER_BYTES = 8 * 1024;

    /**
     * An id in a path may have any characters once it is encoded, such as a slash. No rule depends on the decoded path:
     * a route is found by the encoded one.
     */
    private static final UriCompliance ANY_ID = UriCompliance.DEFAULT.with(
            "ANY_ID",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    /** Enough for Jetty's own tasks, for searches, and for a few clients that read slowly. */
    private static final int MIN_THREADS = 32;

    private static final int THREADS_PER_PROCESSOR = 4;

    /** Maximum number of open connections; further ones wait for one to close. */
    private static final int MAX_CONNECTIONS = 10_000;

    public WebServerConfig {
        requireNonNull(name, "name is null");
        requireNonNull(host, "host is null");
        requireNonNull(idle, "idle is null");
    }

    /** The address for clients of the server that listens on this port. */
    public String url(int actualPort) {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return (tls == null ? "http" : "https") + "://" + name + ":" + actualPort;
    }

    /**
     * Applies the limits.
     *
     * @param problem the error response of a status
     * @param outermost wraps the handler of all requests
     */
    public void applyTo(JavalinConfig config, IntFunction<ProblemDetail> problem, UnaryOperator<Handler> outermost) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = maxBodyBytes;
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(this::configure);
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(jetty -> configure(jetty, problem, outermost));
    }

    /** No request waits in its thread, so more threads would only compete for the processors. */
    private QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(
                Math.max(MIN_THREADS, Runtime.getRuntime().availableProcessors() * THREADS_PER_PROCESSOR));
        threads.setName(name);
        return threads;
    }

    private void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setIdleTimeout(idle.toMillis());
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setUriCompliance(ANY_ID);
    }

    private void configure(Server jetty, IntFunction<ProblemDetail> problem, UnaryOperator<Handler> outermost) {
        // A body is read before a thread is taken, so a client that sends slowly costs a connection and no thread.
        Handler bodies =
                new EagerContentHandler(new EagerContentHandler.RetainedContentLoaderFactory(maxBodyBytes, 0, true));
        jetty.setHandler(outermost.apply(bodies));
        jetty.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, jetty));
        jetty.setErrorHandler((request, response, callback) -> {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetail.CONTENT_TYPE);
            response.write(
                    true,
                    ByteBuffer.wrap(bytes(problem.apply(response.getStatus()).json())),
                    callback);
            return true;
        });
    }

    private Connector connector(Server jetty, HttpConfiguration http) {
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(jetty, new HttpConnectionFactory(http));
        } else {
            SslContextFactory.Server context = new SslContextFactory.Server();
            context.setKeyStorePath(tls.keystore().toString());
            context.setKeyStorePassword(tls.password());
            context.setKeyStoreType("PKCS12");
            context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
            SecureRequestCustomizer hosts = new SecureRequestCustomizer();
            // Clients reach a server by a balancer's name or by an IP address.
            hosts.setSniHostCheck(false);
            http.addCustomizer(hosts);
            connector = new ServerConnector(
                    jetty, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(http));
        }
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idle.toMillis());
        return connector;
    }

    /** Whether only processes of this machine can reach a server at this host. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("the host " + host + " is unknown; give an address of this machine", e);
        }
    }

    /** The status of an exception: of bad HTTP its own, of a client that is gone 400, else 500. */
    public static int statusOf(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return http.getCode();
            }
            if (cause instanceof EOFException || cause instanceof TimeoutException) {
                return 400;
            }
        }
        return 500;
    }

    /** The text of an answer. */
    public static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(UTF_8);
    }
}
