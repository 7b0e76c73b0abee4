package io.nacre.app.cli;

import io.nacre.training.csv.CsvHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the history that a command reads. */
public final class HistoryOptions {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "Transactions as CSV with a header line, also gzipped.")
    private Path data = Path.of("");

    @Mixin
    private MappingOptions mapping = new MappingOptions();

    public CsvHistory open() throws IOException {
        return CsvHistory.open(data, mapping.mapping());
    }

    /** Prints the warnings of the last reading. */
    public static void warn(CsvHistory read, PrintWriter out) {
        read.remarks().forEach(remark -> out.println("warning: " + remark));
    }

    public Path data() {
        return data;
    }
}
