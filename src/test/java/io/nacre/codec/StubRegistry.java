package io.nacre.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A schema registry for tests: accepts every schema, and remembers what it was asked. */
final class StubRegistry implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private volatile int failingWith;

    StubRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    Framing framing() {
        return Framing.confluent(
                "http://ada:secret@127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The id that the registry gives this schema; ids count from 1. */
    synchronized int add(String schema) {
        schemas.add(schema);
        return schemas.size();
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
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
        if (failingWith != 0) {
            reply(exchange, failingWith, Map.of("message", "no"));
        } else if (exchange.getRequestMethod().equals("POST")) {
            String schema =
                    JSON.readTree(exchange.getRequestBody()).get("schema").asText();
            reply(exchange, 200, Map.of("id", add(schema)));
        } else {
            int id = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            boolean known = id >= 1 && id <= schemas.size();
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
