package io.nacre.app.training;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.MappingOptions;
import io.nacre.training.inspect.DataCheck;
import io.nacre.training.inspect.DataReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Looks at data before anything is learned from it. */
@Command(
        name = "data",
        description = "Check the quality of historical transactions before training.",
        synopsisSubcommandLabel = "profile",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre data profile payments.csv.gz --mapping my-mapping.yaml",
            "  nacre data profile world/transactions.csv --mapping nacre-simulation"
        })
public final class DataCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "profile",
            description = {
                "Show columns, ranges, labels over time, and columns that may leak the label.",
                "The exit code is 1 if a row cannot be read, or if one column alone separates fraud with an AUC"
                        + " above 0.99. Reads the file once, in constant memory."
            })
    int check(
            @Parameters(paramLabel = "FILE", description = "Transactions as CSV with a header line, also gzipped.")
                    Path data,
            @Mixin MappingOptions mapping)
            throws IOException {
        DataReport report = DataCheck.check(data, mapping.mapping());
        PrintWriter out = CommandSupport.out(spec);
        out.print(report.table());
        out.flush();
        String problem = report.problem();
        if (problem != null) {
            throw new CommandFailedException(data + ": " + problem);
        }
        return 0;
    }
}
