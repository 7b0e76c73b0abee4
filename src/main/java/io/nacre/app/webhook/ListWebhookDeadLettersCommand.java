package io.nacre.app.webhook;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.webhook.WebhookDeadLetters;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists events that endpoints did not accept. */
@Command(
        name = "list",
        description = "List the events that endpoints did not accept, the latest last.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre webhooks list --bootstrap-servers localhost:9092",
            "  nacre webhooks list --bootstrap-servers localhost:9092 --endpoint case-management --delivered",
            "  nacre webhooks list --bootstrap-servers localhost:9092 --output json"
        })
final class ListWebhookDeadLettersCommand implements Callable<Integer> {

    private static final OutputTable<WebhookDeadLetter> LETTERS = OutputTable.of(WebhookDeadLetter.class)
            .column("endpoint", WebhookDeadLetter::endpoint)
            .column("event_id", WebhookDeadLetter::eventId)
            .column("source", letter -> SourceHeader.text(letter.origin()))
            .column("attempts", WebhookDeadLetter::attempts)
            .column("last_status", WebhookDeadLetter::lastStatus)
            .column("last_error", WebhookDeadLetter::lastError)
            .detail("first_attempt_at", letter -> Instant.ofEpochMilli(letter.firstAttemptAtMs()))
            .column("last_attempt_at", letter -> Instant.ofEpochMilli(letter.lastAttemptAtMs()))
            .detail("delivered_at", letter -> instant(letter.deliveredAtMs()));

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Mixin
    private WebhookDeadLetterOptions letters = new WebhookDeadLetterOptions();

    @Option(names = "--delivered", description = "Also those that a redrive has delivered.")
    private boolean delivered;

    @Option(
            names = "--last",
            defaultValue = "100",
            paramLabel = "N",
            description = "Maximum number of events to list; default 100.")
    private int last;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        List<WebhookDeadLetter> found = WebhookDeadLetters.read(broker.settings()).stream()
                .filter(letter -> letters.wants(letter) && (delivered || !letter.isDelivered()))
                .toList();
        List<WebhookDeadLetter> shown = found.subList(Math.max(0, found.size() - Math.max(0, last)), found.size());
        PrintWriter out = CommandSupport.out(spec);
        output.list(LETTERS, shown, out, () -> {
            if (!shown.isEmpty()) {
                LETTERS.print(shown, out);
            }
            out.printf("%,d dead letters, %,d listed%n", found.size(), shown.size());
        });
        return 0;
    }

    private static @Nullable Instant instant(@Nullable Long ms) {
        return ms == null ? null : Instant.ofEpochMilli(ms);
    }
}
