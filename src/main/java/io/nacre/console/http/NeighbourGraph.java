package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nacre.console.store.IncidentRow;
import io.nacre.console.store.IncidentTable;
import io.nacre.console.store.PaymentDetails;
import io.nacre.console.store.PaymentRow;
import io.nacre.console.store.PaymentTable;
import io.nacre.console.store.PaymentTable.EntityType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The entities around an entity: an edge joins an account with what it paid by, from and to. */
final class NeighbourGraph {

    /** More nodes than this show nothing. */
    private static final int MAX_NODES = 200;

    private static final int PAYMENTS = 200;

    private final Handle handle;
    private final IncidentTable incidents;
    private final IncidentPage.FreezeLookup freezes;
    private final Map<Entity, Integer> hops = new LinkedHashMap<>();
    private final Map<Edge, Integer> edges = new LinkedHashMap<>();
    private boolean truncated;

    private record Entity(EntityType type, String id) {
        String key() {
            return type.name().toLowerCase(Locale.ROOT) + ":" + id;
        }
    }

    private record Edge(Entity account, Entity other) {}

    NeighbourGraph(Handle handle, IncidentTable incidents, IncidentPage.FreezeLookup freezes) {
        this.handle = handle;
        this.incidents = incidents;
        this.freezes = freezes;
    }

    /**
     * The graph around an entity.
     *
     * @param maxHops number of edges from the entity
     */
    ObjectNode json(EntityType type, String id, int maxHops) {
        ArrayDeque<Entity> open = new ArrayDeque<>();
        Entity first = new Entity(type, id);
        hops.put(first, 0);
        open.add(first);
        while (!open.isEmpty()) {
            Entity from = open.remove();
            int next = hops.getOrDefault(from, 0) + 1;
            if (next > maxHops) {
                continue;
            }
            for (PaymentRow payment : PaymentTable.of(handle, from.type(), from.id(), Long.MAX_VALUE, PAYMENTS)) {
                Entity account = new Entity(EntityType.ACCOUNT, payment.accountId());
                if (from.type() == EntityType.ACCOUNT) {
                    others(payment).forEach(other -> join(account, other, other, next, open));
                } else {
                    join(account, from, account, next, open);
                }
            }
        }
        ObjectNode json = ConsoleJson.object();
        json.set(
                "nodes",
                ConsoleJson.array(hops.keySet().stream().map(this::node).toList()));
        json.set(
                "edges",
                ConsoleJson.array(edges.entrySet().stream()
                        .map(edge -> ConsoleJson.object()
                                .put("from", edge.getKey().account().key())
                                .put("to", edge.getKey().other().key())
                                .put("count", edge.getValue()))
                        .toList()));
        return json.put("truncated", truncated);
    }

    private void join(Entity account, Entity other, Entity reached, int hop, ArrayDeque<Entity> open) {
        if (!hops.containsKey(reached)) {
            if (hops.size() >= MAX_NODES) {
                truncated = true;
                return;
            }
            hops.put(reached, hop);
            open.add(reached);
        }
        edges.merge(new Edge(account, other), 1, Integer::sum);
    }

    /** What a payment joins its account with. The counterparty of a transfer is an account as well. */
    private static List<Entity> others(PaymentRow payment) {
        PaymentDetails details = payment.details();
        List<Entity> others = new ArrayList<>();
        add(others, EntityType.DEVICE, details.deviceId());
        add(others, EntityType.IP, details.ip());
        add(
                others,
                EntityType.MERCHANT,
                details.merchant() == null ? null : details.merchant().id());
        add(others, EntityType.COUNTERPARTY, details.counterpartyId());
        return others;
    }

    private static void add(List<Entity> others, EntityType type, @Nullable String id) {
        if (id != null) {
            others.add(new Entity(type, id));
        }
    }

    private ObjectNode node(Entity entity) {
        ObjectNode json = ConsoleJson.object()
                .put("id", entity.key())
                .put("type", entity.type().name().toLowerCase(Locale.ROOT))
                .put("label", entity.id());
        if (entity.type() == EntityType.ACCOUNT) {
            List<IncidentRow> known = incidents.ofAccount(handle, entity.id(), 1);
            IncidentRow latest = known.isEmpty() ? null : known.get(0);
            json.put("frozen", freezes.isFrozen(entity.id()))
                    .put(
                            "open_incident",
                            latest != null && latest.isOpen() ? latest.alert().incidentId() : null)
                    .put(
                            "finding",
                            latest == null || latest.verdict() == null
                                    ? null
                                    : latest.verdict().finding());
        }
        return json;
    }
}
