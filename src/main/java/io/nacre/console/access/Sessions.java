package io.nacre.console.access;

import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of the console, in memory: a restart signs everybody out. A session is stored under the SHA-256 of its
 * id, so a dump of the memory has no valid id. Thread-safe.
 */
public final class Sessions {

    /** Sessions of one user; the one that was unused for longest ends for a new one. */
    static final int MAX_PER_USER = 10;

    private final SessionLimits limits;
    private final UserLookup users;
    private final Clock clock;
    private final Map<String, ConsoleSession> byHash = new ConcurrentHashMap<>();

    /** Finds the current user of a name; null if there is none. */
    @FunctionalInterface
    public interface UserLookup {
        @Nullable
        ConsoleUser find(String name);
    }

    /**
     * A session that just began.
     *
     * @param id the secret id for the cookie; it is not stored
     */
    public record Started(String id, ConsoleSession session) {
        /** Without the id. */
        @Override
        public String toString() {
            return "Started[" + session.analyst() + "]";
        }
    }

    /** @param users a session ends when its user is removed, or gets another role or password */
    public Sessions(SessionLimits limits, UserLookup users, Clock clock) {
        this.limits = limits;
        this.users = users;
        this.clock = clock;
    }

    /** Begins a session with a new id. */
    public Started start(ConsoleUser user) {
        long nowMs = clock.millis();
        byHash.values().removeIf(session -> session.isOver(limits, nowMs));
        byHash.entrySet().stream()
                .filter(entry -> entry.getValue().analyst().equals(user.name()))
                .sorted(Comparator.comparingLong((Map.Entry<String, ConsoleSession> entry) ->
                                entry.getValue().usedMs())
                        .reversed())
                .skip(MAX_PER_USER - 1L)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(byHash::remove);
        String id = RandomToken.create();
        ConsoleSession session = new ConsoleSession(user, nowMs);
        byHash.put(RandomToken.hash(id), session);
        return new Started(id, session);
    }

    /**
     * The session of an id; null if there is none, or if it is over.
     *
     * @param isUse whether the user does something; a request of the page itself, such as waiting for changes, does not
     *     extend the session
     */
    public @Nullable ConsoleSession find(@Nullable String id, boolean isUse) {
        if (id == null) {
            return null;
        }
        String hash = RandomToken.hash(id);
        ConsoleSession session = byHash.get(hash);
        if (session == null) {
            return null;
        }
        long nowMs = clock.millis();
        if (session.isOver(limits, nowMs) || !session.user().equals(users.find(session.analyst()))) {
            byHash.remove(hash);
            return null;
        }
        if (isUse) {
            session.use(nowMs);
        }
        return session;
    }

    /** Ends a session; an unknown id is ignored. */
    public void end(@Nullable String id) {
        if (id != null) {
            byHash.remove(RandomToken.hash(id));
        }
    }

    /** The number of sessions that are not over. */
    public int count() {
        long nowMs = clock.millis();
        return (int) byHash.values().stream()
                .filter(session -> !session.isOver(limits, nowMs))
                .count();
    }

    public SessionLimits limits() {
        return limits;
    }
}
