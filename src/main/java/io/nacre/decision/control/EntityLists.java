package io.nacre.decision.control;

import io.nacre.decision.control.ListEntry.ListType;
import io.nacre.decision.control.ListEntry.Subject;
import io.nacre.reference.ip.IpRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The block, allow and watch lists, indexed by entity. Not thread-safe. */
public final class EntityLists {

    /** The latest entry of each list for each entity, except IP addresses. */
    private final Map<Subject, Map<String, Map<ListType, ListEntry>>> named = new EnumMap<>(Subject.class);

    /** The latest entry of each list for each IP block, by its prefix length in 128 bits. */
    private final SortedMap<Integer, Map<IpRange, Map<ListType, ListEntry>>> blocks = new TreeMap<>();

    private int size;

    /** Applies an entry; false if it is not newer than the current one, and so changes nothing. */
    public boolean put(ListEntry entry) {
        Map<ListType, ListEntry> entries = entry.subject() == Subject.IP ? ofSubnet(entry) : ofName(entry);
        ListEntry before = entries.get(entry.list());
        if (before != null && entry.version() <= before.version()) {
            return false;
        }
        entries.put(entry.list(), entry);
        size += before == null ? 1 : 0;
        return true;
    }

    /** Removes the entries that name an account, except those written after its erasure request. */
    void erase(String accountId, long erasedAtMs) {
        Map<String, Map<ListType, ListEntry>> accounts = named.getOrDefault(Subject.ACCOUNT, Map.of());
        Map<ListType, ListEntry> entries = accounts.get(accountId);
        if (entries == null) {
            return;
        }
        size -= entries.size();
        entries.values().removeIf(entry -> entry.changedAtMs() <= erasedAtMs);
        size += entries.size();
        if (entries.isEmpty()) {
            accounts.remove(accountId);
        }
    }

    /** Whether the block list names an account at this time. */
    boolean blocks(String accountId, long atMs) {
        ListEntry entry = named.getOrDefault(Subject.ACCOUNT, Map.of())
                .getOrDefault(accountId, Map.of())
                .get(ListType.BLOCK);
        return entry != null && entry.isActiveAt(atMs);
    }

    /** The latest entry of each list for each entity, including removals. */
    public Collection<ListEntry> all() {
        List<ListEntry> all = new ArrayList<>();
        named.values().forEach(things -> things.values().forEach(entries -> all.addAll(entries.values())));
        blocks.values().forEach(things -> things.values().forEach(entries -> all.addAll(entries.values())));
        return all;
    }

    /** Removes entries that had expired at an event time. */
    public void erase(long endedMs) {
        size = 0;
        named.values().forEach(things -> erase(things, endedMs));
        blocks.values().forEach(things -> erase(things, endedMs));
        blocks.values().removeIf(Map::isEmpty);
    }

    private <T> void erase(Map<T, Map<ListType, ListEntry>> things, long endedMs) {
        for (Map<ListType, ListEntry> entries : things.values()) {
            entries.values().removeIf(entry -> entry.isOverAt(endedMs));
            size += entries.size();
        }
        things.values().removeIf(Map::isEmpty);
    }

    /** The list entries that match a transaction at its event time. */
    public ListMatches of(String accountId, RelatedEntities relatedEntities, long atMs) {
        if (size == 0) {
            return ListMatches.NONE;
        }
        ListMatches found = ListMatches.NONE;
        found = named(Subject.ACCOUNT, accountId, atMs, found);
        found = named(Subject.CARD, relatedEntities.cardToken(), atMs, found);
        found = named(Subject.DEVICE, relatedEntities.deviceId(), atMs, found);
        found = blocks(relatedEntities.ip(), atMs, found);
        found = named(Subject.MERCHANT, relatedEntities.merchantId(), atMs, found);
        found = named(Subject.COUNTRY, relatedEntities.ipCountry(), atMs, found);
        return named(Subject.COUNTRY, relatedEntities.merchantCountry(), atMs, found);
    }

    private ListMatches named(Subject subject, @Nullable String value, long atMs, ListMatches found) {
        Map<String, Map<ListType, ListEntry>> things = value == null ? null : named.get(subject);
        Map<ListType, ListEntry> entries = things == null ? null : things.get(value);
        return entries == null ? found : with(entries, atMs, found);
    }

    /** Looks the address up once per prefix length in use: at most 129 (33 for IPv4 alone), and few in practice. */
    private ListMatches blocks(@Nullable String ip, long atMs, ListMatches before) {
        if (ip == null || blocks.isEmpty()) {
            return before;
        }
        IpRange address = IpRange.of(ip);
        ListMatches found = before;
        for (Map.Entry<Integer, Map<IpRange, Map<ListType, ListEntry>>> length : blocks.entrySet()) {
            Map<ListType, ListEntry> entries = length.getValue().get(address.around(length.getKey()));
            found = entries == null ? found : with(entries, atMs, found);
        }
        return found;
    }

    private static ListMatches with(Map<ListType, ListEntry> entries, long atMs, ListMatches before) {
        ListMatches found = before;
        for (ListEntry entry : entries.values()) {
            found = entry.isActiveAt(atMs) ? found.with(entry) : found;
        }
        return found;
    }

    private Map<ListType, ListEntry> ofName(ListEntry entry) {
        return named.computeIfAbsent(entry.subject(), subject -> new HashMap<>())
                .computeIfAbsent(entry.value(), value -> new EnumMap<>(ListType.class));
    }

    private Map<ListType, ListEntry> ofSubnet(ListEntry entry) {
        IpRange range = IpRange.of(entry.value());
        return blocks.computeIfAbsent(range.prefixLength(), length -> new HashMap<>())
                .computeIfAbsent(range, block -> new EnumMap<>(ListType.class));
    }
}
