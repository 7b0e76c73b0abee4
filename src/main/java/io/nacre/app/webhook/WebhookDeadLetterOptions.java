package io.nacre.app.webhook;

import io.nacre.codec.rejection.WebhookDeadLetter;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select dead letters of the webhooks. */
final class WebhookDeadLetterOptions {

    @Option(
            names = "--endpoint",
            split = ",",
            paramLabel = "NAME",
            description = "Only dead letters of these endpoints; default all.")
    private Set<String> names = Set.of();

    @Option(names = "--event", split = ",", paramLabel = "ID", description = "Only events with these ids; default all.")
    private Set<String> events = Set.of();

    @Option(names = "--since", paramLabel = "INSTANT", description = "Only records with this timestamp or later.")
    private @Nullable Instant since;

    @Option(names = "--before", paramLabel = "INSTANT", description = "Only records with an earlier timestamp.")
    private @Nullable Instant before;

    boolean wants(WebhookDeadLetter letter) {
        long atMs = letter.origin().timestampMs();
        return (names.isEmpty() || names.contains(letter.endpoint()))
                && (events.isEmpty() || events.contains(letter.eventId()))
                && (since == null || atMs >= since.toEpochMilli())
                && (before == null || atMs < before.toEpochMilli());
    }
}
