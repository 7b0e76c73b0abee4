package io.nacre.console.access;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A signed-in user. Thread-safe. */
public final class ConsoleSession {

    /** Enough for a shift; more would be a search through the accounts. */
    private static final int MAX_REVEALED = 1_000;

    private final ConsoleUser user;
    private final String csrfToken;
    private final long startedMs;
    private final Set<String> revealed = ConcurrentHashMap.newKeySet();
    private volatile long usedMs;

    ConsoleSession(ConsoleUser user, long startedMs) {
        this.user = requireNonNull(user, "user is null");
        this.csrfToken = RandomToken.create();
        this.startedMs = startedMs;
        this.usedMs = startedMs;
    }

    /** The name of the user. */
    public String analyst() {
        return user.name();
    }

    public UserRole role() {
        return user.role();
    }

    /** The token that every write of the user's pages carries in a header. */
    public String csrfToken() {
        return csrfToken;
    }

    /** Whether a write carries the session's token, so that it comes from the console's own pages. */
    public boolean isCsrfToken(@Nullable String given) {
        return RandomToken.isEqual(csrfToken, given);
    }

    public boolean has(Permission permission) {
        return permission.isGrantedTo(role());
    }

    /** Shows the personal data of an account for the rest of the session; false if the session has too many. */
    public boolean reveal(String accountId) {
        return revealed.contains(accountId) || (revealed.size() < MAX_REVEALED && revealed.add(accountId));
    }

    public boolean isRevealed(String accountId) {
        return revealed.contains(accountId);
    }

    ConsoleUser user() {
        return user;
    }

    void use(long nowMs) {
        usedMs = Math.max(usedMs, nowMs);
    }

    boolean isOver(SessionLimits limits, long nowMs) {
        return nowMs - usedMs >= limits.idle().toMillis()
                || nowMs - startedMs >= limits.total().toMillis();
    }

    long usedMs() {
        return usedMs;
    }
}
