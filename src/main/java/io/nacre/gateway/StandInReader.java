package io.nacre.gateway;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.StandIn;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PollLoop;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.TransactionReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The stand-ins of all gateways. A transaction that has one gets the same answer from every gateway, also after a
 * restart.
 */
final class StandInReader implements AutoCloseable {

    /** How far back a repeated request gets the stand-in again. */
    static final Duration REMEMBERED = Duration.ofDays(1);

    private static final Duration POLL = Duration.ofMillis(10);

    private static final int MAX_STAND_INS = 200_000;

    private final Map<TransactionReference, StandIn> byKey = new BoundedMap<>(MAX_STAND_INS);

    private final List<CompletableFuture<?>> waiting = new ArrayList<>();
    private final TopicReader<StandIn> reader;
    private final PollLoop loop;

    /** Reads the stand-ins of the last day, and follows the topic from then on. */
    StandInReader(KafkaSettings settings) {
        reader = new TopicReader<>(settings, TopicCatalogue.STAND_INS, GatewaySettings.BROKER_PATIENCE);
        reader.skipTo(System.currentTimeMillis() - REMEMBERED.toMillis());
        reader.readToEnd(this::add);
        loop = new PollLoop("gateway-stand-ins", this::poll, reader);
    }

    /** The stand-in of a transaction; null if none is known. */
    synchronized @Nullable StandIn find(TransactionReference key) {
        return byKey.get(key);
    }

    private synchronized void add(StandIn standIn) {
        byKey.merge(standIn.reference(), standIn, StandIn::followedBy);
    }

    /** Completes once all stand-ins that were on the topic at the call are known. */
    CompletableFuture<?> caughtUp() {
        CompletableFuture<?> caughtUp = new CompletableFuture<>();
        synchronized (this) {
            waiting.add(caughtUp);
        }
        return caughtUp;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void poll() {
        List<CompletableFuture<?>> served;
        synchronized (this) {
            served = List.copyOf(waiting);
            waiting.clear();
        }
        if (served.isEmpty()) {
            reader.poll(POLL, this::add);
            return;
        }
        try {
            reader.readToEnd(this::add);
        } catch (RuntimeException e) {
            served.forEach(caughtUp -> caughtUp.completeExceptionally(e));
            throw e;
        }
        served.forEach(caughtUp -> caughtUp.complete(null));
    }

    private void add(TopicRecord<StandIn> record) {
        if (record.decoded() instanceof DecodeResult.Value<StandIn> read) {
            add(read.value());
        }
    }
}
