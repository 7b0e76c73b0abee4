package io.nacre.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {

    private static final KafkaSettings SETTINGS = KafkaSettings.of("a:1");

    @Test
    void sendsDecisionsImmediatelyAndExamplesInLargerBatches() {
        assertThat(ProducerSettings.of(SETTINGS))
                .containsEntry("linger.ms", "1")
                .containsEntry("batch.size", "131072")
                .containsEntry("compression.type", "none");
        assertThat(ProducerSettings.patient(SETTINGS)).containsEntry("linger.ms", "20");
    }

    @Test
    void letsTheClientsPropertiesSayOtherwiseButNotOfSafety() {
        KafkaSettings settings =
                SETTINGS.withClient(Map.of("linger.ms", "7", "acks", "0", "enable.idempotence", "false"));

        assertThat(ProducerSettings.of(settings)).containsEntry("linger.ms", "7");
        assertThat(ProducerSettings.patient(settings))
                .containsEntry("linger.ms", "7")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true");
    }
}
