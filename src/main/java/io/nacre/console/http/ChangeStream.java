package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.sse.SseClient;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.kafka.client.PollLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Tells open pages what has changed, by server-sent events. It looks at the store's revision, so that it also tells
 * what another console with the same store has written.
 */
final class ChangeStream implements AutoCloseable {

    private static final long LOOK_EVERY_MS = 100;

    /** A comment now and then keeps proxies from closing a silent connection. */
    private static final int PING_EVERY_LOOKS = 100;

    /** A page loads everything again if more incidents than this have changed at once. */
    private static final int MAX_INCIDENTS = 200;

    private final ConsoleDatabase database;
    private final IncidentEndpoints incidents;
    private final Map<SseClient, Page> pages = new ConcurrentHashMap<>();
    private final PollLoop loop;
    private long revision;
    private int looks;

    /** @param isOver whether the session has ended */
    private record Page(SessionView view, BooleanSupplier isOver) {}

    ChangeStream(ConsoleDatabase database, IncidentEndpoints incidents) {
        this.database = database;
        this.incidents = incidents;
        this.revision = database.revision();
        this.loop = new PollLoop("console-changes", this::look, () -> {});
    }

    void add(SseClient client, SessionView view, BooleanSupplier isOver) {
        client.keepAlive();
        client.onClose(() -> pages.remove(client));
        pages.put(client, new Page(view, isOver));
        client.sendComment("open");
    }

    @Override
    public void close() {
        loop.close();
        pages.keySet().forEach(SseClient::close);
    }

    private void look() {
        pause();
        looks++;
        long since = revision;
        long now = database.revision();
        List<String> changed = now == since ? List.of() : incidents.changedSince(since, MAX_INCIDENTS);
        revision = now;
        if (!changed.isEmpty()) {
            // A page loads everything again if it is not told which incidents have changed.
            ObjectNode change = ConsoleJson.object().put("revision", now);
            if (changed.size() < MAX_INCIDENTS) {
                changed.forEach(change.putArray("incidents")::add);
            }
            pages.forEach((client, page) -> tell(client, page, change));
        } else if (looks % PING_EVERY_LOOKS == 0) {
            pages.keySet().forEach(client -> client.sendComment("ping"));
        }
    }

    private void tell(SseClient client, Page page, ObjectNode change) {
        if (page.isOver().getAsBoolean()) {
            client.close();
        } else {
            client.sendEvent("change", page.view().masked(change.deepCopy()).toString());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
