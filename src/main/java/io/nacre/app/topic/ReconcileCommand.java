package io.nacre.app.topic;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.kafka.audit.Reconciler;
import io.nacre.kafka.audit.ReconciliationOptions;
import io.nacre.kafka.audit.ReconciliationReport;
import io.nacre.kafka.audit.StandInSummary;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reconciles inputs with outputs: nothing is missing, and nothing is duplicated. */
@Command(
        name = "reconcile",
        description = {
            "Verify that a job lost no transaction and decided none twice.",
            "Every record of the transactions topic must have one decision or one dead letter. Each output"
                    + " names its source record in a header. Prints a row per input topic and the findings. The exit"
                    + " code is 1 if a record is missing or unexpected."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre reconcile --bootstrap-servers localhost:9092",
            "  nacre reconcile --bootstrap-servers localhost:9092 --until-latest",
            "  nacre reconcile --bootstrap-servers localhost:9092 --since 2026-03-01T00:00:00Z --before 2026-03-02T00:00:00Z",
            "  nacre reconcile --bootstrap-servers localhost:9092 --once --isolation read_committed",
            "",
            "Records removed by retention, transaction markers and aborted records are counted separately"
                    + " from missing ones.",
            "The check covers the input that the job's consumer group has committed.",
            "Use --until-latest after a job has processed all input.",
            "With at-least-once delivery, a failure of the job repeats outputs.",
            "Repeated outputs are counted; with --once they are an error.",
            "Answers that a gateway gave without a decision are compared with the decisions that came later."
        })
public final class ReconcileCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(names = "--group", defaultValue = "nacre", description = "Consumer group of the job; default nacre.")
    private String group = "nacre";

    @Option(
            names = "--until-latest",
            description = "Include all records on the topics now, not only those the group has committed.")
    private boolean toEnd;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description = "Only input records of this time or later, by the broker's clock; default all.")
    private @Nullable Instant since;

    @Option(
            names = "--before",
            paramLabel = "INSTANT",
            description = "Only input records before this time; default all.")
    private @Nullable Instant before;

    @Option(
            names = "--isolation",
            defaultValue = "read_committed",
            paramLabel = "read_committed|read_uncommitted",
            description = "Isolation level for reading outputs; default read_committed, as the platform should use.")
    private Isolation isolation = Isolation.READ_COMMITTED;

    @Option(names = "--once", description = "Report a repeated output as an error, as exactly-once delivery requires.")
    private boolean once;

    @Option(
            names = "--list",
            defaultValue = "20",
            paramLabel = "N",
            description = "Maximum number of records to name per finding; default 20.")
    private int list;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        KafkaSettings settings = brokers.settings().withGroupId(group);
        ReconciliationReport report;
        StandInSummary standIns;
        try (ProgressLine progress = ProgressLine.start(spec, "records read")) {
            report = Reconciler.reconcile(
                    settings, new ReconciliationOptions(since, before, toEnd, isolation, once, list), progress::add);
            standIns = StandInSummary.read(settings, since, before, list, progress::add);
        }
        PrintWriter out = CommandSupport.out(spec);
        output.show(
                ReconciliationTable.fields(report, standIns),
                out,
                () -> ReconciliationTable.print(report, standIns, out));
        return report.isReconciled() ? 0 : 1;
    }
}
