package io.nacre.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.nacre.codec.Contract;
import io.nacre.codec.Samples;
import io.nacre.decision.Decision;
import io.nacre.decision.StandIn;
import io.nacre.payment.Channel;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The checkout clients in Python, Node and Java act on the answers of a gateway, here one that answers as the test
 * says. Python and Node run where they are installed. {@code scripts/check-checkout} runs the clients with a real job.
 */
@Tag("end-to-end")
class CheckoutSamplesTest {

    private static final Path SAMPLES = Path.of("src", "docs", "how-to", "samples");
    private static final String KEY = "nacre_test";
    private static final Set<Language> INSTALLED = EnumSet.noneOf(Language.class);

    @TempDir
    private static Path classes;

    @TempDir
    private Path folder;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private HttpServer gateway;

    private record Request(String uri, String authorization, byte[] body) {}

    private record Answer(int status, String body) {}

    private record Run(int exitCode, String output) {}

    @BeforeAll
    static void compilesTheJavaClientWithoutAWarning() {
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "--release",
                        "17",
                        "-cp",
                        classes.toString(),
                        "-d",
                        classes.toString(),
                        SAMPLES.resolve("Checkout.java").toString());
        assertThat(result).isZero();
    }

    @BeforeAll
    static void findsTheInterpreters() throws InterruptedException {
        for (Language language : Language.values()) {
            if (language.isInstalled()) {
                INSTALLED.add(language);
            }
        }
    }

    @BeforeEach
    void startsTheGateway() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", this::answer);
        gateway.start();
    }

    @AfterEach
    void stopsTheGateway() {
        gateway.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void sendsATransactionOfTheContractAndActsOnTheDecision(Language language) throws Exception {
        Decision decision = new Samples(7).decision();
        answers.add(new Answer(200, withStandIn(json(decision), false)));

        Run run = run(language, "--id", "p-\"1\"", "--amount=2590", "--deadline-ms", "400");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output())
                .startsWith(String.format(
                        Locale.ROOT,
                        "p-\"1\" %s stand_in=false score=%.3f cause=%s: ",
                        decision.outcome(),
                        decision.score(),
                        decision.cause()));
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0).uri()).isEqualTo("/v1/decisions?deadline_ms=400");
        assertThat(requests.get(0).authorization()).isEqualTo("Bearer " + KEY);
        Transaction sent = Contract.TRANSACTION
                .jsonReader()
                .read(requests.get(0).body(), new RecordOrigin("", 0, 0, System.currentTimeMillis()));
        assertThat(sent.id()).isEqualTo("p-\"1\"");
        assertThat(sent.accountId()).isEqualTo("C-17");
        assertThat(sent.amount().minorUnits()).isEqualTo(2590);
        assertThat(sent.channel()).isEqualTo(Channel.CARD_NOT_PRESENT);
    }

    @ParameterizedTest
    @EnumSource
    void namesTheReasonOfAStandInAndReviewsAnOutcomeThatItDoesNotKnow(Language language) throws Exception {
        StandIn standIn = new Samples(7).standIn();
        String body = withStandIn(new String(Contract.STAND_IN.jsonWriter().writeBytes(standIn), UTF_8), true);
        answers.add(new Answer(
                200,
                body.replaceFirst("\"outcome\":\"" + standIn.answer().outcome() + '"', "\"outcome\":\"ESCALATE\"")));

        Run run = run(language, "--id", "p-1");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output())
                .startsWith(
                        "p-1 REVIEW stand_in=true reason=" + standIn.answer().reason() + " basis="
                                + standIn.answer().basis() + ": ");
    }

    @ParameterizedTest
    @EnumSource
    void repeatsTheSameBodyUntilTheGatewayAnswers(Language language) throws Exception {
        answers.add(new Answer(503, ""));
        answers.add(new Answer(429, ""));
        answers.add(new Answer(200, "no JSON"));
        answers.add(new Answer(200, withStandIn(json(new Samples(7).decision()), false)));

        Run run = run(language, "--id", "p-1");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("stand_in=false");
        assertThat(requests)
                .hasSize(4)
                .allSatisfy(request ->
                        assertThat(request.body()).isEqualTo(requests.get(0).body()));
    }

    @ParameterizedTest
    @EnumSource
    void neverRepeatsARejectedRequest(Language language) throws Exception {
        for (int status : new int[] {400, 409, 413}) {
            requests.clear();
            answers.add(
                    new Answer(
                            status,
                            "{\"status\":1,\"code\":\"AMOUNT_RANGE\",\"field\":\"amount_minor\",\"remedy\":\"send \\u0061ll\"}"));

            Run run = run(language, "--id", "p-1", "--amount=-1");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.output().lines())
                    .containsExactly(
                            "rejected status=" + status + " code=AMOUNT_RANGE field=amount_minor", "remedy: send all");
            assertThat(requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fallsBackIfTheGatewayNeverAnswers(Language language) throws Exception {
        for (int i = 0; i < 8; i++) {
            answers.add(new Answer(503, ""));
        }
        Run large = run(language, "--id", "p-1", "--amount", "2001");
        Run transfer = run(language, "--id", "p-3", "--amount", "2000", "--channel", "TRANSFER");
        gateway.stop(0);
        Run small = run(language, "--id", "p-2", "--amount", "2000");

        assertThat(requests).hasSize(8);
        assertThat(large.output()).contains("no answer: status 503", "p-1 REVIEW fallback=true: ");
        assertThat(small.output()).contains("no answer: ", "p-2 APPROVE fallback=true: ");
        assertThat(transfer.output()).contains("no answer: ", "p-3 REVIEW fallback=true: ");
        assertThat(List.of(large.exitCode(), small.exitCode(), transfer.exitCode()))
                .containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource
    void sendsNothingIfAnArgumentIsWrong(Language language) throws Exception {
        for (String argument : new String[] {"--amount=4.99", "--deadline-ms=10001", "--order=p-1"}) {
            assertThat(run(language, argument).exitCode()).as(argument).isEqualTo(2);
        }
        assertThat(requests).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestBody().readAllBytes()));
        Answer answer = answers.remove();
        byte[] body = answer.body().getBytes(UTF_8);
        if (answer.status() == 429 || answer.status() == 503) {
            exchange.getResponseHeaders().set("Retry-After", "0");
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String json(Decision decision) {
        return new String(Contract.DECISION.jsonWriter().writeBytes(decision), UTF_8);
    }

    /** The body of the gateway: the record, and whether it is a stand-in. */
    private static String withStandIn(String record, boolean isStandIn) {
        return "{\"stand_in\":" + isStandIn + "," + record.substring(1);
    }

    private Run run(Language language, String... arguments) throws Exception {
        assumeTrue(INSTALLED.contains(language), () -> language + " is not installed");
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(language.command());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment()
                .put("NACRE_GATEWAY", "http://127.0.0.1:" + gateway.getAddress().getPort() + "/");
        builder.environment().put("NACRE_API_KEY", KEY);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output));
    }

    private enum Language {
        JAVA,
        PYTHON,
        NODE;

        List<String> command() {
            return switch (this) {
                case JAVA ->
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classes.toString(),
                            "Checkout");
                case PYTHON -> List.of("python3", SAMPLES.resolve("checkout.py").toString());
                case NODE -> List.of("node", SAMPLES.resolve("checkout.js").toString());
            };
        }

        boolean isInstalled() throws InterruptedException {
            List<String> check = switch (this) {
                case JAVA -> List.of(command().get(0), "-version");
                case PYTHON -> List.of("python3", "-c", "import http.client");
                case NODE -> List.of("node", "-e", "fetch; require('util').parseArgs({args: []})");
            };
            try {
                return new ProcessBuilder(check)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException e) {
                return false; // No interpreter.
            }
        }
    }
}
