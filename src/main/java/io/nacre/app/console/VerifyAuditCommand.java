package io.nacre.app.console;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.console.audit.AuditVerifier;
import io.nacre.console.audit.ChainReport;
import io.nacre.console.audit.ChainReport.Fault;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies the chains of the audit log. */
@Command(
        name = "verify",
        description =
                "Verify the audit log: each console's entries must form one chain without a gap. The exit code is 1 if a"
                        + " chain is not valid. Keep the printed heads elsewhere: they show later that nothing was cut off.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre audit verify --bootstrap-servers localhost:9092",
            "  nacre audit verify --bootstrap-servers localhost:9092 --expect-head"
                    + " console-1=60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752 --output json"
        })
final class VerifyAuditCommand implements Callable<Integer> {

    private static final OutputTable<ChainReport> CHAINS = OutputTable.of(ChainReport.class)
            .column("console_id", ChainReport::consoleId)
            .column("valid", ChainReport::isValid)
            .column("entries", ChainReport::entryCount)
            .column("erased", ChainReport::erasedCount)
            .column("head", ChainReport::head)
            .column(
                    "fault",
                    report -> report.fault() == null ? null : report.fault().name())
            .column("fault_sequence", ChainReport::faultSequence);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--expect-head",
            paramLabel = "CONSOLE=HASH",
            description = "Head that an earlier verification printed: the chain must still contain it; repeatable.")
    private Map<String, String> heads = Map.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        KafkaSettings settings = broker.settings();
        AuditVerifier verifier = new AuditVerifier();
        long unreadable;
        try (TopicReader<AuditEntry> reader = new TopicReader<>(settings, TopicCatalogue.AUDIT)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<AuditEntry> read) {
                    verifier.add(read.value());
                }
            });
            unreadable = reader.unreadable();
        }
        List<ChainReport> reports = verifier.reports(heads);
        PrintWriter out = CommandSupport.out(spec);
        output.list(CHAINS, reports, out, () -> print(reports, unreadable, out));
        return reports.stream().allMatch(ChainReport::isValid) ? 0 : 1;
    }

    private static void print(List<ChainReport> reports, long unreadable, PrintWriter out) {
        for (ChainReport report : reports) {
            out.printf(
                    "%s: %,d entries%s%n",
                    report.consoleId(),
                    report.entryCount(),
                    report.erasedCount() == 0 ? "" : ", %,d of them erased".formatted(report.erasedCount()));
            Fault fault = report.fault();
            if (fault == null) {
                out.println("  valid, head " + report.head());
            } else {
                out.println(
                        "  NOT valid: " + fault + " at sequence " + report.faultSequence() + ", " + fault.meaning());
            }
        }
        if (unreadable > 0) {
            out.printf("%,d records of the topic cannot be read; they are in no chain%n", unreadable);
        }
        if (reports.isEmpty()) {
            out.println("the audit log has no entries");
        }
    }
}
