package io.nacre.app.analyst;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.RowPrinter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Lists, shows and follows incidents. */
@Command(
        name = "alerts",
        description = "List the open incidents, show one incident, or follow new alerts.",
        synopsisSubcommandLabel = "list|show|watch",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre alerts list --bootstrap-servers localhost:9092",
            "  nacre alerts list --bootstrap-servers localhost:9092 --severity high,critical --output csv",
            "  nacre alerts show inc-0123456789abcdef0123 --bootstrap-servers localhost:9092",
            "  nacre alerts watch --bootstrap-servers localhost:9092 --severity critical --output json"
        })
public final class AlertsCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(name = "list", description = "List one line per incident, sorted by severity and expected loss.")
    int list(
            @Mixin BrokerOptions brokers,
            @Mixin AlertFilterOptions filter,
            @Option(
                            names = "--status",
                            split = ",",
                            paramLabel = "STATUS",
                            description = "Only these statuses: ${COMPLETION-CANDIDATES}; default OPENED,UPDATED.")
                    @Nullable
                    Set<Alert.Status> statuses,
            @Option(
                            names = "--limit",
                            defaultValue = "50",
                            paramLabel = "N",
                            description = "Maximum number of incidents to list; default 50.")
                    int limit,
            @Mixin OutputOptions output) {
        Set<Alert.Status> wanted = statuses == null ? EnumSet.complementOf(EnumSet.of(Alert.Status.CLOSED)) : statuses;
        List<Alert> incidents = IncidentReader.all(brokers.settings()).stream()
                .filter(alert -> wanted.contains(alert.status()) && filter.accepts(alert))
                .sorted(IncidentReader.BY_URGENCY)
                .toList();
        List<Alert> shown = incidents.stream().limit(limit).toList();
        PrintWriter out = CommandSupport.out(spec);
        output.list(IncidentReader.TABLE, shown, out, () -> {
            IncidentReader.TABLE.print(shown, out);
            if (shown.size() < incidents.size()) {
                out.println(incidents.size() - shown.size() + " more incidents: raise --limit, or filter");
            }
        });
        return 0;
    }

    @Command(
            name = "show",
            description =
                    "Show one incident: state, payment, score of each layer, reasons and transactions. The payment"
                            + " is left out if its topic no longer has it or you may not read it.")
    int show(
            @Parameters(paramLabel = "INCIDENT", description = "Id of the incident, as 'list' shows it.")
                    String incidentId,
            @Mixin BrokerOptions brokers,
            @Option(
                            names = "--limit",
                            defaultValue = "20",
                            paramLabel = "N",
                            description = "Maximum number of its transactions to list, the latest first; default 20.")
                    int limit,
            @Mixin OutputOptions output) {
        KafkaSettings settings = brokers.settings();
        Collection<Alert> incidents = IncidentReader.all(settings);
        IncidentDetails details =
                IncidentDetails.read(settings, incidents, IncidentReader.require(incidents, incidentId), limit);
        PrintWriter out = CommandSupport.out(spec);
        output.show(details.fields(), out, () -> details.print(out));
        return 0;
    }

    @Command(name = "watch", description = "Print one line per new alert, until Ctrl-C.")
    int watch(
            @Mixin BrokerOptions brokers,
            @Mixin AlertFilterOptions filter,
            @Option(
                            names = "--exit-when-idle",
                            converter = DurationConverter.class,
                            paramLabel = "30s",
                            description = "End after this time without an alert; default never.")
                    @Nullable
                    Duration patience,
            @Mixin OutputOptions output) {
        PrintWriter out = CommandSupport.out(spec);
        try (TopicReader<Alert> alerts = new TopicReader<>(brokers.settings(), TopicCatalogue.ALERTS)) {
            if (filter.since() == null) {
                alerts.skipToEnd();
            }
            if (output.isText()) {
                alerts.follow(
                        patience,
                        record -> accept(record, filter, alert -> {
                            out.println(AlertFormatter.incident(alert));
                            out.flush();
                        }));
            } else {
                try (RowPrinter<Alert> rows = output.lines(IncidentReader.TABLE, out)) {
                    alerts.follow(patience, record -> accept(record, filter, rows::print));
                }
            }
        }
        return 0;
    }

    private static void accept(TopicRecord<Alert> record, AlertFilterOptions filter, Consumer<Alert> handler) {
        if (record.decoded() instanceof DecodeResult.Value<Alert> read && filter.accepts(read.value())) {
            handler.accept(read.value());
        }
    }
}
