package io.nacre.kafka;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.KafkaSettings.Delivery;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.guard.FailFastSink;
import io.nacre.kafka.guard.JobInstance;
import io.nacre.kafka.guard.StartGuard;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.stream.AccountControlBootstrap;
import io.nacre.stream.SourcesAndSinks;
import io.nacre.stream.event.RawRecord;
import io.nacre.stream.event.WithOrigin;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The job's topics in Kafka.
 *
 * <p>A job without a savepoint starts at the committed offsets of its consumer group, or at the beginning. It always
 * reads account profiles, account actions, lists, bundles and rules from the beginning: they are state, and a frozen
 * account must stay frozen.
 */
public final class KafkaTopics implements SourcesAndSinks {

    /**
     * The transaction timeout. It must be longer than any outage between a checkpoint and its commit, because the
     * broker then aborts the transaction and its records are lost. It must not exceed the broker's default maximum of
     * 15 minutes.
     */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(10);

    private static final Duration NEW_PARTITIONS_EVERY = Duration.ofSeconds(30);

    private final KafkaSettings settings;
    private final JobInstance start;
    private final boolean bounded;

    private KafkaTopics(KafkaSettings settings, JobInstance start, boolean bounded) {
        this.settings = settings;
        this.start = start;
        this.bounded = bounded;
    }

    /** Unbounded topics. Reads the topic ids from the broker. */
    public static KafkaTopics of(KafkaSettings settings) {
        return of(settings, JobInstance.of(settings));
    }

    public static KafkaTopics of(KafkaSettings settings, JobInstance start) {
        return new KafkaTopics(settings, start, false);
    }

    /** Bounded topics: the job ends after the records that are there when it starts. */
    public static KafkaTopics bounded(KafkaSettings settings) {
        return new KafkaTopics(settings, JobInstance.of(settings), true);
    }

    /** The topics for a job that may start without state although its consumer group has read before. */
    public KafkaTopics fresh() {
        return new KafkaTopics(settings, start.withFresh(), bounded);
    }

    @Override
    public DataStream<RawRecord> transactions(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.TRANSACTIONS, "transactions", whereTheGroupStood(TopicCatalogue.TRANSACTIONS))
                .transform("start-guard", TypeInformation.of(RawRecord.class), new StartGuard(settings, start))
                .uid("start-guard");
    }

    @Override
    public DataStream<RawRecord> profiles(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.ACCOUNT_PROFILES, "account-profiles", OffsetsInitializer.earliest());
    }

    @Override
    public DataStream<RawRecord> verdicts(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.VERDICTS, "verdicts", whereTheGroupStood(TopicCatalogue.VERDICTS));
    }

    @Override
    public DataStream<RawRecord> chargebacks(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.CHARGEBACKS, "chargebacks", whereTheGroupStood(TopicCatalogue.CHARGEBACKS));
    }

    @Override
    public DataStream<RawRecord> lifecycleEvents(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.LIFECYCLE, "lifecycle", whereTheGroupStood(TopicCatalogue.LIFECYCLE));
    }

    @Override
    public DataStream<RawRecord> actions(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.ACCOUNT_ACTIONS, "account-actions", OffsetsInitializer.earliest());
    }

    @Override
    public DataStream<RawRecord> lists(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.LISTS, "lists", OffsetsInitializer.earliest());
    }

    @Override
    public DataStream<RawRecord> erasures(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.ERASURES, "erasures", whereTheGroupStood(TopicCatalogue.ERASURES));
    }

    @Override
    public DataStream<RawRecord> bundles(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.BUNDLES, "bundles", OffsetsInitializer.earliest());
    }

    @Override
    public DataStream<RawRecord> rules(StreamExecutionEnvironment env) {
        return source(env, TopicCatalogue.RULES, "rules", OffsetsInitializer.earliest());
    }

    @Override
    public AccountControlBootstrap accountControlBootstrap() {
        return new KafkaAccountControlBootstrap(settings);
    }

    @Override
    public Sink<Decision> decisions() {
        return sink(TopicCatalogue.DECISIONS, naming(TopicCatalogue.DECISIONS));
    }

    @Override
    public Sink<RejectedTransaction> rejected() {
        return sink(
                // In this order, because transactional ids are matched by prefix.
                "rejected-" + settings.nameOf(TopicCatalogue.REJECTED_TRANSACTIONS),
                ProducerSettings.of(settings),
                naming(TopicCatalogue.REJECTED_TRANSACTIONS));
    }

    @Override
    public Sink<Decision> replies() {
        return replySink(TopicCatalogue.REPLIES);
    }

    @Override
    public Sink<RejectedTransaction> rejectedReplies() {
        return replySink(TopicCatalogue.REJECTED_REPLIES);
    }

    /** At least once for every job, because a reply must not wait for the next checkpoint. */
    private <T> Sink<T> replySink(Topic<T> topic) {
        return sink(
                settings.nameOf(topic),
                ProducerSettings.of(settings),
                new ReplySerializer<>(naming(topic), topic.origin()),
                Delivery.AT_LEAST_ONCE);
    }

    @Override
    public Sink<WithOrigin<Alert>> alerts() {
        return sink(TopicCatalogue.ALERTS, sourced(TopicCatalogue.ALERTS));
    }

    @Override
    public Sink<WithOrigin<AccountAction>> autoFreezes() {
        return sink(TopicCatalogue.ACCOUNT_ACTIONS, sourced(TopicCatalogue.ACCOUNT_ACTIONS));
    }

    @Override
    public Sink<WithOrigin<Example>> examples(String part) {
        return sink(
                settings.nameOf(TopicCatalogue.EXAMPLES) + "-" + part,
                ProducerSettings.patient(settings),
                sourced(TopicCatalogue.EXAMPLES));
    }

    @Override
    public Sink<DeadLetter> deadLetters() {
        return sink(TopicCatalogue.DEAD_LETTERS, naming(TopicCatalogue.DEAD_LETTERS));
    }

    @SuppressWarnings("deprecation") // The connector's signature has the deprecated enum.
    private OffsetsInitializer whereTheGroupStood(Topic<?> topic) {
        return start.stale().contains(settings.nameOf(topic))
                ? OffsetsInitializer.earliest()
                : OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }

    private DataStream<RawRecord> source(
            StreamExecutionEnvironment env, Topic<?> topic, String uid, OffsetsInitializer from) {
        Properties properties = settings.clientProperties();
        properties.setProperty("isolation.level", "read_committed");
        properties.setProperty("partition.discovery.interval.ms", Long.toString(NEW_PARTITIONS_EVERY.toMillis()));
        KafkaSourceBuilder<RawRecord> source = KafkaSource.<RawRecord>builder()
                .setTopics(settings.nameOf(topic))
                .setGroupId(settings.groupId())
                .setClientIdPrefix(settings.groupId() + "-" + uid)
                .setStartingOffsets(from)
                .setDeserializer(new RawDeserializer(topic, settings, start.topics()))
                .setProperties(properties);
        if (bounded) {
            source.setBounded(OffsetsInitializer.latest());
        }
        return env.fromSource(source.build(), WatermarkStrategy.noWatermarks(), uid)
                .uid(uid);
    }

    /** For values that contain the origin of their input. */
    private <T> TopicSerializer<T, T> naming(Topic<T> topic) {
        return new TopicSerializer<>(topic, settings, start, value -> value, topic.origin());
    }

    private <T> TopicSerializer<WithOrigin<T>, T> sourced(Topic<T> topic) {
        return new TopicSerializer<>(topic, settings, start, WithOrigin::value, WithOrigin::origin);
    }

    private <E> Sink<E> sink(Topic<?> topic, KafkaRecordSerializationSchema<E> records) {
        return sink(settings.nameOf(topic), ProducerSettings.of(settings), records);
    }

    /** @param name the sink's part of the transactional id */
    private <E> Sink<E> sink(String name, Properties producer, KafkaRecordSerializationSchema<E> records) {
        return sink(name, producer, records, settings.delivery());
    }

    private <E> Sink<E> sink(
            String name, Properties producer, KafkaRecordSerializationSchema<E> records, Delivery delivery) {
        KafkaSinkBuilder<E> sink =
                KafkaSink.<E>builder().setKafkaProducerConfig(producer).setRecordSerializer(records);
        return switch (delivery) {
            case AT_LEAST_ONCE ->
                sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
            case EXACTLY_ONCE ->
                new FailFastSink<>(
                        sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                                .setTransactionalIdPrefix(settings.groupId() + "-" + name)
                                .setProperty("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()))
                                .build(),
                        name,
                        settings);
        };
    }
}
