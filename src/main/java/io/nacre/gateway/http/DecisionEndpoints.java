package io.nacre.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.codec.json.JsonArrayElement;
import io.nacre.codec.json.JsonRecordReader;
import io.nacre.codec.json.JsonRecordWriter;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.StandIn;
import io.nacre.gateway.DecisionAnswer;
import io.nacre.gateway.DecisionLookup;
import io.nacre.gateway.DecisionRequest;
import io.nacre.gateway.DecisionRequestHandler;
import io.nacre.gateway.GatewayMetrics;
import io.nacre.gateway.GatewaySettings;
import io.nacre.gateway.GatewayUnavailableException;
import io.nacre.gateway.TransactionConflictException;
import io.nacre.gateway.TransactionRejectedException;
import io.nacre.gateway.http.ApiKeys.Client;
import io.nacre.gateway.http.GatewayServer.ProblemException;
import io.nacre.http.ProblemDetail;
import io.nacre.http.WebServerConfig;
import io.nacre.kafka.topic.PropagatedHeaders;
import io.nacre.model.Trail;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.payment.TransactionReference;
import io.nacre.secret.Sha256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes for decisions. */
final class DecisionEndpoints {

    /** Maximum number of transactions of a batch. */
    static final int MAX_BATCH = 100;

    private static final Duration LOOKUP_WITHIN = Duration.ofSeconds(5);
    private static final Duration LOOKUP_BACK = Duration.ofHours(1);
    private static final int LOOKUPS_AT_ONCE = 2;
    private static final Pattern JSON_TYPE =
            Pattern.compile("application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,6}");
    private static final int WARM_UP_TIMES = 500;
    private static final String WARM_UP =
            "{\"id\":\"t\",\"event_time\":\"2026-01-01T00:00:00Z\",\"account_id\":\"a\",\"amount_minor\":1,"
                    + "\"currency\":\"EUR\",\"channel\":\"CARD_NOT_PRESENT\",\"ip\":\"203.0.113.7\","
                    + "\"merchant\":{\"id\":\"m\",\"mcc\":\"5411\",\"country\":\"NL\"}}";

    private static final Logger LOG = LoggerFactory.getLogger(DecisionEndpoints.class);

    private final DecisionRequestHandler requests;
    private final DecisionLookup lookup;
    private final GatewayMetrics metrics;
    private final RequestLimiter limiter;
    private final Semaphore lookups = new Semaphore(LOOKUPS_AT_ONCE);
    private final ThreadLocal<Codecs> codecs = ThreadLocal.withInitial(Codecs::new);

    /** The readers and writers of one thread. */
    private static final class Codecs {
        private final JsonRecordReader<Transaction> transactions = Contract.TRANSACTION.jsonReader();
        private final JsonRecordWriter<Decision> decisions = Contract.DECISION.jsonWriter();
        private final JsonRecordWriter<StandIn> standIns = Contract.STAND_IN.jsonWriter();
        private final ContractWriter<Transaction> bodies = Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, "");
    }

    /** The status and the body of an answer. */
    private record Response(int status, String kind, ObjectNode body) {
        static Response of(ProblemDetail problem) {
            return new Response(problem.status(), "problem", problem.json());
        }
    }

    DecisionEndpoints(
            DecisionRequestHandler requests, DecisionLookup lookup, GatewayMetrics metrics, RequestLimiter limiter) {
        this.requests = requests;
        this.lookup = lookup;
        this.metrics = metrics;
        this.limiter = limiter;
    }

    /** Runs what each request needs, so that the first payers do not wait for code to be loaded and compiled. */
    void warmUp() {
        RecordOrigin arrival = arrival();
        ModelScore score = new ModelScore(new Trail(new double[] {0}), List.of(), null, "");
        long written = 0;
        for (int i = 0; i < WARM_UP_TIMES; i++) {
            try {
                Transaction transaction = codecs.get().transactions.read(WARM_UP.getBytes(UTF_8), arrival);
                written += Sha256.hex(codecs.get().bodies.write(transaction)).length();
                ObjectNode body = response(new DecisionAnswer.Decided(new Decision(
                                transaction.id(),
                                transaction.accountId(),
                                transaction.eventTimeMs(),
                                new PolicyOutcome(Outcome.REVIEW, Cause.SCORE, null),
                                new ScoringResult(score),
                                false,
                                arrival.timestampMs(),
                                arrival)))
                        .body();
                written += WebServerConfig.bytes(body).length;
            } catch (RecordRejectedException e) {
                throw new IllegalStateException("the sample transaction breaks the contract", e);
            }
        }
        LOG.debug(
                "{} characters written to warm up, interface of {} paths",
                written,
                OpenApiDocument.document().size());
    }

    void decide(Client client, Context context) {
        long arrivedNs = arrivedNs(context);
        long deadlineNs = arrivedNs + deadline(context).toNanos();
        requireJson(context);
        permit(client, 1);
        Transaction transaction;
        try {
            transaction = codecs.get().transactions.read(context.bodyAsBytes(), arrival());
        } catch (RecordRejectedException e) {
            write(context, Response.of(ProblemDetail.of(e)), arrivedNs);
            return;
        }
        Map<String, String> headers = headers(context);
        context.future(() ->
                ask(transaction, headers, deadlineNs).thenAccept(response -> write(context, response, arrivedNs)));
    }

    void decideAll(Client client, Context context) {
        long arrivedNs = arrivedNs(context);
        long deadlineNs = arrivedNs + deadline(context).toNanos();
        requireJson(context);
        List<JsonArrayElement<Transaction>> items;
        try {
            items = codecs.get().transactions.readArray(context.bodyAsBytes(), MAX_BATCH, arrival());
        } catch (RecordRejectedException e) {
            ProblemDetail problem = e.code() == RejectionCode.ENTRIES_TOO_MANY
                    ? new ProblemDetail(
                            400,
                            e.code().name(),
                            "the batch has more than " + MAX_BATCH + " transactions",
                            "send several batches")
                    : ProblemDetail.of(e);
            write(context, Response.of(problem), arrivedNs);
            return;
        }
        permit(client, Math.max(1, items.size()));
        Map<String, String> headers = headers(context);
        List<CompletableFuture<Response>> responses = new ArrayList<>();
        for (JsonArrayElement<Transaction> item : items) {
            responses.add(
                    item instanceof JsonArrayElement.Value<Transaction> read
                            ? ask(read.value(), headers, deadlineNs)
                            : CompletableFuture.completedFuture(Response.of(
                                    ProblemDetail.of(((JsonArrayElement.Rejected<Transaction>) item).reason()))));
        }
        context.future(() -> CompletableFuture.allOf(responses.toArray(CompletableFuture[]::new))
                .thenAccept(all -> write(context, responses, arrivedNs)));
    }

    void find(Client client, Context context) throws InterruptedException {
        long arrivedNs = System.nanoTime();
        permit(client, 1);
        requireParameters(context, "account_id");
        String account = context.queryParam("account_id");
        if (account == null || account.isBlank()) {
            throw new ProblemException(new ProblemDetail(
                    400,
                    "FIELD_EMPTY",
                    "the parameter account_id is missing",
                    "add ?account_id=, because ids are unique only within an account"));
        }
        TransactionReference key = new TransactionReference(context.pathParam("id"), account);
        DecisionAnswer answer = requests.find(key);
        if (answer == null) {
            answer = search(key);
        }
        write(
                context,
                answer == null
                        ? Response.of(new ProblemDetail(
                                404,
                                "DECISION_NOT_FOUND",
                                "there is no decision on this transaction in the last hour",
                                "check account_id and the id; older decisions are on the topic of decisions"))
                        : response(answer),
                arrivedNs);
    }

    private @Nullable DecisionAnswer search(TransactionReference key) throws InterruptedException {
        if (!lookups.tryAcquire()) {
            throw tooMany("other searches are going on");
        }
        try {
            Decision decision = lookup.find(key, System.currentTimeMillis() - LOOKUP_BACK.toMillis(), LOOKUP_WITHIN);
            return decision == null ? null : new DecisionAnswer.Decided(decision);
        } finally {
            lookups.release();
        }
    }

    private CompletableFuture<Response> ask(Transaction transaction, Map<String, String> headers, long deadlineNs) {
        String hash = Sha256.hex(codecs.get().bodies.write(transaction));
        try {
            return requests.decide(new DecisionRequest(transaction, hash, headers, deadlineNs))
                    .handle(this::response);
        } catch (GatewayUnavailableException e) {
            return CompletableFuture.completedFuture(Response.of(new ProblemDetail(
                    e.isStopping() ? 503 : 429,
                    e.isStopping() ? "GATEWAY_STOPPING" : "GATEWAY_FULL",
                    String.valueOf(e.getMessage()),
                    "repeat the request after a second")));
        }
    }

    private Response response(@Nullable DecisionAnswer answer, @Nullable Throwable error) {
        if (answer != null) {
            return response(answer);
        }
        Throwable cause = error instanceof CompletionException wrapped ? wrapped.getCause() : error;
        if (cause instanceof TransactionConflictException) {
            return Response.of(new ProblemDetail(
                    409, "ID_CONFLICT", String.valueOf(cause.getMessage()), "send it with an id of its own"));
        }
        if (cause instanceof TransactionRejectedException rejected) {
            RejectedTransaction rejection = rejected.rejection();
            return Response.of(ProblemDetail.of(rejection.code(), rejection.field(), rejection.detail()));
        }
        throw new IllegalStateException("a request failed", cause);
    }

    private Response response(DecisionAnswer answer) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (answer instanceof DecisionAnswer.Decided decided) {
            body.put("stand_in", false);
            body.setAll(codecs.get().decisions.write(decided.decision()));
            return new Response(200, "decision", body);
        }
        body.put("stand_in", true);
        body.setAll(codecs.get().standIns.write(((DecisionAnswer.StoodIn) answer).standIn()));
        return new Response(200, "stand_in", body);
    }

    private void write(Context context, Response response, long arrivedNs) {
        if (response.status() == 200) {
            context.contentType("application/json").result(WebServerConfig.bytes(response.body()));
        } else {
            GatewayServer.answer(context, response.status(), response.body());
        }
        metrics.answered(response.status(), response.kind(), Duration.ofNanos(System.nanoTime() - arrivedNs));
    }

    /** A batch is answered with 200. Each of its answers has a status of its own. */
    private void write(Context context, List<CompletableFuture<Response>> responses, long arrivedNs) {
        ArrayNode answers = JsonNodeFactory.instance.arrayNode();
        for (CompletableFuture<Response> each : responses) {
            Response response = each.join();
            ObjectNode item = answers.addObject();
            item.put("status", response.status());
            item.set(response.status() == 200 ? "decision" : "problem", response.body());
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("answers", answers);
        write(context, new Response(200, "batch", body), arrivedNs);
    }

    private void permit(Client client, int count) {
        if (!limiter.permits(client.name(), count)) {
            throw tooMany("the API key has sent more requests than it may");
        }
    }

    private static ProblemException tooMany(String title) {
        return new ProblemException(
                new ProblemDetail(429, "TOO_MANY_REQUESTS", title, "repeat the request after a second"));
    }

    private static void requireJson(Context context) {
        String type = context.header("Content-Type");
        String encoding = context.header("Content-Encoding");
        if (type == null
                || !JSON_TYPE.matcher(type).matches()
                || (encoding != null && !encoding.equalsIgnoreCase("identity"))) {
            throw new ProblemException(new ProblemDetail(
                    415,
                    "MEDIA_TYPE_UNSUPPORTED",
                    "the body is not declared as plain JSON in UTF-8",
                    "send the header Content-Type: application/json, and no Content-Encoding"));
        }
    }

    /** When the request was complete. It may have waited for a thread since. */
    private static long arrivedNs(Context context) {
        return context.req().getAttribute(RequestAuthenticationHandler.ARRIVED) instanceof Long ns
                ? ns
                : System.nanoTime();
    }

    /** The deadline that the request asks for, within the bounds. */
    private static Duration deadline(Context context) {
        requireParameters(context, "deadline_ms");
        String text = context.queryParam("deadline_ms");
        if (text == null) {
            return GatewaySettings.DEFAULT_DEADLINE;
        }
        long min = GatewaySettings.MIN_DEADLINE.toMillis();
        long max = GatewaySettings.MAX_DEADLINE.toMillis();
        long ms = DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (ms >= min && ms <= max) {
            return Duration.ofMillis(ms);
        }
        throw new ProblemException(new ProblemDetail(
                400,
                "DEADLINE_RANGE",
                "the parameter deadline_ms is not a number from " + min + " to " + max,
                "send whole milliseconds within these bounds, or leave it out for "
                        + GatewaySettings.DEFAULT_DEADLINE.toMillis()));
    }

    /** Rejects other parameters and repeated ones, as unknown fields are rejected: they may be misspelt. */
    private static void requireParameters(Context context, String name) {
        context.queryParamMap().forEach((sent, values) -> {
            if (!sent.equals(name) || values.size() > 1) {
                throw new ProblemException(new ProblemDetail(
                        400,
                        "PARAMETER_UNKNOWN",
                        "the query has another parameter than " + name + ", or has it twice",
                        "send " + name + " once"));
            }
        });
    }

    /** The headers for the decision and the alert: the trace context, and the platform's own. */
    private static Map<String, String> headers(Context context) {
        RecordHeaders headers = new RecordHeaders();
        context.headerMap().forEach((sent, value) -> {
            String name = sent.toLowerCase(Locale.ROOT);
            if (PropagatedHeaders.isPassed(name)) {
                headers.add(name, value.getBytes(US_ASCII));
            }
        });
        return PropagatedHeaders.of(headers);
    }

    /** The transaction arrives now, as far as its event time is concerned. */
    private static RecordOrigin arrival() {
        return new RecordOrigin("", 0, 0, System.currentTimeMillis());
    }
}
