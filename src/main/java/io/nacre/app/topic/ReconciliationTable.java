package io.nacre.app.topic;

import static java.util.Objects.requireNonNull;

import io.nacre.app.cli.OutputTable;
import io.nacre.decision.StandIn;
import io.nacre.kafka.audit.ReconciliationReport;
import io.nacre.kafka.audit.ReconciliationReport.Found;
import io.nacre.kafka.audit.ReconciliationReport.Row;
import io.nacre.kafka.audit.StandInSummary;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Formats a reconciliation report for a terminal. */
final class ReconciliationTable {

    private static final OutputTable<Row> TOPICS = OutputTable.of(Row.class)
            .column("topic", Row::topic)
            .column("offset_count", Row::offsets)
            .column("record_count", Row::records)
            .column("decided_count", row -> row.answered() ? row.decided() : null)
            .column("dead_letter_count", Row::letters)
            .column("aborted_count", Row::aborted)
            .column("no_record_count", Row::markers)
            .column("removed_count", Row::removed)
            .column("open_count", Row::open)
            .column("unprovable_count", Row::unprovable);

    private static final OutputTable<Found> FINDINGS = OutputTable.of(Found.class)
            .column("finding", Found::finding)
            .column("count", Found::count)
            .column("named", Found::named);

    private static final OutputTable<StandIn> CONTRADICTIONS = OutputTable.of(StandIn.class)
            .column("account_id", StandIn::accountId)
            .column("transaction_id", StandIn::transactionId)
            .column("outcome", standIn -> standIn.answer().outcome())
            .column(
                    "decided_outcome",
                    standIn -> requireNonNull(standIn.decision()).outcome());

    private ReconciliationTable() {}

    static void print(ReconciliationReport report, StandInSummary standIns, PrintWriter out) {
        out.printf(
                "%-28s %12s %12s %12s %12s %10s %10s %10s %8s%n",
                "input topic",
                "offsets",
                "records",
                "decided",
                "dead letters",
                "aborted",
                "no record",
                "removed",
                "open");
        report.rows().forEach(row -> line(row, out));
        out.println();
        report.findings().forEach(found -> line(found, out));
        report.rows().stream()
                .filter(row -> row.unprovable() > 0)
                .forEach(row -> out.printf(
                        "%,12d of %s are older than the oldest output on the topic, and cannot be verified%n",
                        row.unprovable(), row.topic()));
        print(standIns, out);
        out.println(report.isReconciled() ? "Reconciled." : "Not reconciled: see the findings.");
    }

    private static void print(StandInSummary standIns, PrintWriter out) {
        if (standIns.count() == 0) {
            return;
        }
        out.printf(
                "%,12d  stand-ins of gateways, by reason: %s%n", standIns.count(), new TreeMap<>(standIns.reasons()));
        out.printf("%,12d  agree with the decision that came later%n", standIns.agreed());
        out.printf("%,12d  have no decision yet%n", standIns.undecided());
        out.printf("%,12d  contradict the decision that came later%n", standIns.contradictedCount());
        standIns.contradicted()
                .forEach(standIn -> out.printf(
                        "              %s of account %s: %s, later %s%n",
                        standIn.transactionId(),
                        standIn.accountId(),
                        standIn.answer().outcome(),
                        requireNonNull(standIn.decision()).outcome()));
    }

    static Map<String, Object> fields(ReconciliationReport report, StandInSummary standIns) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("reconciled", report.isReconciled());
        fields.put("topics", report.rows().stream().map(TOPICS::row).toList());
        fields.put("findings", report.findings().stream().map(FINDINGS::row).toList());
        fields.put("stand_ins", fields(standIns));
        return fields;
    }

    private static Map<String, Object> fields(StandInSummary standIns) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", standIns.count());
        Map<String, Object> reasons = new LinkedHashMap<>();
        new TreeMap<>(standIns.reasons())
                .forEach((reason, count) -> reasons.put(reason.name().toLowerCase(Locale.ROOT), count));
        fields.put("reasons", reasons);
        fields.put("agreed_count", standIns.agreed());
        fields.put("undecided_count", standIns.undecided());
        fields.put("contradicted_count", standIns.contradictedCount());
        fields.put(
                "contradicted",
                standIns.contradicted().stream().map(CONTRADICTIONS::row).toList());
        return fields;
    }

    private static void line(Row row, PrintWriter out) {
        out.printf(
                "%-28s %,12d %,12d %12s %,12d %,10d %,10d %,10d %,8d%n",
                row.topic(),
                row.offsets(),
                row.records(),
                row.answered() ? "%,d".formatted(row.decided()) : "-",
                row.letters(),
                row.aborted(),
                row.markers(),
                row.removed(),
                row.open());
    }

    private static void line(Found found, PrintWriter out) {
        out.printf("%,12d  %s%n", found.count(), found.finding().words());
        found.named().forEach(name -> out.printf("              %s%n", name));
        if (found.count() > found.named().size()) {
            out.printf(
                    "              and %,d more%n",
                    found.count() - found.named().size());
        }
    }
}
