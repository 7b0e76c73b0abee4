package io.nacre.app.analyst;

import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.CsvExport;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import io.nacre.app.cli.OverwriteOptions;
import io.nacre.app.cli.RowPrinter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists decisions. */
@Command(
        name = "decisions",
        description = "List the decisions on the topic, one per record, or write them to a CSV file with --out.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre decisions --bootstrap-servers localhost:9092 --output json",
            "  nacre decisions --bootstrap-servers localhost:9092 --out decisions.csv",
            "  nacre decisions --bootstrap-servers localhost:9092 --out decisions.csv --exit-when-idle 30s",
            "",
            "The column source is the position of the transaction: topic:partition:offset:topic-id.",
            "After a failure of the job, a decision may appear twice."
        })
public final class DecisionsCommand implements Callable<Integer> {

    private static final OutputTable<Decision> DECISIONS = OutputTable.of(Decision.class)
            .column("transaction_id", Decision::transactionId)
            .column("account_id", Decision::accountId)
            .column("at_ms", Decision::eventTimeMs)
            .column("outcome", Decision::outcome)
            .column("cause", Decision::cause)
            .column("score", Decision::score)
            .column("duplicate", Decision::duplicate)
            .column("source", decision -> SourceHeader.text(decision.origin()));

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "CSV file to write; default: print the decisions.")
    private @Nullable Path out;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private OverwriteOptions overwrite = new OverwriteOptions();

    @Option(
            names = "--exit-when-idle",
            converter = DurationConverter.class,
            paramLabel = "30s",
            description = "Wait for more decisions until none arrives for this time; default: end at the"
                    + " current end of"
                    + " the topic.")
    private @Nullable Duration silence;

    private long written;
    private long others;

    @Override
    public Integer call() throws IOException {
        PrintWriter screen = CommandSupport.out(spec);
        if (out != null) {
            overwrite.check(out);
            AtomicFile.write(out, this::write);
            screen.printf("%,d decisions in %s%n", written, out);
            if (others > 0) {
                screen.printf("%,d other records are rejections: see 'nacre dead-letters list'%n", others);
            }
        } else if (output.isText()) {
            read(decision -> screen.println(String.join("  ", DECISIONS.cells(decision))));
        } else {
            try (RowPrinter<Decision> rows = output.rows(DECISIONS, screen)) {
                read(rows::print);
            }
        }
        return 0;
    }

    private void write(Path file) throws IOException {
        try (CsvExport csv = CsvExport.to(file)) {
            csv.row(DECISIONS.names().toArray(String[]::new));
            read(decision -> csv.row(DECISIONS.cells(decision).toArray(String[]::new)));
        }
    }

    private void read(Consumer<Decision> handler) {
        try (TopicReader<Decision> decisions = new TopicReader<>(brokers.settings(), TopicCatalogue.DECISIONS)) {
            decisions.readToEnd(record -> accept(record, handler));
            if (silence != null) {
                decisions.follow(silence, record -> accept(record, handler));
            }
        }
    }

    private void accept(TopicRecord<Decision> record, Consumer<Decision> handler) {
        if (record.decoded() instanceof DecodeResult.Value<Decision> read) {
            handler.accept(read.value());
            written++;
        } else {
            others++;
        }
    }
}
