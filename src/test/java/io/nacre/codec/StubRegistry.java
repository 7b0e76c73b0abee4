package io.nacre.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A schema registry for tests: accepts every schema, and remembers what it was asked. */
final class StubRegistry implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final String scheme;
    private final List<String> schemas = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private volatile int failingWith;
    private volatile @Nullable String authorization;
    private int hiddenFor;

    StubRegistry() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
    }

    /** Speaks TLS only. */
    static StubRegistry over(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new StubRegistry(server, "https");
    }

    private StubRegistry(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::answer);
        server.start();
    }

    Framing framing() {
        return framing(Map.of());
    }

    Framing framing(Map<String, String> access) {
        return Framing.confluent(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/", access);
    }

    /** The id that the registry gives this schema; ids count from 1. */
    synchronized int add(String schema) {
        schemas.add(schema);
        return schemas.size();
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Lets only in who says this. */
    void demand(String expected) {
        authorization = expected;
    }

    /** Knows nothing for so many requests, as a copy that lags behind. */
    synchronized void hide(int requestsToCome) {
        hiddenFor = requestsToCome;
    }

    void failWith(int status) {
        failingWith = status;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        String expected = authorization;
        if (expected != null && !expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, Map.of("message", "who are you"));
        } else if (failingWith != 0) {
            reply(exchange, failingWith, Map.of("message", "no"));
        } else if (exchange.getRequestMethod().equals("POST")) {
            String schema =
                    JSON.readTree(exchange.getRequestBody()).get("schema").asText();
            reply(exchange, 200, Map.of("id", add(schema)));
        } else {
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            boolean known = id >= 1 && id <= schemas.size() && hiddenFor-- <= 0;
            reply(exchange, known ? 200 : 404, known ? Map.of("schema", schemas.get(id - 1)) : Map.of("message", "no"));
        }
    }

    private static void reply(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = JSON.writeValueAsString(body).getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
