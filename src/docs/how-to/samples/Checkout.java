import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks Nacre's gateway for a decision on one payment, and acts on the answer. Needs nothing but a JDK 17 or later:
 *
 * <pre>
 * java Checkout.java --id p-1001 --amount 4999
 * java Checkout.java --help
 * </pre>
 *
 * NACRE_GATEWAY is the gateway's URL, by default http://127.0.0.1:8480. NACRE_API_KEY is the API key, if it needs
 * one. Exit code 0: there is an outcome. 1: the request was rejected. 2: the arguments are wrong.
 */
public class Checkout {

    static final long MIN_DEADLINE_MS = 20;
    static final long MAX_DEADLINE_MS = 10_000;
    static final long TIMEOUT_MARGIN_MS = 500;
    static final int MAX_ATTEMPTS = 4;
    static final long FIRST_WAIT_MS = 100;
    static final long MAX_WAIT_MS = 2_000;

    // The platform's own rule for a payment that nobody answers: the risk that it accepts.
    static final String FALLBACK_CURRENCY = "EUR";
    static final long FALLBACK_APPROVES_UP_TO_MINOR = 2_000;

    static final Map<String, String> ACTIONS = Map.of(
            "APPROVE", "authorise the payment",
            "CHALLENGE", "ask the payer for strong authentication, then authorise",
            "REVIEW", "hold the goods until an analyst has looked",
            "DECLINE", "decline the payment");

    /** The gateway refuses the request. It would refuse it again, so it is not repeated. */
    static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1;
        final int status;
        final transient Map<?, ?> problem;

        RejectedException(int status, Map<?, ?> problem) {
            super(String.valueOf(problem.get("detail")));
            this.status = status;
            this.problem = problem;
        }
    }

    /** This attempt has no answer, but the next one may have. */
    static final class NoAnswerException extends Exception {
        private static final long serialVersionUID = 1;
        final long retryAfterMs;

        NoAnswerException(String reason, long retryAfterMs) {
            super(reason);
            this.retryAfterMs = retryAfterMs;
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> options = options(args);
        long amountMinor = whole(options, "amount");
        long deadlineMs = whole(options, "deadline-ms");
        if (deadlineMs < MIN_DEADLINE_MS || deadlineMs > MAX_DEADLINE_MS) {
            throw usage("--deadline-ms is " + deadlineMs + "; give " + MIN_DEADLINE_MS + " to " + MAX_DEADLINE_MS);
        }
        URI uri = decisionsUri(environment("NACRE_GATEWAY", "http://127.0.0.1:8480"), deadlineMs);
        String id = options.get("id");
        // Made once: each attempt sends the same bytes, so that a repeat is never a second payment.
        String body = body(options, amountMinor);
        int exitCode = 0;
        try {
            act(id, decide(uri, body, deadlineMs));
        } catch (RejectedException e) {
            System.err.println("rejected status=" + e.status + fields(e.problem, "code", "field"));
            System.err.println("remedy: " + e.problem.get("remedy"));
            exitCode = 1;
        } catch (NoAnswerException e) {
            // Send the same body again later, so that the account's history has the payment.
            System.err.println("no answer: " + e.getMessage());
            String outcome = fallback(options, amountMinor);
            System.out.println(id + " " + outcome + " fallback=true: " + ACTIONS.get(outcome));
        }
        // Without waiting for the threads of the client.
        System.exit(exitCode);
    }

    static void act(String id, Map<?, ?> answer) {
        // A later release may have more outcomes. Nobody loses money by a review.
        String outcome = String.valueOf(answer.get("outcome"));
        outcome = ACTIONS.containsKey(outcome) ? outcome : "REVIEW";
        String details = Boolean.TRUE.equals(answer.get("stand_in"))
                ? "stand_in=true" + fields(answer, "reason", "basis")
                : String.format(Locale.ROOT, "stand_in=false score=%.3f", (Double) answer.get("score"))
                        + fields(answer, "cause");
        System.out.println(id + " " + outcome + " " + details + ": " + ACTIONS.get(outcome));
    }

    static String fallback(Map<String, String> options, long amountMinor) {
        boolean isSmall = options.get("currency").equals(FALLBACK_CURRENCY)
                && options.get("channel").startsWith("CARD_")
                && amountMinor >= 0
                && amountMinor <= FALLBACK_APPROVES_UP_TO_MINOR;
        return isSmall ? "APPROVE" : "REVIEW";
    }

    /** The answer to the payment. Repeats the request if it has none, a few times. */
    static Map<?, ?> decide(URI uri, String body, long deadlineMs)
            throws RejectedException, NoAnswerException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                return ask(client, uri, body, deadlineMs);
            } catch (NoAnswerException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                long waitMs = e.retryAfterMs >= 0 ? e.retryAfterMs : FIRST_WAIT_MS << (attempt - 1);
                // Up to half as long again, so that clients that failed together do not return together.
                double jitter = 1 + ThreadLocalRandom.current().nextDouble() / 2;
                Thread.sleep((long) (Math.min(waitMs, MAX_WAIT_MS) * jitter));
            }
        }
    }

    /** One attempt. */
    static Map<?, ?> ask(HttpClient client, URI uri, String body, long deadlineMs)
            throws RejectedException, NoAnswerException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        String key = environment("NACRE_API_KEY", "");
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        // A gateway answers by the deadline. After that and a margin for the network, it is gone.
        Duration timeout = Duration.ofMillis(deadlineMs + TIMEOUT_MARGIN_MS);
        CompletableFuture<HttpResponse<String>> sent =
                client.sendAsync(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> response;
        try {
            response = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NoAnswerException(String.valueOf(e.getCause()), -1);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new NoAnswerException("no answer within " + timeout.toMillis() + " ms", -1);
        }
        int status = response.statusCode();
        if (status == 200) {
            Map<?, ?> answer = parse(response.body());
            if (!answer.containsKey("outcome") || !answer.containsKey("stand_in")) {
                throw new NoAnswerException("the answer is not a decision; check NACRE_GATEWAY", -1);
            }
            return answer;
        }
        // Also for 5xx of a load balancer: a repeat is safe.
        if (status == 429 || status >= 500) {
            throw new NoAnswerException("status " + status, retryAfterMs(response));
        }
        throw new RejectedException(status, parse(response.body()));
    }

    static long retryAfterMs(HttpResponse<?> response) {
        // It may also be a date, which the gateway never sends.
        String text = response.headers().firstValue("Retry-After").orElse("");
        return text.matches("[0-9]{1,6}") ? TimeUnit.SECONDS.toMillis(Long.parseLong(text)) : -1;
    }

    static String fields(Map<?, ?> values, String... names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            if (values.get(name) != null) {
                text.append(' ').append(name).append('=').append(values.get(name));
            }
        }
        return text.toString();
    }

    static String body(Map<String, String> options, long amountMinor) {
        return "{\"id\":" + quoted(options.get("id"))
                + ",\"account_id\":" + quoted(options.get("account"))
                + ",\"event_time\":" + quoted(options.get("event-time"))
                + ",\"amount_minor\":" + amountMinor
                + ",\"currency\":" + quoted(options.get("currency"))
                + ",\"channel\":" + quoted(options.get("channel"))
                + ",\"ip\":" + quoted(options.get("ip"))
                + ",\"merchant\":{\"id\":" + quoted(options.get("merchant")) + ",\"mcc\":\"5732\",\"country\":\"NL\"}}";
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    static Map<?, ?> parse(String content) {
        try {
            return new Json(content).read() instanceof Map<?, ?> object ? object : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** Reads JSON. The JDK has no reader; a platform uses the library that it has anyway. */
    static final class Json {
        private static final int MAX_DEPTH = 50;
        private final String text;
        private int at;

        Json(String text) {
            this.text = text;
        }

        Object read() throws IOException {
            Object value = value(0);
            if (next() != 0) {
                throw malformed();
            }
            return value;
        }

        private Object value(int depth) throws IOException {
            if (depth > MAX_DEPTH) {
                throw malformed();
            }
            char first = next();
            if (first == '"') {
                return string();
            }
            if (first == '{' || first == '[') {
                at++;
                return first == '{' ? object(depth) : array(depth);
            }
            int from = at;
            while (at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0
                    || at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            String word = text.substring(from, at);
            switch (word) {
                case "true":
                    return true;
                case "false":
                    return false;
                case "null":
                    return null;
                default:
                    try {
                        return Double.valueOf(word);
                    } catch (NumberFormatException e) {
                        throw malformed();
                    }
            }
        }

        private Map<String, Object> object(int depth) throws IOException {
            Map<String, Object> object = new LinkedHashMap<>();
            while (!ends('}', object.isEmpty())) {
                next();
                String name = string();
                expect(':');
                object.put(name, value(depth + 1));
            }
            return object;
        }

        private List<Object> array(int depth) throws IOException {
            List<Object> array = new ArrayList<>();
            while (!ends(']', array.isEmpty())) {
                array.add(value(depth + 1));
            }
            return array;
        }

        /** Whether the object or array ends here. Between two elements there is a comma. */
        private boolean ends(char end, boolean isEmpty) throws IOException {
            if (next() == end) {
                at++;
                return true;
            }
            if (!isEmpty) {
                expect(',');
            }
            return false;
        }

        private String string() throws IOException {
            expect('"');
            StringBuilder string = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '"') {
                char c = text.charAt(at++);
                string.append(c == '\\' ? escaped() : c);
            }
            expect('"');
            return string.toString();
        }

        private char escaped() throws IOException {
            char c = at < text.length() ? text.charAt(at++) : 0;
            if (c == 'u' && at + 4 <= text.length()) {
                try {
                    at += 4;
                    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
                } catch (NumberFormatException e) {
                    throw malformed();
                }
            }
            int index = "\"\\/bfnrt".indexOf(c);
            if (index < 0) {
                throw malformed();
            }
            return "\"\\/\b\f\n\r\t".charAt(index);
        }

        private void expect(char expected) throws IOException {
            if (next() != expected) {
                throw malformed();
            }
            at++;
        }

        /** The next character that is no white space, which stays unread; 0 at the end. */
        private char next() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }

        private IOException malformed() {
            return new IOException("no JSON at character " + at);
        }
    }

    static Map<String, String> options(String[] args) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("id", "p-" + UUID.randomUUID());
        options.put("account", "C-17");
        options.put("amount", "1999");
        options.put("currency", "EUR");
        options.put("channel", "CARD_NOT_PRESENT");
        options.put("ip", "203.0.113.7");
        options.put("merchant", "M-5");
        // A platform stores the time with the payment. Here a second run on the same day sends the same body.
        options.put("event-time", LocalDate.now(ZoneOffset.UTC) + "T00:00:00Z");
        options.put("deadline-ms", "300");
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--help")) {
                options.forEach((name, value) -> System.out.println("--" + name + "   default " + value));
                System.exit(0);
            }
            String[] parts = args[i].split("=", 2);
            String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (!options.containsKey(name) || parts.length == 1 && i + 1 == args.length) {
                usage("the argument " + args[i] + " is unknown or has no value; see --help");
            }
            options.put(name, parts.length == 2 ? parts[1] : args[++i]);
        }
        return options;
    }

    static long whole(Map<String, String> options, String name) {
        try {
            return Long.parseLong(options.get(name));
        } catch (NumberFormatException e) {
            throw usage("--" + name + " is " + options.get(name) + "; give a whole number");
        }
    }

    static URI decisionsUri(String gateway, long deadlineMs) {
        if (gateway.matches("https?://[^/].*")) {
            try {
                URI uri = URI.create(gateway.replaceAll("/+$", "") + "/v1/decisions?deadline_ms=" + deadlineMs);
                if (uri.getHost() != null) {
                    return uri;
                }
            } catch (IllegalArgumentException e) {
                // Reported below.
            }
        }
        throw usage("NACRE_GATEWAY is " + gateway + "; give a URL such as http://127.0.0.1:8480");
    }

    static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    static IllegalArgumentException usage(String problem) {
        System.err.println("checkout: " + problem);
        System.exit(2);
        return new IllegalArgumentException(problem);
    }
}
