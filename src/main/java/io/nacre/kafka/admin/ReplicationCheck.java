package io.nacre.kafka.admin;

import java.util.ArrayList;
import java.util.List;

/** Checks whether the replication settings tolerate the loss of a broker or its disk. */
final class ReplicationCheck {

    /** With three replicas and two in sync, one broker may fail without loss and without downtime. */
    static final int COPIES = 3;

    static final int IN_SYNC = 2;

    private ReplicationCheck() {}

    /**
     * The hints; empty if the settings are sufficient.
     *
     * @param copies the lowest replication factor of any topic
     * @param inSync the lowest min.insync.replicas of any topic
     */
    static List<String> hints(int copies, int inSync) {
        List<String> hints = new ArrayList<>();
        if (copies < COPIES) {
            hints.add("some topics have " + copies + " replicas: the loss of a broker may lose records;"
                    + " create them with --replicas 3");
        } else if (inSync < IN_SYNC) {
            hints.add("some topics have min.insync.replicas " + inSync + ": a write is acknowledged when only one"
                    + " broker has it; set it to 2");
        }
        return hints;
    }
}
