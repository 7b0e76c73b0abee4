package io.nacre.app.cli;

import io.nacre.training.csv.CsvHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a command reads transactions of the past from. */
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

    /** Says what the last reading met beside good rows. */
    public static void warn(CsvHistory read, PrintWriter out) {
        read.remarks().forEach(remark -> out.println("warning: " + remark));
    }

    public Path data() {
        return data;
    }
}
