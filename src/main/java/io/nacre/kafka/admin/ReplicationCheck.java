package io.nacre.kafka.admin;

import java.util.ArrayList;
import java.util.List;

/** What a broken disk costs, by how often records are kept. */
final class ReplicationCheck {

    /** From three copies on, a write can wait for two: one broker may fail without loss and without standstill. */
    static final int COPIES = 3;

    static final int IN_SYNC = 2;

    private ReplicationCheck() {}

    /**
     * What there is to say.
     *
     * @param copies fewest of any topic
     * @param inSync fewest that any topic's writes wait for
     */
    static List<String> hints(int copies, int inSync) {
        List<String> hints = new ArrayList<>();
        if (copies < COPIES) {
            hints.add("some topics are kept " + copies + " times: a broker that is lost may take records with it;"
                    + " create them with --replicas 3");
        } else if (inSync < IN_SYNC) {
            hints.add("some topics have min.insync.replicas " + inSync + ": a write may be acknowledged that only one"
                    + " broker has; set it to 2");
        }
        return hints;
    }
}
