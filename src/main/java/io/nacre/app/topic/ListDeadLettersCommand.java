package io.nacre.app.topic;

import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.CsvExport;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import io.nacre.app.cli.OverwriteOptions;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.secret.OutputEscaper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts dead letters by rejection code, and lists the latest. */
@Command(
        name = "list",
        description = "Count the records that could not be read by topic and rejection code, and list the latest ones.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre dead-letters list --bootstrap-servers localhost:9092",
            "  nacre dead-letters list --bootstrap-servers localhost:9092 --code UNREADABLE,EMPTY --since 2026-03-01T00:00:00Z",
            "  nacre dead-letters list --bootstrap-servers localhost:9092 --out dead-letters.csv"
        })
final class ListDeadLettersCommand implements Callable<Integer> {

    private static final String LINE = "%-28s %-20s %12s  %s%n";

    private static final OutputTable<DeadLetter> LETTERS = OutputTable.of(DeadLetter.class)
            .column("source", letter -> SourceHeader.text(letter.origin()))
            .column("timestamp", letter -> at(letter.origin().timestampMs()))
            .column("code", DeadLetter::code)
            .column("field", DeadLetter::field)
            .column("detail", DeadLetter::detail);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Mixin
    private DeadLetterOptions letters = new DeadLetterOptions();

    @Option(
            names = "--last",
            defaultValue = "10",
            paramLabel = "N",
            description = "Maximum number of records to list; default 10.")
    private int last;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write all of them to this CSV file.")
    private @Nullable Path out;

    @Mixin
    private OverwriteOptions overwrite = new OverwriteOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> newestMs = new TreeMap<>();
    private final Deque<DeadLetter> latest = new ArrayDeque<>();

    @Override
    public Integer call() throws IOException {
        if (out == null) {
            letters.each(brokers.settings(), this::count);
        } else {
            overwrite.check(out);
            AtomicFile.write(out, this::write);
        }
        PrintWriter screen = CommandSupport.out(spec);
        output.list(LETTERS, latest, screen, () -> print(screen));
        return 0;
    }

    private void write(Path file) throws IOException {
        try (CsvExport export = CsvExport.to(file)) {
            export.row("source", "code", "field", "detail");
            letters.each(brokers.settings(), letter -> {
                count(letter);
                export.row(
                        SourceHeader.text(letter.origin()),
                        letter.code().name(),
                        Objects.toString(letter.field(), ""),
                        letter.detail());
            });
        }
    }

    private void count(DeadLetter letter) {
        String row = letter.origin().topic() + " " + letter.code();
        counts.merge(row, 1L, Long::sum);
        newestMs.merge(row, letter.origin().timestampMs(), Math::max);
        latest.addLast(letter);
        if (latest.size() > last) {
            latest.removeFirst();
        }
    }

    private void print(PrintWriter screen) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        if (total > 0) {
            screen.printf(LINE, "topic", "code", "letters", "newest record of");
        }
        counts.forEach((row, count) -> {
            String[] words = row.split(" ", 2);
            screen.printf(LINE, words[0], words[1], "%,d".formatted(count), at(newestMs.getOrDefault(row, 0L)));
        });
        screen.printf("%,d dead letters%s%n", total, out == null ? "" : " in " + out);
        for (DeadLetter letter : latest) {
            String field = letter.field() == null ? "" : letter.field() + ": ";
            screen.printf(
                    "%s  %s  %s%s%n",
                    SourceHeader.text(letter.origin()), letter.code(), field, OutputEscaper.line(letter.detail()));
        }
    }

    private static Instant at(long ms) {
        return Instant.ofEpochMilli(ms);
    }
}
