package io.nacre.kafka;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.control.AccountControls;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.stream.AccountControlBootstrap;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Loads all account actions and list entries from their topics. Versions decide which record of a key is current.
 * Records that cannot be read are skipped here; the job writes them to the dead letters.
 */
record KafkaAccountControlBootstrap(KafkaSettings settings) implements AccountControlBootstrap {

    /** A subtask waits for a broker that is restarting; failing would only cause another restart. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public AccountControls read() {
        AccountControls accountControls = new AccountControls();
        each(TopicCatalogue.ACCOUNT_ACTIONS, accountControls::apply);
        each(TopicCatalogue.LISTS, accountControls::apply);
        return accountControls;
    }

    private <T> void each(Topic<T> topic, Consumer<T> taker) {
        try (TopicReader<T> reader = new TopicReader<>(settings, topic, PATIENCE)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<T> read) {
                    taker.accept(read.value());
                }
            });
        }
    }
}
