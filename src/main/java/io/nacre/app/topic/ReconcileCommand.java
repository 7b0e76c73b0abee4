package io.nacre.app.topic;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.kafka.audit.Reconciler;
import io.nacre.kafka.audit.ReconciliationOptions;
import io.nacre.kafka.audit.ReconciliationReport;
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

/** Proves that nothing was lost, and nothing done twice. */
@Command(
        name = "reconcile",
        description = {
            "Close the account of a job: every record of the transactions topic must be found once, as a decision or"
                    + " as a dead letter, by the source that each output carries in its header.",
            "Prints a table for each input topic and what was found; exits with 1 where the account does not close."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre reconcile --bootstrap-servers localhost:9092",
            "  nacre reconcile --bootstrap-servers localhost:9092 --until-latest",
            "  nacre reconcile --bootstrap-servers localhost:9092 --since 2026-03-01T00:00:00Z --before 2026-03-02T00:00:00Z",
            "  nacre reconcile --bootstrap-servers localhost:9092 --once --isolation read_committed",
            "",
            "What retention has removed is told apart from what is missing; so are marks of transactions and what was",
            "aborted. A running job has answered what its consumer group has committed; --until-latest is for a job that has",
            "come to the end. After a failure of a job that delivers at least once, answers are written again with the",
            "same source: that is counted, and with --once an error."
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
            description = "All that is on the topics now, not only what the group has committed.")
    private boolean toEnd;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description = "Inputs of this time or later, by the broker's clock; default: all that are kept.")
    private @Nullable Instant since;

    @Option(names = "--before", paramLabel = "INSTANT", description = "Inputs before this time; default: no bound.")
    private @Nullable Instant before;

    @Option(
            names = "--isolation",
            defaultValue = "read_committed",
            paramLabel = "read_committed|read_uncommitted",
            description = "How outputs are read; default read_committed, as the platform should.")
    private Isolation isolation = Isolation.READ_COMMITTED;

    @Option(names = "--once", description = "An answer that was written again is an error, as for exactly-once.")
    private boolean once;

    @Option(names = "--list", defaultValue = "20", paramLabel = "N", description = "Name so many of each; default 20.")
    private int list;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        KafkaSettings settings = brokers.settings().withGroupId(group);
        ReconciliationReport balance =
                Reconciler.close(settings, new ReconciliationOptions(since, before, toEnd, isolation, once, list));
        PrintWriter out = CommandSupport.out(spec);
        output.show(ReconciliationTable.fields(balance), out, () -> ReconciliationTable.print(balance, out));
        return balance.closes() ? 0 : 1;
    }
}
