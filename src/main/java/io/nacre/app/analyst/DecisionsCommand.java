package io.nacre.app.analyst;

import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.CsvExport;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.OverwriteOptions;
import io.nacre.codec.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicRecord;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what was decided. */
@Command(
        name = "decisions",
        description = "Write the decisions on the topic as CSV: one line for each record.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre decisions --bootstrap-servers localhost:9092 --out decisions.csv",
            "  nacre decisions --bootstrap-servers localhost:9092 --out decisions.csv --exit-when-idle 30s",
            "",
            "source is the transaction's topic:partition:offset:topic-id. After a failure of the job a decision may come twice."
        })
public final class DecisionsCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(200);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The CSV file to write.")
    private Path out = Path.of("");

    @Mixin
    private OverwriteOptions overwrite = new OverwriteOptions();

    @Option(
            names = "--exit-when-idle",
            converter = DurationConverter.class,
            paramLabel = "30s",
            description = "Go on until no decision came for so long; default: end with what is there now.")
    private @Nullable Duration silence;

    private long written;
    private long others;

    @Override
    public Integer call() throws IOException {
        overwrite.check(out);
        AtomicFile.write(out, this::write);
        CommandSupport.out(spec).printf("%,d decisions in %s%n", written, out);
        if (others > 0) {
            CommandSupport.out(spec)
                    .printf(
                            "%,d other records are none: rejected transactions; see 'nacre dead-letters list'%n",
                            others);
        }
        return 0;
    }

    private void write(Path file) throws IOException {
        try (TopicReader<Decision> decisions = new TopicReader<>(brokers.settings(), TopicCatalogue.DECISIONS);
                CsvExport csv = CsvExport.to(file)) {
            csv.row("transaction_id", "account_id", "at_ms", "outcome", "cause", "score", "duplicate", "source");
            decisions.readToEnd(record -> line(csv, record));
            if (silence != null) {
                follow(decisions, csv, silence);
            }
        }
    }

    private void follow(TopicReader<Decision> decisions, CsvExport csv, Duration patience) {
        long heardNs = System.nanoTime();
        while (System.nanoTime() - heardNs < patience.toNanos()) {
            if (decisions.poll(POLL, record -> line(csv, record)) > 0) {
                heardNs = System.nanoTime();
            }
        }
    }

    private void line(CsvExport csv, TopicRecord<Decision> record) {
        if (record.decoded() instanceof DecodeResult.Value<Decision> read) {
            Decision decision = read.value();
            csv.row(
                    decision.transactionId(),
                    decision.accountId(),
                    Long.toString(decision.eventTimeMs()),
                    decision.outcome().name(),
                    decision.cause().name(),
                    Double.toString(decision.score()),
                    Boolean.toString(decision.duplicate()),
                    SourceHeader.text(decision.origin()));
            written++;
        } else {
            others++;
        }
    }
}
