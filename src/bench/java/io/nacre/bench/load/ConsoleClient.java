package io.nacre.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** One signed-in user of a console. Safe for one thread. */
public final class ConsoleClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String url;
    private final String cookie;
    private final String csrfToken;

    private ConsoleClient(HttpClient http, String url, String cookie, String csrfToken) {
        this.http = http;
        this.url = url;
        this.cookie = cookie;
        this.csrfToken = csrfToken;
    }

    /**
     * The answer to one request.
     *
     * @param body as JSON; missing where there is none
     * @param bytes the size of the body as it was sent
     * @param us the time from the request to the whole body
     */
    public record Answer(int status, JsonNode body, int bytes, long us) {}

    /** Signs in by name and password. */
    public static ConsoleClient signIn(HttpClient http, String url, String name, String password)
            throws IOException, InterruptedException {
        HttpResponse<String> signedIn = http.send(
                HttpRequest.newBuilder(URI.create(url + "/api/login"))
                        .POST(BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("name", name, "password", password))))
                        .build(),
                BodyHandlers.ofString());
        if (signedIn.statusCode() != 200) {
            throw new IllegalStateException("the console does not let " + name + " in: " + signedIn.body());
        }
        String header = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        return new ConsoleClient(
                http,
                url,
                header.substring(0, header.indexOf(';')),
                JSON.readTree(signedIn.body()).get("csrf_token").asText());
    }

    /** Requests what must be there. */
    public Answer get(String path) throws IOException, InterruptedException {
        return required("GET " + path, send(request(path).build()));
    }

    /** Writes what must succeed. */
    public Answer post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return required(
                "POST " + path,
                send(request(path)
                        .header("X-CSRF-Token", csrfToken)
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build()));
    }

    /** The lines of the stream of changes, until it is closed. */
    public Stream<String> changes() throws IOException, InterruptedException {
        return http.send(
                        request("/api/events")
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofLines())
                .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Cookie", cookie)
                .header("Accept-Encoding", "gzip");
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        long us = (System.nanoTime() - startNs) / 1_000;
        byte[] sent = response.body();
        boolean packed =
                response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
        byte[] plain = packed ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes() : sent;
        JsonNode body = plain.length == 0 ? MissingNode.getInstance() : JSON.readTree(plain);
        return new Answer(response.statusCode(), body, sent.length, us);
    }

    private static Answer required(String what, Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(what + " is answered with " + answer.status() + ": " + answer.body());
        }
        return answer;
    }
}
