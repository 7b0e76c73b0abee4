package io.nacre.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.job.LocalFlink;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Decision;
import io.nacre.feature.Payments;
import io.nacre.guarantee.Evidence;
import io.nacre.kafka.GuardedBroker;
import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.admin.TopicAcls;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.secret.ByteTextSearcher;
import io.nacre.secret.RecordSigningConfig;
import io.nacre.stream.FraudPipeline;
import io.nacre.stream.JobSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job over a broker that demands TLS, logins and ACLs, with signed transactions: what it shows, and what it takes.
 */
@Tag("end-to-end")
class GuardedJobTest {

    private static final String KEY = "cGF5IHBheSBwYXkgcGF5IHBheSBwYXkgcGF5IHBheSE=";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void acceptsOnlySignedTransactionsAndShowsNoSecret(@TempDir Path folder) throws Exception {
        GuardedBroker broker = GuardedBroker.withLogins(folder, "platform", "job");
        try {
            KafkaSettings admin = broker.as("admin");
            try (TopicSetup topics = new TopicSetup(admin)) {
                topics.create(1, 1);
            }
            new TopicAcls(admin, Map.of(PrincipalRole.PLATFORM, "User:platform", PrincipalRole.JOB, "User:job"))
                    .apply();
            RecordSigningConfig recordSigningConfig = signatures(folder);
            KafkaSettings kafka = broker.as("job").with(recordSigningConfig);

            LocalFlink flink = LocalFlink.local(folder.resolve("checkpoints"), 0, 1, null);
            FraudPipeline.define(flink.env(), KafkaTopics.of(kafka), job());
            assertThat(secrets()
                            .count(InstantiationUtil.serializeObject(
                                    flink.env().getStreamGraph(false).getJobGraph())))
                    .as("what travels to the cluster, and is kept there with its checkpoints")
                    .isZero();
            JobClient running = flink.env().executeAsync("guarded");
            try (Answers answers = new Answers(admin)) {
                send(broker.as("platform").with(recordSigningConfig), "signed");
                send(broker.as("platform"), "unsigned");
                answers.await(2);
                showsNoSecret(flink.webUi(), running.getJobID().toString());
            } finally {
                running.cancel().get();
            }
            Evidence evidence = Evidence.read(admin, Set.of());
            assertThat(evidence.decisions()).extracting(Decision::transactionId).containsExactly("signed");
            assertThat(evidence.deadLetters())
                    .extracting(DeadLetter::code)
                    .containsExactly(RejectionCode.SIGNATURE_MISSING);
            assertThat(evidence.rejected())
                    .as("nothing of an unsigned record is believed, not even which payment it is about")
                    .isEmpty();
        } finally {
            broker.close();
        }
    }

    @Test
    void aWrongPasswordIsReportedInOneLine(@TempDir Path folder) throws Exception {
        GuardedBroker broker = GuardedBroker.withLogins(folder, "ann");
        try {
            CliRun cliRun = CliRun.of(List.of(
                    "topics",
                    "check",
                    "--bootstrap-servers",
                    broker.anonymous().brokers(),
                    "--client-config",
                    broker.clientFile("ann", "guessed").toString()));

            assertThat(cliRun.code()).isEqualTo(1);
            assertThat(cliRun.err().lines()).singleElement().asString().contains("sasl.jaas.config");
            assertThat(cliRun.err()).doesNotContain("guessed");
        } finally {
            broker.close();
        }
    }

    private void showsNoSecret(String ui, String job) throws Exception {
        for (String path : List.of(
                "/config",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobs/" + job,
                "/jobs/" + job + "/config",
                "/jobs/" + job + "/plan",
                "/jobs/" + job + "/checkpoints/config")) {
            HttpResponse<String> page = get(ui + path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(secrets().count(page.body().getBytes(UTF_8))).as(path).isZero();
        }
        assertThat(get(ui + "/config").body()).contains("\"web-submit\":false", "\"web-cancel\":false");
        HttpRequest upload = HttpRequest.newBuilder(URI.create(ui + "/jars/upload"))
                .POST(BodyPublishers.ofString("x"))
                .build();
        assertThat(http.send(upload, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String uri) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
    }

    private static ByteTextSearcher secrets() {
        return new ByteTextSearcher(List.of("job-secret", KEY));
    }

    private static void send(KafkaSettings settings, String id) {
        try (TopicWriter<Transaction> writer = new TopicWriter<>(settings, TopicCatalogue.TRANSACTIONS)) {
            writer.write(Payments.payment(id, "acct", Payments.START_MS));
        }
    }

    private static RecordSigningConfig signatures(Path folder) throws Exception {
        Path key = Files.writeString(folder.resolve("platform.key"), KEY + "\n");
        Path file = Files.writeString(
                folder.resolve("sign.properties"),
                "key.platform-1 = ${file:" + key + "}\n"
                        + "accept.payments.transactions = platform-1\n"
                        + "sign.payments.transactions = platform-1\n");
        return RecordSigningConfig.read(file, TopicCatalogue.names());
    }

    private static JobSettings job() {
        return new JobSettings(
                TestBundles.catalogueBundle(), EngineKind.COMPILED, IpDatabaseConfig.NONE, Framing.SINGLE_OBJECT);
    }
}
