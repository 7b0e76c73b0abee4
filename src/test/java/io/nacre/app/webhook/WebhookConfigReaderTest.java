package io.nacre.app.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.app.CliRun;
import io.nacre.decision.Outcome;
import io.nacre.webhook.RetrySchedule;
import io.nacre.webhook.WebhookEndpoint;
import io.nacre.webhook.WebhookEventType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookConfigReaderTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path folder;

    private Path secret;
    private Path weak;

    @BeforeEach
    void writeSecrets() throws IOException {
        secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        weak = Files.writeString(folder.resolve("weak"), "whsec_QUFB");
    }

    @Test
    void readsAllSettings() throws IOException {
        List<WebhookEndpoint> endpoints = read("""
                endpoints:
                  - name: cases
                    url: https://hooks.example.com/nacre
                    events: [decisions, account-actions]
                    outcomes: [review, decline]
                    secrets: ["${file:SECRET}", "${file:SECRET}"]
                    timeout: 5s
                    retry-for: 2d
                    concurrency: 3
                    start: earliest
                    allow-private: true
                    ca-file: /etc/ca.pem
                """);

        WebhookEndpoint endpoint = endpoints.get(0);
        assertThat(endpoints).hasSize(1);
        assertThat(endpoint.secrets()).hasSize(2);
        assertThat(endpoint)
                .isEqualTo(new WebhookEndpoint(
                        "cases",
                        URI.create("https://hooks.example.com/nacre"),
                        Set.of(WebhookEventType.DECISION, WebhookEventType.ACCOUNT_ACTION),
                        Set.of(Outcome.REVIEW, Outcome.DECLINE),
                        endpoint.secrets(),
                        Duration.ofSeconds(5),
                        RetrySchedule.during(Duration.ofDays(2)),
                        3,
                        WebhookEndpoint.Start.EARLIEST,
                        true,
                        Path.of("/etc/ca.pem")));
    }

    @Test
    void theDefaultsAreSafe() throws IOException {
        WebhookEndpoint endpoint = read("""
                        endpoints:
                          - name: cases
                            url: https://hooks.example.com/nacre
                            events: [alerts]
                            secrets: ["${file:SECRET}"]
                        """).get(0);

        assertThat(endpoint)
                .isEqualTo(new WebhookEndpoint(
                        "cases",
                        URI.create("https://hooks.example.com/nacre"),
                        Set.of(WebhookEventType.ALERT),
                        EnumSet.allOf(Outcome.class),
                        endpoint.secrets(),
                        Duration.ofSeconds(15),
                        RetrySchedule.during(Duration.ofHours(24)),
                        8,
                        WebhookEndpoint.Start.LATEST,
                        false,
                        null));
    }

    /** What is replaced, by what, and what the message says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: cases | name: Cases! | endpoints[0].name is not 1 to 64 lower-case letters",
                "name: cases | nme: cases | unknown key nme: use name, url",
                "url: https://hooks.example.com/nacre | url: http://hooks.example.com/x | .url is not encrypted: use https",
                "url: https://hooks.example.com/nacre | url: http://127.0.0.1/x | with allow-private: true",
                "url: https://hooks.example.com/nacre | url: ftp://hooks.example.com/x | .url is not an https URL",
                "url: https://hooks.example.com/nacre | url: https://hooks example.com | .url is not a URL: correct it",
                "url: https://hooks.example.com/nacre | url: https://me:pw@hooks.example.com/ | .url contains a user",
                "url: https://hooks.example.com/nacre | url: https://hooks.example.com/#x | .url has a part after '#'",
                "url: https://hooks.example.com/nacre | retry-for: 1h | .url is missing: set it",
                "events: [decisions] | events: [decision] | .events has an unknown event: use decisions, alerts",
                "events: [decisions] | events: [] | .events is missing or empty: give a list",
                "events: [decisions] | events: decisions | .events is missing or empty: give a list",
                "outcomes: [review] | outcomes: [refuse] | .outcomes has an unknown outcome: use approve, ",
                "events: [decisions] | events: [alerts] | .outcomes selects decisions, and events has none",
                "'${file:SECRET}' | whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | .secrets has a text that is no reference: give ${env:NAME}",
                "'${file:SECRET}' | '${env:NACRE_NO_SUCH_VARIABLE}' | the environment variable NACRE_NO_SUCH_VARIABLE is not set",
                "'${file:SECRET}' | '${file:WEAK}' | openssl rand -base64 32",
                "timeout: 5s | timeout: 5 | .timeout: '5' is not a duration: use a number with s, m, h or d",
                "timeout: 5s | timeout: 1h | .timeout is 3600 s: set 1s to 120s",
                "timeout: 5s | retry-for: 30d | .retry-for is 2592000 s: set at most 7d",
                "timeout: 5s | concurrency: many | .concurrency is not a whole number",
                "timeout: 5s | concurrency: 0 | .concurrency is 0: set 1 to 100",
                "timeout: 5s | start: newest | .start is unknown: use latest or earliest",
                "timeout: 5s | allow-private: yes | .allow-private is not true or false",
                "timeout: 5s | ca-file: | .ca-file has no plain value",
                "endpoints: | endpoint: | has no endpoints: start with 'endpoints:'",
                "timeout: 5s | url: https://b.example.com | occurs twice: remove one"
            })
    void namesTheKeyAndTheRemedy(String before, String after, String message) throws IOException {
        String yaml = """
                endpoints:
                  - name: cases
                    url: https://hooks.example.com/nacre
                    events: [decisions]
                    outcomes: [review]
                    secrets: ['${file:SECRET}']
                    timeout: 5s
                """;
        assertThat(yaml).contains(before);
        Path file = write(yaml.replace(before, after));

        assertThatThrownBy(() -> WebhookConfigReader.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MfKQ", "QUFB", "pw@", "hooks example"));
        CliRun run = CliRun.of("webhooks run --bootstrap-servers localhost:1 --endpoints " + file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("nacre: --endpoints: " + file, message);
    }

    @Test
    void plainHttpIsAllowedOnThisMachineOnly() throws IOException {
        for (String host : List.of("localhost", "127.0.0.1", "[::1]")) {
            WebhookEndpoint endpoint = read("""
                            endpoints:
                              - name: cases
                                url: http://HOST:8080/hook
                                events: [alerts]
                                secrets: ["${file:SECRET}"]
                                allow-private: true
                            """.replace("HOST", host)).get(0);

            assertThat(endpoint.url().getScheme()).isEqualTo("http");
        }
    }

    @Test
    void twoEndpointsCannotHaveOneName() throws IOException {
        String one = """
                  - name: cases
                    url: https://hooks.example.com/nacre
                    events: [alerts]
                    secrets: ["${file:SECRET}"]
                """;
        Path file = write("endpoints:\n" + one + one);

        assertThatThrownBy(() -> WebhookConfigReader.read(file))
                .hasMessageContaining("endpoints[1].name is cases a second time: give each endpoint its own name");
    }

    @Test
    void aFileThatIsMissingOrNoYamlIsAnInvalidCommandLine() throws IOException {
        Path broken = write("endpoints: [\n");

        CliRun missing = CliRun.of("webhooks redrive --bootstrap-servers localhost:1 --endpoints " + folder + "/none");
        CliRun invalid = CliRun.of("webhooks run --bootstrap-servers localhost:1 --endpoints " + broken);

        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("none is missing or not readable: check the path");
        assertThat(invalid.code()).isEqualTo(2);
        assertThat(invalid.err()).contains("is not valid YAML");
    }

    private List<WebhookEndpoint> read(String yaml) throws IOException {
        return WebhookConfigReader.read(write(yaml));
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(
                folder.resolve("webhooks.yaml"),
                yaml.replace("SECRET", secret.toString()).replace("WEAK", weak.toString()));
    }
}
