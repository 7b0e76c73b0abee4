package io.nacre.gateway;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.ListEntry;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PollLoop;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Follows the freezes and lists, which a stand-in observes like a decision. */
final class AccountControlReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);

    private final AccountControls controls = new AccountControls();
    private final TopicReader<AccountAction> actions;
    private final TopicReader<ListEntry> entries;
    private final PollLoop loop;

    /** Reads all current records, and follows the topics from then on. */
    AccountControlReader(KafkaSettings settings) {
        actions = new TopicReader<>(settings, TopicCatalogue.ACCOUNT_ACTIONS, GatewaySettings.BROKER_PATIENCE);
        entries = new TopicReader<>(settings, TopicCatalogue.LISTS, GatewaySettings.BROKER_PATIENCE);
        actions.readToEnd(this::apply);
        entries.readToEnd(this::applyEntry);
        loop = new PollLoop("gateway-account-controls", this::poll, this::closeReaders);
    }

    /** Evaluates the current controls. */
    synchronized <T> T with(Function<AccountControls, T> evaluation) {
        return evaluation.apply(controls);
    }

    @Override
    public void close() {
        loop.close();
    }

    private void poll() {
        actions.poll(POLL, this::apply);
        entries.poll(POLL, this::applyEntry);
    }

    private void apply(TopicRecord<AccountAction> record) {
        apply(record, controls::apply);
    }

    private void applyEntry(TopicRecord<ListEntry> record) {
        apply(record, controls::apply);
    }

    private synchronized <T> void apply(TopicRecord<T> record, Consumer<T> update) {
        if (record.decoded() instanceof DecodeResult.Value<T> read) {
            update.accept(read.value());
        }
    }

    private void closeReaders() {
        try (actions) {
            entries.close();
        }
    }
}
