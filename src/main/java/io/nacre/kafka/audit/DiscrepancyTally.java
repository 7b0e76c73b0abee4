package io.nacre.kafka.audit;

import java.util.ArrayList;
import java.util.List;

/** The count and the first examples of each discrepancy. */
final class DiscrepancyTally {

    private final int listed;
    private final List<String> named = new ArrayList<>();
    private long count;

    DiscrepancyTally(int listed) {
        this.listed = listed;
    }

    void found(String what) {
        count++;
        if (named.size() < listed) {
            named.add(what);
        }
    }

    ReconciliationReport.Found found(Discrepancy finding, boolean breaks) {
        return new ReconciliationReport.Found(finding, breaks, count, named);
    }
}
