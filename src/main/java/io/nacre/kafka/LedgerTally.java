package io.nacre.kafka;

import java.util.ArrayList;
import java.util.List;

/** How often something was found, and where the first times. */
final class LedgerTally {

    private final int listed;
    private final List<String> named = new ArrayList<>();
    private long count;

    LedgerTally(int listed) {
        this.listed = listed;
    }

    void found(String what) {
        count++;
        if (named.size() < listed) {
            named.add(what);
        }
    }

    LedgerBalance.Found found(LedgerFinding finding, boolean breaks) {
        return new LedgerBalance.Found(finding, breaks, count, named);
    }
}
