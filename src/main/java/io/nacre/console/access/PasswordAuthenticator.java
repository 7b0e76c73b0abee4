package io.nacre.console.access;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Signs users in by name and password. An unknown name and a wrong password give the same answer after the same work,
 * so nobody can find out which users exist. Thread-safe.
 */
public final class PasswordAuthenticator {

    /** Hashes at the same time; each needs 19 MiB. */
    private static final int MAX_CONCURRENT = 4;

    private final Sessions sessions;
    private final Sessions.UserLookup users;
    private final LoginLimiter limiter;
    private final Semaphore hashing = new Semaphore(MAX_CONCURRENT, true);
    private final PasswordHash unknown = PasswordHash.unknown();

    /** The answer to an attempt. */
    public sealed interface Result {}

    /** The user is signed in. */
    public record Accepted(Sessions.Started started) implements Result {}

    /** The name or the password is wrong. */
    public record Denied() implements Result {}

    /** There were too many failures; the password was not checked. */
    public record TooManyAttempts(Duration retryAfter) implements Result {}

    public PasswordAuthenticator(Sessions sessions, Sessions.UserLookup users, LoginLimiter limiter) {
        this.sessions = sessions;
        this.users = users;
        this.limiter = limiter;
    }

    /**
     * Signs a user in with a new session.
     *
     * @param earlierId the session id of the request, which ends; null if it has none
     */
    public Result signIn(String name, char[] password, InetAddress address, @Nullable String earlierId) {
        Duration wait = limiter.attempt(name, address);
        if (!wait.isZero()) {
            return new TooManyAttempts(wait);
        }
        ConsoleUser user = users.find(name);
        hashing.acquireUninterruptibly();
        boolean matches;
        try {
            matches = (user == null ? unknown : user.password()).matches(password);
        } finally {
            hashing.release();
        }
        if (user == null || !matches) {
            return new Denied();
        }
        limiter.succeeded(name, address);
        sessions.end(earlierId);
        return new Accepted(sessions.start(user));
    }
}
