package io.nacre.kafka.audit;

import java.util.List;

/** The result of a reconciliation: the sums of each input topic, and all discrepancies. */
public record ReconciliationReport(List<Row> rows, List<Found> findings) {

    /**
     * The sums of one input topic.
     *
     * @param answered whether each record needs an output; on other topics only unreadable records have one
     * @param removed offsets before the first available one, deleted by retention
     * @param offsets reconciled offsets
     * @param records those with a record at read_committed
     * @param aborted those with a record of an aborted transaction
     * @param markers those without a record: transaction markers, and records removed by compaction
     * @param open those not readable yet, because a transaction is open
     * @param decided records with a decision
     * @param letters records with a dead letter
     * @param unprovable records without an output, older than the first available output
     */
    public record Row(
            String topic,
            boolean answered,
            long removed,
            long offsets,
            long records,
            long aborted,
            long markers,
            long open,
            long decided,
            long letters,
            long unprovable) {}

    /**
     * One kind of discrepancy.
     *
     * @param breaks whether it fails the reconciliation
     * @param count the number of occurrences
     * @param named the first occurrences
     */
    public record Found(Discrepancy finding, boolean breaks, long count, List<String> named) {
        public Found {
            named = List.copyOf(named);
        }
    }

    public ReconciliationReport {
        rows = List.copyOf(rows);
        findings = List.copyOf(findings);
    }

    public boolean isReconciled() {
        return findings.stream().noneMatch(found -> found.breaks() && found.count() > 0);
    }

    public Found of(Discrepancy finding) {
        return findings.stream()
                .filter(found -> found.finding() == finding)
                .findFirst()
                .orElseThrow();
    }
}
