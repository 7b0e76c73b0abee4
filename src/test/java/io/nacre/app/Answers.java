package io.nacre.app;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Listens to which inputs were answered, by a decision or by a dead letter. */
public final class Answers implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TopicReader<Decision> decisions;
    private final TopicReader<DeadLetter> letters;
    private final Set<String> answered = new HashSet<>();

    public Answers(KafkaSettings kafka) {
        decisions = new TopicReader<>(kafka, TopicCatalogue.DECISIONS);
        letters = new TopicReader<>(kafka, TopicCatalogue.DEAD_LETTERS);
    }

    /** Returns once so many inputs were answered since the beginning. */
    public void await(int inputs) {
        long startNs = System.nanoTime();
        while (answered.size() < inputs) {
            if (System.nanoTime() - startNs > PATIENCE.toNanos()) {
                throw new AssertionError("only " + answered.size() + " of " + inputs + " inputs were answered within "
                        + PATIENCE.toSeconds() + " s");
            }
            decisions.poll(POLL, this::onRecord);
            letters.poll(Duration.ZERO, this::onRecord);
        }
    }

    @Override
    public void close() {
        try (decisions) {
            letters.close();
        }
    }

    private void onRecord(TopicRecord<?> record) {
        answered.add(String.valueOf(record.source()));
    }
}
