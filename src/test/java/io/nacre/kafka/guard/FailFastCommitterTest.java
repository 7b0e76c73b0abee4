package io.nacre.kafka.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Samples;
import io.nacre.decision.Decision;
import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.TopicSerializer;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.KafkaSettings.Delivery;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an exactly-once sink does where its transaction is no longer there. */
@Tag("end-to-end")
public class FailFastCommitterTest {

    private final List<String> committed = new ArrayList<>();
    private final List<String> before = new ArrayList<>();

    @Test
    void endsTheJobForADroppedTransactionAfterTheOthersAreCommitted() {
        Committer<String> guarded = guarded();
        Request gone = new Request("gone");

        assertThatThrownBy(() -> guarded.commit(List.of(new Request("a"), gone, new Request("b"))))
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("aborted a transaction on decisions")
                .hasMessageContaining("timed out")
                .hasMessageContaining("--from-savepoint");
        assertThat(committed).containsExactly("a", "b");
        assertThat(gone.signals).containsExactly("known");
    }

    @Test
    void goesOnWhereTheTransactionWasCommittedBefore() {
        before.add("gone");
        Request gone = new Request("gone");

        assertThatCode(() -> guarded().commit(List.of(gone, new Request("a")))).doesNotThrowAnyException();

        assertThat(gone.signals).containsExactly("already");
        assertThat(committed).containsExactly("a");
    }

    @Test
    void handsOnEverythingElse() {
        Committer<String> guarded = guarded();
        Request later = new Request("later");
        Request again = new Request("again");
        Request done = new Request("done");
        Request odd = new Request("odd");

        assertThatCode(() -> guarded.commit(List.of(later, again, done, odd))).doesNotThrowAnyException();

        assertThat(later.signals).containsExactly("later");
        assertThat(again.signals).containsExactly("again with again'");
        assertThat(done.signals).containsExactly("already");
        assertThat(odd.signals).containsExactly("unknown");
    }

    @Test
    void failsTheTaskWhereTheConnectorAloneGoesOn(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            KafkaSettings settings = KafkaSettings.of(broker.brokers()).with(Delivery.EXACTLY_ONCE);
            try (TopicSetup topics = new TopicSetup(settings)) {
                topics.create(1);
            }
            FailFastSink<?> guarded = (FailFastSink<?>) KafkaTopics.of(settings).decisions();

            assertThatCode(() -> commit(bare(settings), fenced(settings, "one")))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> commit(guarded, fenced(settings, "two")))
                    .hasStackTraceContaining("before its commit")
                    .hasStackTraceContaining(SuppressRestartsException.class.getName());
        }
    }

    private Committer<String> guarded() {
        return new FailFastCommitter<>(new Connector(), "decisions", before::contains);
    }

    /** Stands for the connector's committer. */
    private final class Connector implements Committer<String> {
        @Override
        public void commit(Collection<CommitRequest<String>> requests) {
            requests.forEach(FailFastCommitterTest.this::serve);
        }

        @Override
        public void close() {}
    }

    private void serve(CommitRequest<String> request) {
        switch (request.getCommittable()) {
            case "gone" -> request.signalFailedWithKnownReason(new IllegalStateException("timed out"));
            case "later" -> request.retryLater();
            case "again" -> request.updateAndRetryLater("again'");
            case "done" -> request.signalAlreadyCommitted();
            case "odd" -> request.signalFailedWithUnknownReason(new IllegalStateException("odd"));
            default -> committed.add(request.getCommittable());
        }
    }

    /** A transaction that was ready to be committed, and that the broker has given up since. */
    private static KafkaCommittable fenced(KafkaSettings settings, String id) throws Exception {
        Properties properties = settings.clientProperties();
        properties.setProperty("transactional.id", id);
        Decision decision = new Samples(1).decision();
        try (Admin admin = Admin.create(settings.clientProperties());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(
                            settings.nameOf(TopicCatalogue.DECISIONS),
                            decision.transactionId().getBytes()))
                    .get();
            TransactionDescription open =
                    admin.describeTransactions(List.of(id)).description(id).get();
            admin.fenceProducers(List.of(id)).all().get();
            return new KafkaCommittable(open.producerId(), (short) open.producerEpoch(), id, null);
        }
    }

    private static KafkaSink<Decision> bare(KafkaSettings settings) {
        return KafkaSink.<Decision>builder()
                .setKafkaProducerConfig(ProducerSettings.of(settings))
                .setRecordSerializer(new TopicSerializer<Decision, Decision>(
                        TopicCatalogue.DECISIONS,
                        settings,
                        JobInstance.of(settings),
                        value -> value,
                        TopicCatalogue.DECISIONS.origin()))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("bare")
                .setProperty("transaction.timeout.ms", "600000")
                .build();
    }

    /** Flink's own committing operator, at the end of a checkpoint. */
    public static void commit(SupportsCommitter<KafkaCommittable> sink, KafkaCommittable committable) throws Exception {
        try (OneInputStreamOperatorTestHarness<
                        CommittableMessage<KafkaCommittable>, CommittableMessage<KafkaCommittable>>
                operator = new OneInputStreamOperatorTestHarness<>(new CommitterOperatorFactory<>(sink, false, true))) {
            operator.open();
            operator.processElement(new StreamRecord<>(new CommittableSummary<>(0, 1, 1, 1, 0)));
            operator.processElement(new StreamRecord<>(new CommittableWithLineage<>(committable, 1, 0)));
            operator.notifyOfCompletedCheckpoint(1);
        }
    }

    /** Writes down what it was told. */
    private static final class Request implements CommitRequest<String> {

        private final String committable;
        private final List<String> signals = new ArrayList<>();

        Request(String committable) {
            this.committable = committable;
        }

        @Override
        public String getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            signals.add("known");
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            signals.add("unknown");
        }

        @Override
        public void retryLater() {
            signals.add("later");
        }

        @Override
        public void updateAndRetryLater(String changed) {
            signals.add("again with " + changed);
        }

        @Override
        public void signalAlreadyCommitted() {
            signals.add("already");
        }
    }
}
