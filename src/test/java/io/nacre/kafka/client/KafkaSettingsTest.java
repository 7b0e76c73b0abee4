package io.nacre.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Framing;
import io.nacre.kafka.topic.TopicCatalogue;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
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
    void acceptsValidSettings() {
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
    @ValueSource(strings = {"[::1]:9092", "[2001:db8::7]:1,a:2", "[fe80::1%eth0]:9092", "10.0.0.1:9092"})
    void acceptsIpAddresses(String brokers) {
        KafkaSettings settings = KafkaSettings.of(brokers);

        assertThat(settings.clientProperties()).containsEntry("bootstrap.servers", brokers);
        for (String each : brokers.split(",", -1)) {
            assertThat(Utils.getHost(each)).as("as Kafka's client reads it").isNotNull();
            assertThat(Utils.getPort(each)).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "localhost:", "a:1,,b:2", "a:1, b:2", "::1:9092", "[::1]", "[::1:9092", "[a]b:1"
            })
    void reportsTheSyntaxOfBrokers(String brokers) {
        assertThatThrownBy(() -> KafkaSettings.of(brokers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host:port");
    }

    @Test
    void refusesAPrefixThatNoTopicMayHave() {
        assertThatThrownBy(() -> KafkaSettings.of("a:1").withPrefix("ä/")).hasMessageContaining("prefix");
    }
}
