package io.nacre.kafka.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.BodyHash;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.ReplyAddress;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropagatedHeadersTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** Some of its digits look like the number of a card. */
    private static final String HASH = "a".repeat(24) + "4111111111111111" + "b".repeat(24);

    @Test
    void passesTraceContextGatewayAndPlatformHeadersAndNothingElse() {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "traceparent", TRACE);
        add(headers, "tracestate", "vendor=1");
        add(headers, "nacre-reply-to", "7:abcdefgh");
        add(headers, "nacre-body-hash", HASH);
        add(headers, "platform-order", "o-1");
        add(headers, "nacre-source", "t:0:1");
        add(headers, "cookie", "secret");

        assertThat(PropagatedHeaders.of(headers))
                .containsExactly(
                        Map.entry("traceparent", TRACE),
                        Map.entry("tracestate", "vendor=1"),
                        Map.entry("nacre-reply-to", "7:abcdefgh"),
                        Map.entry("nacre-body-hash", HASH),
                        Map.entry("platform-order", "o-1"));
    }

    @Test
    void theLastHeaderOfANameCounts() {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "platform-order", "o-1");
        add(headers, "platform-order", "o-2");

        assertThat(PropagatedHeaders.of(headers)).containsExactly(Map.entry("platform-order", "o-2"));
    }

    @ParameterizedTest
    @CsvSource({
        "platform-order, 4111 1111 1111 1111",
        "platform-order, li\u0001ne",
        "platform-order, é",
        "platform-4111111111111111, o",
        "Platform-Order, o",
        "tracestate, card=4111111111111111",
        "traceparent, 00-short-01",
        "nacre-body-hash, 4111111111111111",
        "nacre-body-hash, ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789",
        "nacre-reply-to, -1:abcdefgh",
        "nacre-reply-to, 12345678:abcdefgh"
    })
    void dropsWhatMustNotBePassedOn(String name, String value) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, name, value);

        assertThat(PropagatedHeaders.of(headers)).isEmpty();
    }

    @Test
    void boundsNumberAndLength() {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < 20; i++) {
            add(headers, "platform-" + (char) ('a' + i), "x".repeat(PropagatedHeaders.VALUE_CHARACTERS));
        }
        add(headers, "platform-a", "x".repeat(PropagatedHeaders.VALUE_CHARACTERS + 1));

        assertThat(PropagatedHeaders.of(headers))
                .hasSize(PropagatedHeaders.MAX_HEADERS)
                .doesNotContainKey("platform-z");
        assertThat(PropagatedHeaders.of(headers).get("platform-a")).hasSize(PropagatedHeaders.VALUE_CHARACTERS);
    }

    /** Otherwise a request with many headers would never get its decision. */
    @Test
    void theHeadersOfTheGatewayDoNotCount() {
        RecordHeaders headers = new RecordHeaders();
        for (int i = 0; i < 20; i++) {
            add(headers, "platform-" + (char) ('a' + i), "x");
        }
        add(headers, "nacre-reply-to", "7:abcdefgh");
        add(headers, "nacre-body-hash", HASH);

        assertThat(PropagatedHeaders.of(headers))
                .hasSize(PropagatedHeaders.MAX_HEADERS + 2)
                .containsKeys("nacre-reply-to", "nacre-body-hash", "platform-h")
                .doesNotContainKey("platform-i");
    }

    @Test
    void outputsTakeOverAllButTheHeadersOfTheGateway() {
        RecordHeaders output = new RecordHeaders();

        PropagatedHeaders.add(
                new RecordOrigin(
                        "t",
                        0,
                        1,
                        2,
                        null,
                        Map.of(ReplyAddress.HEADER, "7:abcdefgh", BodyHash.HEADER, HASH, "traceparent", TRACE)),
                output);

        assertThat(output).extracting(Header::key).containsExactly("traceparent");
        assertThat(output.lastHeader("traceparent").value()).asString().isEqualTo(TRACE);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
