package io.nacre.decision.incident;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.ErasureRequest;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.SaturatingTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that came under suspicion at one device, address or merchant, and the one incident that they are once
 * they are many within an hour, as when stolen cards are tried out there. Verdicts or age end it.
 *
 * @param incident the newest alert of the incident that is open; null for none
 * @param members the last of them, each once, at most {@value #MAX_MEMBERS}
 * @param labelledAccounts the members of the open incident of which a label came
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record SharedIncident(@Nullable Alert incident, List<Member> members, List<String> labelledAccounts) {

    public static final SharedIncident NONE = new SharedIncident(null, List.of(), List.of());

    /** So many accounts must come under suspicion within this time. */
    public static final long WINDOW_MS = TimeUnit.HOURS.toMillis(1);

    /** An incident to which nothing was added for so long is closed. */
    public static final long IDLE_MS = TimeUnit.DAYS.toMillis(1);

    /** More are counted, but not told apart. */
    static final int MAX_MEMBERS = 64;

    /**
     * An account that came under suspicion.
     *
     * @param incidentId its own incident
     * @param atMs when it was last suspected, event time, ms since 1970
     */
    public record Member(String accountId, String incidentId, long atMs) {}

    public SharedIncident {
        members = List.copyOf(members);
        labelledAccounts = List.copyOf(labelledAccounts);
    }

    /** After one more alert of an account; the incident, where there is one, has grown by it. */
    public SharedIncident with(Alert alert, String entity, int many, ExchangeRates rates) {
        List<Member> counted = new ArrayList<>(since(alert.updatedAtMs()));
        boolean another = counted.removeIf(member -> member.accountId().equals(alert.accountId()));
        if (counted.size() == MAX_MEMBERS) {
            counted.remove(0);
        }
        counted.add(new Member(alert.accountId(), alert.incidentId(), alert.updatedAtMs()));
        if (incident != null) {
            return new SharedIncident(
                    AccountIncidentRules.growShared(incident, alert, !another, rates), counted, labelledAccounts);
        }
        if (counted.size() < many) {
            return new SharedIncident(null, counted, List.of());
        }
        long sinceMs = counted.stream().mapToLong(Member::atMs).min().orElseThrow();
        return new SharedIncident(
                AccountIncidentRules.openShared(alert, entity, counted.size(), sinceMs, rates), counted, List.of());
    }

    /**
     * After a label on a payment at this place. A verdict that names the shared incident ends it, and so do labels of
     * as many of its members as made it one.
     *
     * @param paidAtMs event time of the payment
     */
    public SharedIncident with(Label label, long paidAtMs, int many) {
        if (incident == null) {
            return this;
        }
        if (incident.incidentId().equals(label.incidentId())) {
            return closed(label.knownAtMs());
        }
        boolean concerns = paidAtMs >= incident.openedAtMs()
                && members.stream().anyMatch(member -> member.accountId().equals(label.accountId()))
                && !labelledAccounts.contains(label.accountId());
        if (!concerns) {
            return this;
        }
        List<String> more = new ArrayList<>(labelledAccounts);
        more.add(label.accountId());
        return more.size() < many ? new SharedIncident(incident, members, more) : closed(label.knownAtMs());
    }

    /** Once an account is erased: what it made the incident stays, its name does not, unless it came after that. */
    public SharedIncident after(ErasureRequest erasureRequest) {
        String account = erasureRequest.accountId();
        if (members.stream()
                .anyMatch(member ->
                        member.accountId().equals(account) && member.atMs() > erasureRequest.requestedAtMs())) {
            return this;
        }
        boolean named = incident != null
                && incident.accountId().equals(account)
                && incident.updatedAtMs() <= erasureRequest.requestedAtMs();
        return new SharedIncident(
                named ? requireNonNull(incident).anonymised() : incident,
                members.stream()
                        .filter(member -> !member.accountId().equals(account))
                        .toList(),
                labelledAccounts.stream()
                        .filter(other -> !other.equals(account))
                        .toList());
    }

    /** At an event time: whoever was not suspected for long is forgotten, and so is an incident that has ended. */
    public SharedIncident at(long nowMs) {
        if (incident == null) {
            List<Member> stay = since(nowMs);
            return stay.size() == members.size() ? this : new SharedIncident(null, stay, List.of());
        }
        return SaturatingTime.between(incident.updatedAtMs(), nowMs) >= IDLE_MS ? closed(nowMs) : this;
    }

    /** Without the incident that has ended: who comes next begins anew. */
    public SharedIncident withoutClosed() {
        return incident != null && incident.status() == Alert.Status.CLOSED ? NONE : this;
    }

    private SharedIncident closed(long atMs) {
        return incident == null
                ? this
                : new SharedIncident(AccountIncidentRules.close(incident, atMs), List.of(), List.of());
    }

    /** While an incident is open all its members count, else those of the last hour. */
    private List<Member> since(long nowMs) {
        return incident != null
                ? members
                : members.stream()
                        .filter(member -> member.atMs() > nowMs - WINDOW_MS)
                        .toList();
    }
}
