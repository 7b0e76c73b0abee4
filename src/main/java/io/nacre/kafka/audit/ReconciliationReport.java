package io.nacre.kafka.audit;

import java.util.List;

/** A closed account, or one that does not close: each input topic's sums, and all that was found. */
public record ReconciliationReport(List<Row> rows, List<Found> findings) {

    /**
     * The sums of one input topic.
     *
     * @param answered whether each record must be answered; of other topics, only what cannot be read is
     * @param removed offsets before the first that is kept: retention took them
     * @param offsets that the account is over
     * @param records of these, what a job reads
     * @param aborted of these, records of aborted transactions
     * @param markers of these, what holds no record: marks of transactions, and what compaction removed
     * @param open of these, not readable yet: a transaction is open
     * @param decided records with a decision
     * @param letters records with a dead letter
     * @param unprovable records without answer, from before the first answer that is kept
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
     * One kind of finding.
     *
     * @param breaks whether one is enough for the account not to close
     * @param count of all
     * @param named the first of them
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

    public boolean closes() {
        return findings.stream().noneMatch(found -> found.breaks() && found.count() > 0);
    }

    public Found of(Discrepancy finding) {
        return findings.stream()
                .filter(found -> found.finding() == finding)
                .findFirst()
                .orElseThrow();
    }
}
