package io.nacre.app.webhook;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.codec.rejection.WebhookDeadLetter;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.webhook.WebhookDeadLetters;
import io.nacre.webhook.WebhookEndpoint;
import io.nacre.webhook.WebhookRedrive;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends events again that endpoints did not accept. */
@Command(
        name = "redrive",
        description = {
            "Send events again that endpoints did not accept, one attempt each, with the same webhook-id.",
            "Without --yes, only lists the events to send."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre webhooks redrive --bootstrap-servers localhost:9092 --endpoints webhooks.yaml",
            "  nacre webhooks redrive --bootstrap-servers localhost:9092 --endpoints webhooks.yaml --endpoint case-management --yes",
            "",
            "Later events of the account may have been delivered before. Compare the timestamp in the body.",
            "The event is read from its topic. It cannot be sent when the topic no longer has it."
        })
final class RedriveWebhooksCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Mixin
    private WebhookDeadLetterOptions letters = new WebhookDeadLetterOptions();

    @Option(names = "--yes", description = "Send the events.")
    private boolean yes;

    @Option(names = "--limit", defaultValue = "1000", description = "Maximum number of events to send; default 1000.")
    private int limit;

    @Override
    public Integer call() {
        List<WebhookEndpoint> read = endpoints.read();
        KafkaSettings settings = broker.settings();
        List<WebhookDeadLetter> chosen = WebhookDeadLetters.read(settings).stream()
                .filter(letter -> letters.wants(letter) && !letter.isDelivered())
                .toList();
        if (chosen.size() > limit) {
            throw new CommandFailedException("more than " + limit
                    + " dead letters match: filter by --endpoint, --event, --since or --before, or raise --limit");
        }
        PrintWriter out = CommandSupport.out(spec);
        int ready = 0;
        int delivered = 0;
        try (WebhookRedrive redrive = new WebhookRedrive(settings, read)) {
            for (WebhookDeadLetter letter : chosen) {
                String problem = redrive.problem(letter);
                ready += problem == null ? 1 : 0;
                WebhookDeadLetter sent = problem == null && yes ? redrive.send(letter) : null;
                delivered += sent != null && sent.isDelivered() ? 1 : 0;
                out.printf("%s  %s  %s%n", letter.endpoint(), letter.eventId(), result(problem, sent));
                out.flush();
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
        if (yes) {
            out.printf("%,d of %,d delivered.%n", delivered, chosen.size());
        } else {
            out.printf("%,d of %,d would be sent again; --yes sends them.%n", ready, chosen.size());
        }
        return 0;
    }

    private static String result(@Nullable String problem, @Nullable WebhookDeadLetter sent) {
        if (problem != null) {
            return "not sent: " + problem;
        }
        if (sent == null) {
            return "ready";
        }
        String last = sent.lastStatus() == null ? String.valueOf(sent.lastError()) : "status " + sent.lastStatus();
        return (sent.isDelivered() ? "delivered: " : "failed: ") + last;
    }
}
