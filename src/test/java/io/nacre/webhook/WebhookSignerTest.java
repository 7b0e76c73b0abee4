package io.nacre.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {

    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    /** The example of the reference libraries of Standard Webhooks. */
    @Test
    void signsAsThePublishedExample() {
        WebhookSigner signer = new WebhookSigner(List.of(WebhookSecret.parse(Endpoints.SECRET)));

        assertThat(signer.sign(ID, 1_614_265_330, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void theSignatureDependsOnIdTimeAndBody() {
        WebhookSigner signer = new WebhookSigner(List.of(WebhookSecret.parse(Endpoints.SECRET)));

        assertThat(List.of(
                        signer.sign(ID, 1_614_265_331, BODY),
                        signer.sign(ID + "x", 1_614_265_330, BODY),
                        signer.sign(ID, 1_614_265_330, "{\"test\": 2432232315}".getBytes(UTF_8))))
                .doesNotContain(SIGNATURE)
                .doesNotHaveDuplicates();
    }

    @Test
    void signsWithEachSecretWhileOneIsReplaced() {
        WebhookSecret next = WebhookSecret.parse("whsec_" + "QUFB".repeat(8));
        String both =
                new WebhookSigner(List.of(WebhookSecret.parse(Endpoints.SECRET), next)).sign(ID, 1_614_265_330, BODY);

        assertThat(both.split(" "))
                .containsExactly(SIGNATURE, new WebhookSigner(List.of(next)).sign(ID, 1_614_265_330, BODY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_",
                "whsec_not base64, but a secret",
                "whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE"
            })
    void refusesAnInvalidSecretWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> WebhookSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl rand")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("QUFB", "MfKQ", "secret"));
    }

    @Test
    void neverPrintsASecret() {
        assertThat(WebhookSecret.parse(Endpoints.SECRET).toString()).doesNotContain("MfKQ");
    }
}
