package io.nacre.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Framing;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {

    @Test
    void defaultsToTheDesignsTopicsAndAtLeastOnce() {
        KafkaSettings settings = KafkaSettings.of("localhost:9092");

        assertThat(settings.nameOf(TopicCatalogue.ALERTS)).isEqualTo("fraud.alerts");
        assertThat(settings.delivery()).isEqualTo(KafkaSettings.Delivery.AT_LEAST_ONCE);
        assertThat(settings.framing()).isEqualTo(Framing.SINGLE_OBJECT);
        assertThat(settings.groupId()).isEqualTo("nacre");
    }

    @Test
    void takesWhatItIsGiven() {
        KafkaSettings settings = KafkaSettings.of("a:1,b:2")
                .withPrefix("test.")
                .withGroupId("mine")
                .with(Framing.confluent("http://registry:8081"))
                .with(KafkaSettings.Delivery.EXACTLY_ONCE)
                .withClient(Map.of("security.protocol", "SSL"));

        assertThat(settings.nameOf(TopicCatalogue.ALERTS)).isEqualTo("test.fraud.alerts");
        assertThat(settings.clientProperties())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "a:1,b:2");
        assertThat(settings)
                .hasToString(
                        "brokers=a:1,b:2 prefix=test. framing=confluent http://registry:8081 delivery=EXACTLY_ONCE group=mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:", "a:1,,b:2", "a:1, b:2"})
    void saysWhatBrokersLookLike(String brokers) {
        assertThatThrownBy(() -> KafkaSettings.of(brokers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host:port");
    }

    @Test
    void refusesAPrefixThatNoTopicMayHave() {
        assertThatThrownBy(() -> KafkaSettings.of("a:1").withPrefix("ä/")).hasMessageContaining("prefix");
    }
}
