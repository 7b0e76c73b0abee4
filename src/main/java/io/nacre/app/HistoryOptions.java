package io.nacre.app;

import io.nacre.training.CsvHistory;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command reads transactions of the past from. */
final class HistoryOptions {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "Transactions, as CSV with a header line; .gz is fine.")
    private Path data = Path.of("");

    @Mixin
    private MappingOptions mapping = new MappingOptions();

    CsvHistory open() throws IOException {
        return CsvHistory.open(data, mapping.mapping());
    }

    Path data() {
        return data;
    }
}
