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
 * The suspected accounts at one device, IP address or merchant. Enough of them within one hour open one shared
 * incident, for example when stolen cards are tested there. Labels or age close it.
 *
 * @param incident the latest alert of the shared incident; null if none is open
 * @param members the most recently suspected accounts, each once, at most {@value #MAX_MEMBERS}
 * @param labelledAccounts the members of the open incident with a label
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink serializes List, not the immutable types.
public record SharedIncident(@Nullable Alert incident, List<Member> members, List<String> labelledAccounts) {

    public static final SharedIncident NONE = new SharedIncident(null, List.of(), List.of());

    /** Accounts that are suspected within this time count together. */
    public static final long WINDOW_MS = TimeUnit.HOURS.toMillis(1);

    /** An incident without a new alert for so long is closed. */
    public static final long IDLE_MS = TimeUnit.DAYS.toMillis(1);

    /** Maximum number of stored members. The oldest is removed, and counts again if it is suspected again. */
    static final int MAX_MEMBERS = 64;

    /**
     * A suspected account.
     *
     * @param incidentId its own incident
     * @param atMs event time at which it was last suspected, ms since 1970
     */
    public record Member(String accountId, String incidentId, long atMs) {}

    public SharedIncident {
        members = List.copyOf(members);
        labelledAccounts = List.copyOf(labelledAccounts);
    }

    /** Adds an alert of an account. An open incident grows; otherwise enough accounts open one. */
    public SharedIncident with(Alert alert, String entity, int many, ExchangeRates rates) {
        List<Member> counted = new ArrayList<>(since(alert.updatedAtMs()));
        boolean isMember = counted.removeIf(member -> member.accountId().equals(alert.accountId()));
        if (counted.size() == MAX_MEMBERS) {
            counted.remove(0);
        }
        counted.add(new Member(alert.accountId(), alert.incidentId(), alert.updatedAtMs()));
        if (incident != null) {
            return new SharedIncident(
                    AccountIncidentRules.growShared(incident, alert, !isMember, rates), counted, labelledAccounts);
        }
        if (counted.size() < many) {
            return new SharedIncident(null, counted, List.of());
        }
        long sinceMs = counted.stream().mapToLong(Member::atMs).min().orElseThrow();
        return new SharedIncident(
                AccountIncidentRules.openShared(alert, entity, counted.size(), sinceMs, rates), counted, List.of());
    }

    /**
     * Applies a label of a transaction with this entity. A verdict that names the shared incident closes it. Labels of
     * {@code many} members close it as well.
     *
     * @param paidAtMs event time of the transaction
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

    /**
     * Applies an erasure: removes the account and anonymises its transaction. The totals of the incident stay. If the
     * account was suspected again after the request, nothing changes.
     */
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

    /**
     * Applies an event time: removes accounts that were not suspected within the window, or closes an idle incident.
     */
    public SharedIncident at(long nowMs) {
        if (incident == null) {
            List<Member> stay = since(nowMs);
            return stay.size() == members.size() ? this : new SharedIncident(null, stay, List.of());
        }
        return SaturatingTime.between(incident.updatedAtMs(), nowMs) >= IDLE_MS ? closed(nowMs) : this;
    }

    /** Removes a closed incident with its members, so that later alerts count from zero. */
    public SharedIncident withoutClosed() {
        return incident != null && incident.status() == Alert.Status.CLOSED ? NONE : this;
    }

    private SharedIncident closed(long atMs) {
        return incident == null
                ? this
                : new SharedIncident(AccountIncidentRules.close(incident, atMs), List.of(), List.of());
    }

    /** All members of an open incident; otherwise the members of the last hour. */
    private List<Member> since(long nowMs) {
        return incident != null
                ? members
                : members.stream()
                        .filter(member -> member.atMs() > nowMs - WINDOW_MS)
                        .toList();
    }
}
