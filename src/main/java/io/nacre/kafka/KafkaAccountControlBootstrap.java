package io.nacre.kafka;

import io.nacre.codec.DecodeResult;
import io.nacre.decision.AccountControls;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.stream.AccountControlBootstrap;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Where every account stands by the actions on their topic up to now, and what the lists name; versions tell which of
 * them counts. Records that cannot be read are left to the job, which makes dead letters of them.
 */
record KafkaAccountControlBootstrap(KafkaSettings settings) implements AccountControlBootstrap {

    /** A task that starts while a broker comes back waits for it: to give up would only be another restart. */
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
