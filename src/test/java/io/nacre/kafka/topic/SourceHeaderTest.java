package io.nacre.kafka.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.RecordOrigin;
import org.junit.jupiter.api.Test;

class SourceHeaderTest {

    @Test
    void namesTheInput() {
        SourceHeader.Maker maker = new SourceHeader.Maker();

        for (RecordOrigin origin : new RecordOrigin[] {
            RecordOrigin.NONE,
            new RecordOrigin("payments.transactions", 7, 10, 1),
            new RecordOrigin("payments.transactions", 10, 9, 1),
            new RecordOrigin("t", Integer.MAX_VALUE, Long.MAX_VALUE, 1),
            new RecordOrigin("payments.transactions", 0, 123_456_789_012L, 1),
            new RecordOrigin("payments.transactions", 0, 123_456_789_012L, 1, "Jc9G2vvuRVqYyPYNJ0ZKUg"),
            new RecordOrigin("payments.transactions", 1, 5, 1, "Jc9G2vvuRVqYyPYNJ0ZKUh"),
            new RecordOrigin("payments.transactions", 1, 5, 1)
        }) {
            assertThat(new String(maker.of(origin).value(), UTF_8)).isEqualTo(SourceHeader.text(origin));
        }
    }

    @Test
    void readsAddressesWithTheIdOfTheTopicAndWithout() {
        RecordOrigin origin = new RecordOrigin("payments.transactions", 7, 10, 0, "Jc9G2vvuRVqYyPYNJ0ZKUg");

        assertThat(SourceHeader.origin(SourceHeader.text(origin))).isEqualTo(origin);
        assertThat(SourceHeader.origin(SourceHeader.position(origin))).isEqualTo(origin.withoutTopicId());
        for (String wrong : new String[] {"", "t", "t:1", ":1:2", "t:x:2", "t:1:-2", "t:1:2:", "t:1:2:id:more"}) {
            assertThat(SourceHeader.origin(wrong)).as(wrong).isNull();
        }
    }

    @Test
    void anAddressWithoutTheIdOfTheTopicMeansAnyOfThatName() {
        RecordOrigin origin = new RecordOrigin("payments.transactions", 7, 10, 0, "Jc9G2vvuRVqYyPYNJ0ZKUg");

        assertThat(SourceHeader.isPositionOf("payments.transactions:7:10", origin))
                .isTrue();
        assertThat(SourceHeader.isPositionOf("payments.transactions:7:10:Jc9G2vvuRVqYyPYNJ0ZKUg", origin))
                .isTrue();
        assertThat(SourceHeader.isPositionOf("payments.transactions:7:10:another", origin))
                .isFalse();
        assertThat(SourceHeader.isPositionOf("payments.transactions:7:1", origin))
                .isFalse();
    }

    @Test
    void theIdOfTheTopicOutlivesATimestampThatCannotBe() {
        RecordOrigin origin = new RecordOrigin("payments.transactions", 7, 10, 0, "Jc9G2vvuRVqYyPYNJ0ZKUg");

        assertThat(origin.arrivedBy(1_700_000_000_000L).topicId()).isEqualTo(origin.topicId());
    }
}
