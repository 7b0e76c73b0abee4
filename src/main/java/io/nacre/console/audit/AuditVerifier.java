package io.nacre.console.audit;

import io.nacre.console.audit.ChainReport.Fault;
import io.nacre.decision.investigation.AuditEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the chains of an audit log: every entry has the right hash and follows the entry before it. The order of
 * records on the topic does not matter, because an erasure changes it.
 */
public final class AuditVerifier {

    private final Map<String, List<Link>> byConsole = new TreeMap<>();

    /** What the verification needs of an entry, so that a log of years fits into memory. */
    private record Link(long sequence, String previousHash, String hash, boolean right, boolean erased) {}

    /** Adds an entry, in any order. */
    public void add(AuditEntry entry) {
        byConsole
                .computeIfAbsent(entry.consoleId(), id -> new ArrayList<>())
                .add(new Link(
                        entry.sequence(),
                        entry.previousHash(),
                        entry.hash(),
                        AuditHash.isRight(entry),
                        entry.isErased()));
    }

    /**
     * The results, by console.
     *
     * @param expectedHeads hashes that were noted earlier, by console id: entries must still have them
     */
    public List<ChainReport> reports(Map<String, String> expectedHeads) {
        Map<String, List<Link>> all = new TreeMap<>(byConsole);
        expectedHeads.keySet().forEach(console -> all.computeIfAbsent(console, id -> List.of()));
        List<ChainReport> reports = new ArrayList<>();
        all.forEach((console, links) -> reports.add(report(console, links, expectedHeads.get(console))));
        return reports;
    }

    private static ChainReport report(String console, List<Link> links, @Nullable String expectedHead) {
        List<Link> sorted =
                links.stream().sorted(Comparator.comparingLong(Link::sequence)).toList();
        Link last = sorted.isEmpty() ? null : sorted.get(sorted.size() - 1);
        Fault fault = null;
        Long faultSequence = null;
        Link before = null;
        for (Link link : sorted) {
            fault = fault(before, link);
            if (fault != null) {
                faultSequence = link.sequence();
                break;
            }
            before = link;
        }
        if (fault == null
                && expectedHead != null
                && sorted.stream().noneMatch(link -> link.hash().equals(expectedHead))) {
            fault = Fault.HEAD_MISSING;
            faultSequence = last == null ? 1 : last.sequence() + 1;
        }
        return new ChainReport(
                console,
                sorted.size(),
                sorted.stream().filter(Link::erased).count(),
                last == null ? null : last.hash(),
                fault,
                faultSequence);
    }

    private static @Nullable Fault fault(@Nullable Link before, Link link) {
        long expected = before == null ? 1 : before.sequence() + 1;
        if (before != null && link.sequence() == before.sequence()) {
            return link.hash().equals(before.hash()) && link.right() ? Fault.REPEAT : Fault.FORK;
        }
        if (link.sequence() != expected) {
            return Fault.GAP;
        }
        if (!link.right()) {
            return Fault.WRONG_HASH;
        }
        String previous = before == null ? AuditHash.NONE : before.hash();
        return link.previousHash().equals(previous) ? null : Fault.WRONG_LINK;
    }
}
