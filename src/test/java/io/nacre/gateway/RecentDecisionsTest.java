package io.nacre.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Samples;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.ScoringResult;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.BodyHash;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecentDecisionsTest {

    private static final KafkaSettings KAFKA = KafkaSettings.of("localhost:9092");
    private static final TransactionReference KEY = new TransactionReference("t-1", "a");
    private static final String HASH = "0".repeat(64);
    private static final String OTHER_HASH = "1".repeat(64);

    private final RecentDecisions recent = new RecentDecisions(KAFKA);
    private final ProducerRecordFactory<Decision> records =
            new ProducerRecordFactory<>(TopicCatalogue.DECISIONS, KAFKA);

    @Test
    void findsTheDecisionOnTheSameBodyAsARepeat() {
        add(decision("t-1", Outcome.DECLINE, Cause.SCORE, HASH));

        Decision found = recent.find(KEY, HASH);

        assertThat(found.outcome()).isEqualTo(Outcome.DECLINE);
        assertThat(found.duplicate()).isTrue();
    }

    @Test
    void anotherBodyOrAccountIsNotARepeat() {
        add(decision("t-1", Outcome.APPROVE, Cause.SCORE, HASH));

        assertThat(recent.find(KEY, OTHER_HASH)).isNull();
        assertThat(recent.find(new TransactionReference("t-1", "b"), HASH)).isNull();
        assertThat(recent.find(new TransactionReference("t-2", "a"), HASH)).isNull();
    }

    /** Only the job can compare a transaction of another producer with a request. */
    @Test
    void aDecisionWithoutAHashAnswersNoRequest() {
        add(decision("t-1", Outcome.APPROVE, Cause.SCORE, null));

        assertThat(recent.find(KEY, HASH)).isNull();
    }

    /** A header of the decision record is not signed. */
    @Test
    void aHashInTheRecordsHeadersCountsForNothing() {
        ConsumerRecord<byte[], byte[]> record = record(decision("t-1", Outcome.APPROVE, Cause.SCORE, null));
        record.headers().add(BodyHash.HEADER, HASH.getBytes(UTF_8));
        recent.add(record);

        assertThat(recent.find(KEY, HASH)).isNull();
    }

    @Test
    void anIdConflictIsNotTheDecisionOnItsBody() {
        add(decision("t-1", Outcome.REVIEW, Cause.ID_CONFLICT, HASH));

        assertThat(recent.find(KEY, HASH)).isNull();
    }

    @Test
    void theFirstDecisionOfAnIdCounts() {
        add(decision("t-1", Outcome.DECLINE, Cause.SCORE, HASH));
        add(decision("t-1", Outcome.REVIEW, Cause.ID_CONFLICT, OTHER_HASH));

        assertThat(recent.find(KEY, HASH).outcome()).isEqualTo(Outcome.DECLINE);
        assertThat(recent.find(KEY, OTHER_HASH)).isNull();
    }

    @Test
    void keepsTheNewest() {
        ConsumerRecord<byte[], byte[]> first = record(decision("t-1", Outcome.APPROVE, Cause.SCORE, HASH));
        recent.add(first);
        for (int i = 0; i < RecentDecisions.MAX_DECISIONS; i++) {
            recent.add(new ConsumerRecord<>(first.topic(), 0, i, ("later-" + i).getBytes(UTF_8), first.value()));
        }

        assertThat(recent.find(KEY, HASH)).isNull();
    }

    @Test
    void aDamagedRecordIsNoDecision() {
        recent.add(new ConsumerRecord<>("fraud.decisions", 0, 0, "t-1".getBytes(UTF_8), new byte[] {1, 2, 3}));

        assertThat(recent.find(KEY, HASH)).isNull();
    }

    private void add(Decision decision) {
        recent.add(record(decision));
    }

    private ConsumerRecord<byte[], byte[]> record(Decision decision) {
        ProducerRecord<byte[], byte[]> sent = records.record(decision);
        return new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
    }

    private static Decision decision(String id, Outcome outcome, Cause cause, String hash) {
        return new Decision(
                id,
                "a",
                1_700_000_000_000L,
                new PolicyOutcome(outcome, cause, null),
                new ScoringResult(new ModelScore(Samples.trail(0.25), List.of(), null, "b-1")),
                false,
                1_700_000_000_000L,
                new RecordOrigin(
                        "payments.transactions",
                        0,
                        1,
                        1_700_000_000_000L,
                        null,
                        hash == null ? Map.of() : Map.of(BodyHash.HEADER, hash)));
    }
}
