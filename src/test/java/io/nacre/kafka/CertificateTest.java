package io.nacre.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.kafka.admin.TopicAcls;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that knows its clients by their certificates. */
@Tag("broker")
class CertificateTest {

    @Test
    void aCertificateIsWhoOneIs(@TempDir Path folder) throws Exception {
        GuardedBroker broker = GuardedBroker.withCertificates(folder);
        try {
            try (TopicSetup topics = new TopicSetup(broker.certified("admin"))) {
                assertThat(topics.create(1, 1)).hasSameSizeAs(TopicCatalogue.ALL);
            }
            new TopicAcls(broker.certified("admin"), Map.of(PrincipalRole.READER, "User:CN=ann")).apply();

            try (TopicReader<?> reader = new TopicReader<>(broker.certified("ann"), TopicCatalogue.ALERTS)) {
                reader.readToEnd(record -> {});
            }
            assertThatThrownBy(() -> new TopicReader<>(broker.certified("ann"), TopicCatalogue.EXAMPLES))
                    .isInstanceOf(KafkaAccessException.class)
                    .hasMessageContaining("nacre topics acls");
            assertThatThrownBy(() -> new TopicReader<>(broker.certified("stranger"), TopicCatalogue.ALERTS))
                    .isInstanceOf(KafkaAccessException.class)
                    .hasMessageContaining("ssl.keystore");
            assertThatThrownBy(() -> new TopicReader<>(broker.certified("nobody"), TopicCatalogue.ALERTS))
                    .isInstanceOf(KafkaAccessException.class)
                    .hasMessageContaining("ssl.keystore");
        } finally {
            broker.close();
        }
    }
}
