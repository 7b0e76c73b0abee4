package io.nacre.simulation;

import java.util.HashMap;
import java.util.Map;

/** Who is gone for good: after a bust-out nothing more is paid from an account. */
final class Departures {

    private final Map<Integer, Integer> lastDays = new HashMap<>();

    /** Takes note of a payment that is going to be made on that day. */
    void see(Draft draft, int day) {
        if (draft.crime() == Typology.BUST_OUT) {
            lastDays.merge(draft.holder().number(), day, Math::max);
        }
    }

    boolean isGone(Holder holder, int day) {
        Integer last = lastDays.get(holder.number());
        return last != null && last < day;
    }
}
