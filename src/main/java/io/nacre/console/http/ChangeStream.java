package io.nacre.console.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.sse.SseClient;
import io.nacre.console.store.ConsoleDatabase;
import io.nacre.kafka.client.PollLoop;
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
        if (now != since) {
            revision = now;
            pages.forEach((client, page) -> tell(client, page, since));
        } else if (looks % PING_EVERY_LOOKS == 0) {
            pages.keySet().forEach(client -> client.sendComment("ping"));
        }
    }

    private void tell(SseClient client, Page page, long since) {
        if (page.isOver().getAsBoolean()) {
            client.close();
            return;
        }
        ObjectNode change = database.read(
                handle -> incidents.change(handle, since, page.view().analyst(), MAX_INCIDENTS));
        if (change != null) {
            client.sendEvent("change", page.view().masked(change).toString());
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
