package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.kafka.KafkaSettings;
import io.nacre.kafka.LocalBroker;
import io.nacre.kafka.TopicSetup;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What an analyst orders by command, on a broker. */
@TestInstance(Lifecycle.PER_CLASS)
class OrdersCommandTest {

    private LocalBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = LocalBroker.start(folder);
        try (TopicSetup topics = new TopicSetup(KafkaSettings.of(broker.brokers()))) {
            topics.create(1, 1);
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void anAccountIsFrozenAndReleasedAndKeepsWhoWhenAndWhy() {
        assertThat(run("account release C-1 --reason none").err()).contains("there is nothing to release");

        assertThat(run("account freeze C-1 --reason mules --by ann --scope both --for 48h")
                        .code())
                .isZero();
        assertThat(run("account show C-1").out())
                .startsWith("C-1 is FROZEN")
                .contains("FREEZE of BOTH by ann until ", ": mules");

        assertThat(run("account release C-1 --reason explained --by bob").code())
                .isZero();
        assertThat(run("account show C-1").out())
                .startsWith("C-1 is RELEASED")
                .contains("RELEASE by bob until ", ": explained");
        assertThat(run("account release C-1 --reason again").code()).isEqualTo(1);
    }

    @Test
    void listsAreWrittenAndShown() {
        assertThat(run("lists add block ip 192.0.2.0/24 --reason testing --by ann")
                        .code())
                .isZero();
        assertThat(run("lists add watch merchant mer-17 --reason disputes --by ann --for 7d")
                        .code())
                .isZero();
        assertThat(run("lists show").out())
                .contains("BLOCK IP 192.0.2.0/24 by ann: testing", "WATCH MERCHANT mer-17 until ", " by ann: disputes");

        assertThat(run("lists remove block ip 192.0.2.0/24 --reason over").code())
                .isZero();
        assertThat(run("lists show").out()).doesNotContain("192.0.2.0").contains("mer-17");
        assertThat(run("lists remove block ip 192.0.2.0/24 --reason over").err())
                .contains("does not name IP");
    }

    private Trial run(String line) {
        return Trial.of(line + " --brokers " + broker.brokers());
    }
}
