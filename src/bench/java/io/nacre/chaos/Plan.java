package io.nacre.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The sequence of faults of a seed. */
final class Plan {

    private Plan() {}

    /** Always a killed TaskManager and invalid records, and random others as time allows. */
    static List<Fault> drawn(long seed, int seconds) {
        List<Fault> others = new ArrayList<>(List.of(Fault.values()));
        others.removeAll(List.of(Fault.KILL_TASKMANAGER, Fault.POISON));
        Collections.shuffle(others, new Random(seed));
        List<Fault> plan = new ArrayList<>(List.of(Fault.KILL_TASKMANAGER, Fault.POISON));
        int left = seconds;
        for (Fault fault : plan) {
            left -= fault.seconds(seconds);
        }
        for (Fault fault : others) {
            if (fault.seconds(seconds) <= left) {
                plan.add(fault);
                left -= fault.seconds(seconds);
            }
        }
        Collections.shuffle(plan, new Random(seed));
        return List.copyOf(plan);
    }
}
