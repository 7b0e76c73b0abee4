package io.nacre.app.console;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists entries of the audit log. */
@Command(
        name = "list",
        description = "List the latest entries of the audit log, the latest last.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre audit list --bootstrap-servers localhost:9092 --subject acct-000123",
            "  nacre audit list --bootstrap-servers localhost:9092 --actor ann --since 2026-03-01T00:00:00Z --output csv"
        })
final class ListAuditCommand implements Callable<Integer> {

    private static final OutputTable<AuditEntry> ENTRIES = OutputTable.of(AuditEntry.class)
            .column("recorded_at", entry -> Instant.ofEpochMilli(entry.atMs()))
            .column("console_id", AuditEntry::consoleId)
            .column("sequence", AuditEntry::sequence)
            .column("actor", AuditEntry::actor)
            .column("action", AuditEntry::action)
            .column("subject", AuditEntry::subject)
            .column("detail", AuditEntry::detail)
            .detail("erased", AuditEntry::isErased)
            .detail("hash", AuditEntry::hash);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--subject",
            paramLabel = "ID",
            description = "Only entries on this incident, account or other subject.")
    private @Nullable String subject;

    @Option(names = "--actor", paramLabel = "NAME", description = "Only entries of this analyst.")
    private @Nullable String actor;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description = "Only entries of this time or later, such as 2026-03-01T00:00:00Z.")
    private @Nullable Instant since;

    @Option(
            names = "--last",
            defaultValue = "100",
            paramLabel = "N",
            description = "Maximum number of entries to list; default 100.")
    private int last;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Deque<AuditEntry> shown = new ArrayDeque<>();
        long[] found = {0};
        TopicRecords.each(broker.settings(), TopicCatalogue.AUDIT, entry -> {
            if (accepts(entry)) {
                found[0]++;
                shown.add(entry);
                if (shown.size() > Math.max(0, last)) {
                    shown.remove();
                }
            }
        });
        PrintWriter out = CommandSupport.out(spec);
        output.list(ENTRIES, shown, out, () -> {
            if (!shown.isEmpty()) {
                ENTRIES.print(shown, out);
            }
            out.printf("%,d entries, %,d listed%n", found[0], shown.size());
        });
        return 0;
    }

    private boolean accepts(AuditEntry entry) {
        return (subject == null || subject.equals(entry.subject()))
                && (actor == null || actor.equals(entry.actor()))
                && (since == null || entry.atMs() >= since.toEpochMilli());
    }
}
