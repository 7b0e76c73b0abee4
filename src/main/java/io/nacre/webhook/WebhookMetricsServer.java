package io.nacre.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Serves the metrics at {@code /metrics}. */
public final class WebhookMetricsServer implements AutoCloseable {

    private final HttpServer server;

    private WebhookMetricsServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @param port 0 for any free port
     */
    public static WebhookMetricsServer start(String host, int port, WebhookMetrics metrics) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
        server.createContext("/metrics", exchange -> answer(exchange, metrics));
        server.start();
        return new WebhookMetricsServer(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, WebhookMetrics metrics) throws IOException {
        try (exchange) {
            byte[] text = metrics.text().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
