package io.nacre.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nacre.MutableClock;
import io.nacre.payment.RecordOrigin;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attempts against real sockets of this machine. */
class WebhookHttpClientTest {

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final WebhookEvent EVENT = new WebhookEvent(
            "evt_a", "a", "{\"type\":\"decision.made\"}".getBytes(UTF_8), new RecordOrigin("t", 0, 0, 1));

    private final MutableClock clock = new MutableClock(1_790_000_000_999L);
    private final Queue<String> paths = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;

    /** What the server answers, by path. */
    private interface Answer {
        void give(HttpExchange exchange) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    @Test
    void postsTheSignedBody() throws Exception {
        Queue<String> received = new ConcurrentLinkedQueue<>();
        on("/hook", exchange -> {
            for (String header : List.of("webhook-id", "webhook-timestamp", "webhook-signature", "Content-Type")) {
                received.add(String.valueOf(exchange.getRequestHeaders().getFirst(header)));
            }
            received.add(exchange.getRequestMethod());
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(204, -1);
        });

        AttemptResult result = send("/hook?token=x", PATIENT);

        String signature = new WebhookSigner(List.of(WebhookSecret.parse(Endpoints.SECRET)))
                .sign("evt_a", 1_790_000_000, EVENT.body());
        assertThat(result).isEqualTo(AttemptResult.of(204, null));
        assertThat(received)
                .containsExactly(
                        "evt_a",
                        "1790000000",
                        signature,
                        "application/json; charset=UTF-8",
                        "POST",
                        "{\"type\":\"decision.made\"}");
        assertThat(paths).containsExactly("/hook?token=x");
    }

    @ParameterizedTest
    @CsvSource({"200, DELIVERED", "302, REFUSED", "307, REFUSED", "410, REFUSED", "429, RETRY", "503, RETRY"})
    void followsNoRedirectAndRepeatsNothingByItself(int status, AttemptResult.Kind kind) throws Exception {
        on("/hook", exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            exchange.sendResponseHeaders(status, -1);
        });

        AttemptResult result = send("/hook", PATIENT);

        assertThat(result).isEqualTo(AttemptResult.of(status, Duration.ofSeconds(7)));
        assertThat(result.kind()).isEqualTo(kind);
        assertThat(paths).containsExactly("/hook");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "Mon, 21 Sep 2026 14:14:20 GMT; PT59.001S",
                "Mon, 21 Sep 2020 14:14:20 GMT; ",
                "-5; ",
                "soon; ",
                "99999999999999; "
            },
            delimiter = ';')
    void readsRetryAfterAsDateAndIgnoresNonsense(String header, Duration expected) throws Exception {
        // The clock shows 2026-09-21T14:13:20.999Z.
        on("/hook", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", header);
            exchange.sendResponseHeaders(503, -1);
        });

        assertThat(send("/hook", PATIENT)).isEqualTo(AttemptResult.of(503, expected));
    }

    @Test
    void aSilentEndpointCostsNoMoreThanTheTimeout() throws Exception {
        on("/hook", exchange -> ended.await());

        assertThat(send("/hook", Duration.ofSeconds(1)))
                .isEqualTo(AttemptResult.failed(AttemptResult.NoResponse.TIMEOUT));
    }

    /** Each byte comes before a socket timeout, and the status line never ends. */
    @Test
    void aDrippingEndpointCostsNoMoreThanTheTimeout() throws Exception {
        try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread drip = new Thread(() -> drip(dripping));
            drip.setDaemon(true);
            drip.start();

            AttemptResult result =
                    send(URI.create("http://127.0.0.1:" + dripping.getLocalPort() + "/"), true, Duration.ofSeconds(1));

            assertThat(result).isEqualTo(AttemptResult.failed(AttemptResult.NoResponse.TIMEOUT));
        }
    }

    private static void drip(ServerSocket dripping) {
        try (Socket socket = dripping.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 O".getBytes(UTF_8));
            while (true) {
                out.write('K');
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The status decides; a body without end is not read to its end. */
    @Test
    void anEndlessBodyIsIgnored() throws Exception {
        on("/hook", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[4_096];
            while (ended.getCount() > 0) {
                exchange.getResponseBody().write(block);
            }
        });

        assertThat(send("/hook", PATIENT)).isEqualTo(AttemptResult.of(200, null));
        assertThat(send("/hook", PATIENT)).isEqualTo(AttemptResult.of(200, null));
    }

    @Test
    void namesAnEndpointThatIsDownOrUnknown() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        WebhookEndpoint down = endpoint(URI.create("http://127.0.0.1:" + port + "/"), true, PATIENT);
        WebhookEndpoint unknown = endpoint(URI.create("https://hooks.example.com/"), false, PATIENT);
        try (WebhookHttpClient client = new WebhookHttpClient(down, null, clock)) {
            assertThat(client.send(EVENT)).isEqualTo(AttemptResult.failed(AttemptResult.NoResponse.CONNECTION_FAILED));
        }
        try (WebhookHttpClient client = new WebhookHttpClient(
                unknown,
                null,
                host -> {
                    throw new UnknownHostException(host);
                },
                clock)) {
            assertThat(client.send(EVENT)).isEqualTo(AttemptResult.failed(AttemptResult.NoResponse.HOST_UNKNOWN));
        }
    }

    /** Nobody connects to a private IP address, whether the URL names it or a name server returns it. */
    @Test
    void connectsToNoPrivateAddress() throws Exception {
        try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = ":" + inside.getLocalPort() + "/";
            for (String host : List.of("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "localhost", "2130706433", "0")) {
                AttemptResult result = send(URI.create("https://" + host + port), false, PATIENT);

                assertThat(result).as(host).isEqualTo(AttemptResult.failed(AttemptResult.NoResponse.ADDRESS_REFUSED));
            }
            WebhookEndpoint named = endpoint(URI.create("https://hooks.example.com" + port), false, PATIENT);
            InetAddress[] mixed = {InetAddress.getByName("127.0.0.1"), InetAddress.getByName("8.8.8.8")};
            try (WebhookHttpClient client = new WebhookHttpClient(named, null, host -> mixed, clock)) {
                assertThat(client.send(EVENT))
                        .isEqualTo(AttemptResult.failed(AttemptResult.NoResponse.ADDRESS_REFUSED));
            }
            inside.setSoTimeout(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(inside::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    /** A name server that changes its answer after the check gains nothing: there is one look-up for an attempt. */
    @Test
    void looksTheHostUpOnceAndConnectsToThatAddress() throws Exception {
        on("/hook", exchange -> exchange.sendResponseHeaders(200, -1));
        AtomicInteger lookUps = new AtomicInteger();
        WebhookEndpoint endpoint =
                endpoint(URI.create("http://localhost:" + server.getAddress().getPort() + "/hook"), true, PATIENT);
        CheckedDnsResolver.HostLookup changing = host -> {
            assertThat(host).isEqualTo("localhost");
            String answer = lookUps.incrementAndGet() == 1 ? "127.0.0.1" : "192.0.2.1";
            return new InetAddress[] {InetAddress.getByName(answer)};
        };
        try (WebhookHttpClient client = new WebhookHttpClient(endpoint, null, changing, clock)) {
            assertThat(client.send(EVENT)).isEqualTo(AttemptResult.of(200, null));
        }
        assertThat(lookUps).hasValue(1);
    }

    private void on(String path, Answer answer) {
        server.createContext(path, exchange -> {
            paths.add(exchange.getRequestURI().toString());
            try (exchange) {
                answer.give(exchange);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private AttemptResult send(String path, Duration timeout) {
        return send(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), true, timeout);
    }

    private AttemptResult send(URI url, boolean allowPrivate, Duration timeout) {
        try (WebhookHttpClient client = new WebhookHttpClient(endpoint(url, allowPrivate, timeout), null, clock)) {
            return client.send(EVENT);
        }
    }

    private static WebhookEndpoint endpoint(URI url, boolean allowPrivate, Duration timeout) {
        return Endpoints.of(
                "cases",
                url,
                EnumSet.allOf(WebhookEventType.class),
                timeout,
                RetrySchedule.during(Duration.ofHours(1)),
                null,
                allowPrivate);
    }
}
