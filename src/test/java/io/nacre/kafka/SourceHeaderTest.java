package io.nacre.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.Origin;
import org.junit.jupiter.api.Test;

class SourceHeaderTest {

    @Test
    void namesTheInput() {
        SourceHeader.Maker maker = new SourceHeader.Maker();

        for (Origin origin : new Origin[] {
            Origin.NONE,
            new Origin("payments.transactions", 7, 10, 1),
            new Origin("payments.transactions", 10, 9, 1),
            new Origin("t", Integer.MAX_VALUE, Long.MAX_VALUE, 1),
            new Origin("payments.transactions", 0, 123_456_789_012L, 1)
        }) {
            assertThat(new String(maker.of(origin).value(), UTF_8)).isEqualTo(SourceHeader.text(origin));
        }
    }
}
