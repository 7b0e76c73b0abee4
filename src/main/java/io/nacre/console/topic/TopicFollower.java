package io.nacre.console.topic;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.StoreWriter;
import io.nacre.console.store.TopicProgress;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PollLoop;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics into the store, from where it last stopped. Of several consoles with one store, one follows; if it
 * ends, another goes on.
 */
public final class TopicFollower implements AutoCloseable {

    /** The topics that the store is made of. With labels before vectors, the vectors of all known frauds are stored. */
    public static final List<Topic<?>> TOPICS = List.of(
            TopicCatalogue.TRANSACTIONS,
            TopicCatalogue.VERDICTS,
            TopicCatalogue.CHARGEBACKS,
            TopicCatalogue.DECISIONS,
            TopicCatalogue.EXAMPLES,
            TopicCatalogue.ALERTS,
            TopicCatalogue.LIFECYCLE,
            TopicCatalogue.STAND_INS,
            TopicCatalogue.ACCOUNT_ACTIONS,
            TopicCatalogue.LISTS,
            TopicCatalogue.INVESTIGATIONS,
            TopicCatalogue.ERASURES);

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final long RETRY_FOLLOWING_MS = 1_000;

    /** Number of records in one transaction of the store. */
    private static final int MAX_COMMIT = 5_000;

    private final KafkaSettings settings;
    private final ConsoleDatabase database;
    private final StoreWriter writer;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final PollLoop loop;
    private @Nullable Sources sources;
    private long records;

    /** The readers of the topics, with the ids that the topics had when they were opened. */
    private record Sources(List<TopicReader<?>> readers, TopicIds ids) implements AutoCloseable {

        @Override
        public void close() {
            readers.forEach(TopicReader::close);
        }
    }

    public TopicFollower(KafkaSettings settings, ConsoleDatabase database) {
        this.settings = settings;
        this.database = database;
        this.writer = new StoreWriter(database);
        this.loop = new PollLoop("console-topics", this::step, this::closeSources);
    }

    /** Waits until the store has all records that were on the topics at the start; false if the time is up. */
    public boolean awaitCaughtUp(Duration within) throws InterruptedException {
        return caughtUp.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the store has all records that were on the topics at the start. */
    public boolean isCaughtUp() {
        return caughtUp.getCount() == 0;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void step() {
        if (!database.isFollower()) {
            closeSources();
            caughtUp.countDown();
            sleep(RETRY_FOLLOWING_MS);
            return;
        }
        Sources open = sources;
        if (open == null) {
            open = open();
            sources = open;
            catchUp(open);
            caughtUp.countDown();
        }
        try {
            for (TopicReader<?> reader : open.readers()) {
                poll(reader, Duration.ZERO, open.ids());
            }
            if (records == 0) {
                poll(open.readers().get(TOPICS.indexOf(TopicCatalogue.ALERTS)), PAUSE, open.ids());
            }
            commit();
        } catch (RuntimeException e) {
            // What was read but not committed is read again.
            closeSources();
            throw e;
        }
    }

    /** Reads everything that is there, topic by topic: the queue may be shown only when it is whole. */
    private void catchUp(Sources open) {
        long startedNs = System.nanoTime();
        long[] total = {0};
        for (TopicReader<?> reader : open.readers()) {
            readToEnd(reader, open.ids(), total);
        }
        LOG.info(
                "the store is up to date: {} records read in {} ms",
                total[0],
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs));
    }

    private <T> void readToEnd(TopicReader<T> reader, TopicIds ids, long[] total) {
        reader.readToEnd(record -> {
            accept(record, ids);
            total[0]++;
            if (records >= MAX_COMMIT) {
                commit();
            }
        });
        commit();
    }

    private void commit() {
        writer.commit();
        records = 0;
    }

    private <T> void poll(TopicReader<T> reader, Duration timeout, TopicIds ids) {
        reader.poll(timeout, record -> accept(record, ids));
    }

    private <T> void accept(TopicRecord<T> record, TopicIds ids) {
        if (record.decoded() instanceof DecodeResult.Value<T> read) {
            writer.add(record.origin(), read.value());
        }
        writer.advance(record.origin(), String.valueOf(ids.of(record.origin().topic())));
        records++;
    }

    private Sources open() {
        TopicIds ids = TopicIds.of(settings, TOPICS);
        forgetRecreated(ids);
        List<TopicReader<?>> readers = new ArrayList<>();
        try {
            for (Topic<?> topic : TOPICS) {
                TopicReader<?> reader = new TopicReader<>(settings, topic, PATIENCE);
                readers.add(reader);
                reader.resumeAt(database.read(handle -> TopicProgress.nextOffsets(handle, settings.nameOf(topic))));
            }
            return new Sources(readers, ids);
        } catch (RuntimeException e) {
            readers.forEach(TopicReader::close);
            throw e;
        }
    }

    /** A store of topics that were deleted and created again is worth nothing: it is filled anew. */
    private void forgetRecreated(TopicIds ids) {
        Map<String, String> before = database.read(TopicProgress::topicIds);
        TopicIds read = new TopicIds(before);
        List<String> changed = read.changed(ids);
        if (!changed.isEmpty()) {
            LOG.warn("the store is filled anew, because topics were created again: {}", String.join(", ", changed));
            database.clear();
        }
        List<String> gone = read.gone(ids);
        if (!gone.isEmpty()) {
            throw new KafkaAccessException(
                    "the topics " + String.join(", ", gone) + " do not exist: create them with 'nacre topics create'");
        }
    }

    private void closeSources() {
        if (sources != null) {
            sources.close();
            sources = null;
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
