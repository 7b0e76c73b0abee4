package io.nacre.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nacre.codec.Contract;
import io.nacre.decision.StandIn;
import io.nacre.decision.control.AccountAction;
import io.nacre.gateway.http.ApiKeys;
import io.nacre.gateway.http.GatewayServer;
import io.nacre.kafka.audit.StandInSummary;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What gateways answer with and without decisions, and that they agree. */
@Tag("broker")
class GatewayTest extends GatewayFixture {

    private static final AtomicInteger IDS = new AtomicInteger();

    /** Each test has topics of its own. */
    @BeforeEach
    void startGateway() throws IOException {
        install();
    }

    @AfterEach
    void stopGateway() throws IOException {
        uninstall();
    }

    @Test
    void withoutADecisionItStandsInAndEveryGatewayKeepsToThatAnswer() throws Exception {
        job.pause();
        HttpResponse<String> response = post(gateway, transaction("t-1", 2_000), 1_500);

        JsonNode answer = JSON.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.get("stand_in").asBoolean()).isTrue();
        assertThat(answer.get("outcome").asText()).isEqualTo("APPROVE");
        assertThat(answer.get("basis").asText()).isEqualTo("AMOUNT");
        assertThat(answer.get("reason").asText()).isEqualTo("LATE");
        assertThat(answer.get("gateway_id").asText()).isEqualTo("g-1");

        job.resume();
        await(() -> standIns().size() == 2);
        List<StandIn> standIns = standIns();
        assertThat(standIns.get(0).decision()).isNull();
        assertThat(standIns.get(1).decision().outcome().name()).isEqualTo("DECLINE");
        assertThat(standIns.get(1).isContradicted()).isTrue();
        StandInSummary summary = StandInSummary.read(kafka, null, null, 5, () -> {});
        assertThat(summary.count()).isEqualTo(1);
        assertThat(summary.contradictedCount()).isEqualTo(1);
        assertThat(summary.contradicted()).containsExactly(standIns.get(1));
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            HttpResponse<String> elsewhere = post(other, transaction("t-1", 2_000), 10_000);

            assertThat(outcome(elsewhere)).isEqualTo("APPROVE");
            assertThat(JSON.readTree(elsewhere.body()).at("/decision/outcome").asText())
                    .isEqualTo("DECLINE");
            assertThat(post(other, transaction("t-1", 2_001), 10_000).statusCode())
                    .isEqualTo(409);
        }
        assertThat(outcome(post(gateway, transaction("t-1", 2_000), 10_000))).isEqualTo("APPROVE");
    }

    /** The first gateway answers with a decision. Then the job is down, and the request is repeated at the second. */
    @Test
    void aRepeatGetsTheDecisionFromAnotherGatewayWithoutTheJob() throws Exception {
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            assertThat(outcome(post(gateway, transaction("t-1", 2_000), 10_000)))
                    .isEqualTo("DECLINE");
            job.pause();

            HttpResponse<String> repeated = post(other, transaction("t-1", 2_000), 10_000);

            assertThat(outcome(repeated)).isEqualTo("DECLINE");
            assertThat(JSON.readTree(repeated.body()).get("stand_in").asBoolean())
                    .isFalse();
            assertThat(JSON.readTree(repeated.body()).get("duplicate").asBoolean())
                    .isTrue();
            HttpResponse<String> differs = post(other, transaction("t-1", 2_001), 200);
            assertThat(differs.statusCode()).isEqualTo(409);
            HttpResponse<String> third;
            try (GatewayServer restarted = start("g-3", ApiKeys.none())) {
                third = post(restarted, transaction("t-1", 2_001), 200);
            }
            assertThat(JSON.readTree(third.body()).get("stand_in").asBoolean())
                    .as("nobody compared it with the decided one")
                    .isTrue();
        }
    }

    /** The gateway needs neither the transactions of others nor the job. */
    @Test
    void aRepeatGetsTheDecisionFromAnotherGatewayWithoutTheTopicOfTransactions() throws Exception {
        try (GatewayServer other = start("g-2", ApiKeys.none());
                Admin admin = Admin.create(kafka.clientProperties())) {
            assertThat(outcome(post(gateway, transaction("t-1", 2_000), 10_000)))
                    .isEqualTo("DECLINE");
            job.pause();
            admin.deleteTopics(List.of(kafka.nameOf(TopicCatalogue.TRANSACTIONS)))
                    .all()
                    .get();

            JsonNode repeated =
                    JSON.readTree(post(other, transaction("t-1", 2_000), 5_000).body());

            assertThat(repeated.get("stand_in").asBoolean()).isFalse();
            assertThat(repeated.get("outcome").asText()).isEqualTo("DECLINE");
        }
    }

    /** The producer is not a gateway, so only the job can compare. */
    @Test
    void aRepeatOfATransactionFromTheTopicIsAnsweredByTheJob() throws Exception {
        String body = transaction("t-1", 2_000);
        try (TopicWriter<Transaction> transactions = new TopicWriter<>(kafka, TopicCatalogue.TRANSACTIONS)) {
            transactions.write(
                    Contract.TRANSACTION.jsonReader().read(body.getBytes(StandardCharsets.UTF_8), RecordOrigin.NONE));
        }
        await(() -> job.headers().size() == 1);

        JsonNode answer = JSON.readTree(post(gateway, body, 10_000).body());

        assertThat(answer.get("outcome").asText()).isEqualTo("DECLINE");
        assertThat(answer.get("duplicate").asBoolean()).isTrue();
        assertThat(post(gateway, transaction("t-1", 2_001), 10_000).statusCode())
                .isEqualTo(409);
    }

    /** The first gateway stands in while the second waits. The decision must not contradict it. */
    @Test
    void aGatewayThatGetsTheDecisionLaterKeepsToTheStandInOfAnother() throws Exception {
        try (GatewayServer other = start("g-2", ApiKeys.none())) {
            job.pause();
            CompletableFuture<HttpResponse<String>> patient = postLater(other, transaction("t-1", 2_000), 10_000);
            assertThat(outcome(post(gateway, transaction("t-1", 2_000), 200))).isEqualTo("APPROVE");
            job.resume();

            assertThat(outcome(patient.get())).isEqualTo("APPROVE");
        }
    }

    @Test
    void aStandInObservesFreezes() throws Exception {
        job.pause();
        try (TopicWriter<AccountAction> actions = new TopicWriter<>(kafka, TopicCatalogue.ACCOUNT_ACTIONS)) {
            actions.write(
                    new AccountAction("a", AccountAction.Type.FREEZE, 1, "ann", "mules", 1_700_000_000_000L, null));
        }
        await(() -> {
            JsonNode answer =
                    JSON.readTree(post(gateway, transaction(freshId(), 1), 30).body());
            return answer.path("basis").asText().equals("FROZEN")
                    && answer.path("outcome").asText().equals("DECLINE")
                    && answer.path("basis_detail").asText().equals("FREEZE by ann: mules");
        });
    }

    @Test
    void aSilentJobIsNamedAsTheReason() throws Exception {
        job.pause();
        post(gateway, transaction("t-0", 1), 100);
        await(() -> {
            JsonNode answer =
                    JSON.readTree(post(gateway, transaction(freshId(), 1), 30).body());
            return answer.path("reason").asText().equals("JOB_DOWN");
        });
    }

    @Test
    void traceContextAndPlatformHeadersReachTheJob() throws Exception {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        send(request(gateway, "/v1/decisions?deadline_ms=10000")
                .header("traceparent", trace)
                .header("Platform-Order", "o-1")
                .header("nacre-reply-to", "1:stolen-request-id")
                .POST(HttpRequest.BodyPublishers.ofString(transaction("t-1", 1))));

        assertThat(job.headers()).containsExactly(Map.of("traceparent", trace, "platform-order", "o-1"));
    }

    @Test
    void refusesFurtherRequestsWhileItsAnswersAreLate() throws Exception {
        job.pause();
        GatewaySettings settings = new GatewaySettings(
                kafka, "g-3", StandInPolicy.defaults(), 100, folder.resolve(kafka.prefix() + "g-3.journal"));
        try (DecisionRequestHandler requests = new DecisionRequestHandler(settings, new GatewayMetrics())) {
            await(() -> {
                isRefused(requests, Duration.ofSeconds(-2));
                return isRefused(requests, Duration.ofMillis(100));
            });
            await(() -> !isRefused(requests, Duration.ofMillis(100)));
        }
    }

    /** Short, because a long number may be taken for that of a card. */
    private static String freshId() {
        return "fresh-" + IDS.incrementAndGet();
    }

    /** Whether a transaction with so much time left is refused. */
    private static boolean isRefused(DecisionRequestHandler requests, Duration left) throws Exception {
        String id = freshId();
        Transaction transaction = Contract.TRANSACTION
                .jsonReader()
                .read(transaction(id, 1).getBytes(StandardCharsets.UTF_8), RecordOrigin.NONE);
        try {
            DecisionAnswer answer = requests.decide(
                            new DecisionRequest(transaction, id, Map.of(), System.nanoTime() + left.toNanos()))
                    .get();
            assertThat(answer).isInstanceOf(DecisionAnswer.StoodIn.class);
            return false;
        } catch (GatewayUnavailableException e) {
            assertThat(e.isStopping()).isFalse();
            return true;
        }
    }

    @Test
    void answersWhatIsInFlightBeforeItStops() throws Exception {
        job.pause();
        CompletableFuture<HttpResponse<String>> waiting = postLater(gateway, transaction("t-1", 1), 2_000);
        await(() -> get(gateway, "/metrics").body().contains("nacre_gateway_requests_in_flight 1"));
        gateway.close();

        assertThat(outcome(waiting.get())).isEqualTo("APPROVE");
        assertThat(standIns()).hasSize(1);
    }
}
