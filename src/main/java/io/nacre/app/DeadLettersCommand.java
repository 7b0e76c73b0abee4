package io.nacre.app;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.nacre.codec.DeadLetter;
import io.nacre.codec.Decoded;
import io.nacre.kafka.SourceHeader;
import io.nacre.kafka.TopicCatalogue;
import io.nacre.kafka.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what could not be read. */
@Command(
        name = "dead-letters",
        description = "Write the records that could not be read as CSV: where each stood, and why it was refused.",
        footerHeading = "%nExamples:%n",
        footer = {"  nacre dead-letters --brokers localhost:9092 --out dead-letters.csv"})
final class DeadLettersCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The CSV file to write.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        long[] written = {0};
        try (TopicReader<DeadLetter> letters = new TopicReader<>(brokers.settings(), TopicCatalogue.DEAD_LETTERS);
                CsvWriter csv = CsvWriter.builder().build(out)) {
            csv.writeRecord("source", "code", "field", "detail");
            letters.readToEnd(record -> {
                if (record.decoded() instanceof Decoded.Value<DeadLetter> read) {
                    DeadLetter letter = read.value();
                    csv.writeRecord(
                            SourceHeader.text(letter.origin()),
                            letter.code().name(),
                            Objects.toString(letter.field(), ""),
                            letter.detail());
                    written[0]++;
                }
            });
        }
        Commands.out(spec).printf("%,d dead letters in %s%n", written[0], out);
        return 0;
    }
}
