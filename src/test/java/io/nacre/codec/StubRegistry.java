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
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A schema registry for tests: accepts every schema, and remembers what it was asked. */
public final class StubRegistry implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final String scheme;
    private final List<String> schemas = new ArrayList<>();

    /** What else the registry says of a schema, such as its references, by id. */
    private final Map<Integer, Map<String, ?>> more = new HashMap<>();

    /** Subjects of one version each, by the id of its schema. */
    private final Map<String, Integer> subjects = new TreeMap<>();

    private final Map<Integer, Integer> failing = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private volatile int failingWith;
    private volatile @Nullable String authorization;
    private int hiddenFor;

    public StubRegistry() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
    }

    /** Speaks TLS only. */
    public static StubRegistry over(SSLContext tls) throws IOException {
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

    public Framing framing() {
        return framing(Map.of());
    }

    public Framing framing(Map<String, String> access) {
        return Framing.confluent(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/", access);
    }

    /** The id that the registry gives this schema; ids count from 1. */
    public synchronized int add(String schema) {
        schemas.add(schema);
        return schemas.size();
    }

    /** The same with more to say of it, such as {@code references} or {@code schemaType}. */
    synchronized int add(String schema, Map<String, ?> said) {
        int id = add(schema);
        more.put(id, said);
        return id;
    }

    /** Makes a schema the only version of a subject. */
    synchronized void name(String subject, int id) {
        subjects.put(subject, id);
    }

    /** Answers this status for one id alone. */
    synchronized void failFor(int id, int status) {
        failing.put(id, status);
    }

    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Lets only in who says this. */
    public void demand(String expected) {
        authorization = expected;
    }

    /** Knows nothing for so many requests, as a copy that lags behind. */
    public synchronized void hide(int requestsToCome) {
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
        String path = exchange.getRequestURI().getRawPath();
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
            int id = add(schema);
            subjects.put(subject(path), id);
            reply(exchange, 200, Map.of("id", id));
        } else if (path.equals("/subjects")) {
            reply(exchange, 200, subjects.keySet());
        } else if (path.endsWith("/versions")) {
            reply(exchange, 200, subjects.containsKey(subject(path)) ? List.of(1) : List.of());
        } else if (path.startsWith("/subjects/")) {
            version(exchange, subjects.get(subject(path)));
        } else {
            id(exchange, Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
        }
    }

    private static String subject(String path) {
        return URLDecoder.decode(path.split("/")[2], UTF_8);
    }

    private void version(HttpExchange exchange, @Nullable Integer id) throws IOException {
        if (id == null) {
            reply(exchange, 404, Map.of("error_code", 40401, "message", "no such subject"));
        } else {
            reply(exchange, 200, schema(id));
        }
    }

    private void id(HttpExchange exchange, int id) throws IOException {
        Integer status = failing.get(id);
        if (status != null) {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            reply(exchange, status, Map.of("message", "not this one"));
        } else if (id >= 1 && id <= schemas.size() && hiddenFor-- <= 0) {
            reply(exchange, 200, schema(id));
        } else {
            reply(exchange, 404, Map.of("error_code", 40403, "message", "no such schema"));
        }
    }

    private Map<String, ?> schema(int id) {
        Map<String, Object> body = new HashMap<>(more.getOrDefault(id, Map.of()));
        body.put("id", id);
        body.put("schema", schemas.get(id - 1));
        return body;
    }

    private static void reply(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsString(body).getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
