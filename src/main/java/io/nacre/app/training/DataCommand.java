package io.nacre.app.training;

import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.MappingOptions;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OutputTable;
import io.nacre.app.cli.ProgressLine;
import io.nacre.training.inspect.DataCheck;
import io.nacre.training.inspect.DataReport;
import io.nacre.training.inspect.LabelLeak;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Checks data before training. */
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

    private static final OutputTable<DataReport.Span> PERIODS = OutputTable.of(DataReport.Span.class)
            .column("begin", DataReport.Span::begin)
            .column("transaction_count", DataReport.Span::transactions)
            .column("labelled_count", DataReport.Span::labelled)
            .column("fraud_count", DataReport.Span::frauds);

    private static final OutputTable<DataReport.Column> COLUMNS = OutputTable.of(DataReport.Column.class)
            .column("name", DataReport.Column::name)
            .column("use", DataReport.Column::use)
            .column("type", DataReport.Column::type)
            .column("empty_share", DataReport.Column::emptyShare)
            .column("distinct_count", DataReport.Column::distinct)
            .column("distinct_count_exact", DataReport.Column::exact)
            .column("values", DataReport.Column::values);

    private static final OutputTable<LabelLeak> LEAKS = OutputTable.of(LabelLeak.class)
            .column("column", LabelLeak::column)
            .column("auc_roc", LabelLeak::auc)
            .column("sign", LabelLeak::sign);

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
            @Mixin MappingOptions mapping,
            @Mixin OutputOptions output)
            throws IOException {
        DataReport report;
        try (ProgressLine rows = ProgressLine.start(spec, "rows read")) {
            report = DataCheck.check(data, mapping.mapping(), rows::add);
        }
        PrintWriter out = CommandSupport.out(spec);
        output.show(fields(report), out, () -> out.print(report.table()));
        String problem = report.problem();
        if (problem != null) {
            throw new CommandFailedException(data + ": " + problem);
        }
        return 0;
    }

    private static Map<String, Object> fields(DataReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("transaction_count", report.read());
        fields.put("skipped_count", report.skipped());
        fields.put("unreadable_count", report.unreadable());
        fields.put("labelled_count", report.labelled());
        fields.put("fraud_count", report.frauds());
        if (report.first() != null && report.last() != null) {
            fields.put("first_at", report.first());
            fields.put("last_at", report.last());
        }
        fields.put("out_of_order_share", report.outOfOrderShare());
        fields.put("repeated_id_count", report.repeatedIds());
        fields.put("repeated_id_count_exact", report.exactIds());
        fields.put("unreadable_examples", report.examples());
        fields.put("warnings", report.warnings());
        fields.put("periods", report.spans().stream().map(PERIODS::row).toList());
        fields.put("columns", report.columns().stream().map(COLUMNS::row).toList());
        fields.put("leaks_searched", report.leaksSought());
        fields.put("leaks", report.leaks().stream().map(LEAKS::row).toList());
        return fields;
    }
}
