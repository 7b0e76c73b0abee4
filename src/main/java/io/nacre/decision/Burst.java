package io.nacre.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that came under suspicion at one device, address or retailer within the last hour, and the one incident
 * that they are once they are many, as when stolen cards are tried out there.
 *
 * @param incident the newest alert of the incident that is open; null for none
 * @param accounts the last of them, each once, at most {@value #ACCOUNTS_MOST}
 * @param atMs when each was last suspected, event time, ms since 1970
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record Burst(@Nullable Alert incident, List<String> accounts, List<Long> atMs) {

    public static final Burst NONE = new Burst(null, List.of(), List.of());

    /** Who was not suspected for so long is not counted; an incident to which nothing was added is closed. */
    public static final long WINDOW_MS = TimeUnit.HOURS.toMillis(1);

    /** More are counted, but not told apart. */
    static final int ACCOUNTS_MOST = 64;

    public Burst {
        accounts = List.copyOf(accounts);
        atMs = List.copyOf(atMs);
    }

    /** Without who was not suspected for an hour; the incident stays. */
    private Burst since(long fromMs) {
        List<String> stay = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            if (atMs.get(i) > fromMs) {
                stay.add(accounts.get(i));
                times.add(atMs.get(i));
            }
        }
        return new Burst(incident, stay, times);
    }

    /** After one more alert of an account; the incident, where there is one, has grown by it. */
    public Burst with(Alert alert, String entity, int many) {
        Burst recent = since(alert.updatedAtMs() - WINDOW_MS);
        int known = recent.accounts.indexOf(alert.accountId());
        List<String> names = new ArrayList<>(recent.accounts);
        List<Long> times = new ArrayList<>(recent.atMs);
        if (known >= 0) {
            names.remove(known);
            times.remove(known);
        } else if (names.size() == ACCOUNTS_MOST) {
            names.remove(0);
            times.remove(0);
        }
        names.add(alert.accountId());
        times.add(alert.updatedAtMs());
        Alert grown = incident != null
                ? Incident.growShared(incident, alert, known < 0)
                : names.size() < many ? null : Incident.openShared(alert, entity, names.size());
        return new Burst(grown, names, times);
    }

    /** Whether the incident has ended by itself at this event time. */
    public boolean isOver(long nowMs) {
        return incident != null && nowMs - incident.updatedAtMs() >= WINDOW_MS;
    }

    /** Whether nothing is left to remember at this event time. */
    public boolean isSilent(long nowMs) {
        return since(nowMs - WINDOW_MS).accounts.isEmpty();
    }
}
