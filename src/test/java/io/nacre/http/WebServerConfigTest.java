package io.nacre.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web server makes of the path of a request. */
class WebServerConfigTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Javalin server;

    @BeforeAll
    static void start() {
        WebServerConfig web = new WebServerConfig("test-http", "127.0.0.1", 0, null, Duration.ofSeconds(10), 1_000);
        server = Javalin.create(config -> {
                    web.applyTo(
                            config,
                            status -> new ProblemDetail(status, "BAD", "a bad request", "send a good one"),
                            bodies -> bodies);
                    config.routes
                            .get("/things/{id}", context -> context.result(context.pathParam("id")))
                            .get("/things/{id}/parts", context -> context.result("parts of " + context.pathParam("id")))
                            .get("/<path>", context -> context.result("page " + context.pathParam("path")));
                })
                .start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** The ids are those of other systems, and may have any characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a/b",
                "</script>",
                "a%b",
                "100%",
                "%2F",
                "a;b=c",
                ";",
                "a\\b",
                "a b+c",
                "a?b#c",
                "a//b",
                "../up",
                "a/../b",
                "\u00e9\u20ac\ud83d\ude00",
                "\u202Egnp.exe",
                "a\tb",
                "\"'<>{}|^`[]@:&=,$!*()~"
            })
    void anIdInAPathIsWhatTheClientEncoded(String id) throws Exception {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");

        assertThat(get("/things/" + encoded)).isEqualTo("200 " + id);
        assertThat(get("/things/" + encoded + "/parts")).isEqualTo("200 parts of " + id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/%2e%2e/page", "/things/..;/page", "/things//parts"})
    void aPathThatCanBeReadInTwoWaysIsRefused(String path) throws Exception {
        assertThat(get(path)).startsWith("400 {").contains("BAD");
    }

    private static String get(String path) throws Exception {
        HttpResponse<String> response = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
