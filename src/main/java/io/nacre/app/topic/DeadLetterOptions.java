package io.nacre.app.topic;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select dead letters. */
final class DeadLetterOptions {

    @Option(
            names = "--code",
            split = ",",
            paramLabel = "CODE",
            description = "Only these rejection codes, such as UNREADABLE; default all.")
    private Set<RejectionCode> codes = Set.of();

    @Option(names = "--topic", paramLabel = "NAME", description = "Only records of this topic; default all.")
    private @Nullable String topic;

    @Option(names = "--since", paramLabel = "INSTANT", description = "Only records with this timestamp or later.")
    private @Nullable Instant since;

    @Option(names = "--before", paramLabel = "INSTANT", description = "Only records with an earlier timestamp.")
    private @Nullable Instant before;

    @Option(
            names = "--at",
            split = ",",
            paramLabel = "TOPIC:PARTITION:OFFSET[:TOPIC-ID]",
            description =
                    "Only the records at these offsets. The topic id distinguishes topics that had the same name.")
    private Set<String> places = new TreeSet<>();

    /** Passes each selected dead letter once; after a failure of the job a dead letter may be on the topic twice. */
    void each(KafkaSettings settings, Consumer<DeadLetter> handler) {
        Set<String> seen = new TreeSet<>();
        TopicRecords.each(settings, TopicCatalogue.DEAD_LETTERS, letter -> {
            if (wants(letter) && seen.add(SourceHeader.text(letter.origin()))) {
                handler.accept(letter);
            }
        });
    }

    private boolean wants(DeadLetter letter) {
        long atMs = letter.origin().timestampMs();
        return (codes.isEmpty() || codes.contains(letter.code()))
                && (topic == null || topic.equals(letter.origin().topic()))
                && (since == null || atMs >= since.toEpochMilli())
                && (before == null || atMs < before.toEpochMilli())
                && (places.isEmpty()
                        || places.stream().anyMatch(place -> SourceHeader.isPositionOf(place, letter.origin())));
    }
}
