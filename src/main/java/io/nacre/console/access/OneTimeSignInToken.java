package io.nacre.console.access;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one-time token in the sign-in link of a console without users. Thread-safe. */
public final class OneTimeSignInToken {

    private final Clock clock;
    private final Duration validFor;
    private @Nullable String hash;
    private long expiresAtMs;

    public OneTimeSignInToken(Duration validFor, Clock clock) {
        this.validFor = validFor;
        this.clock = clock;
    }

    /** Issues a token, which replaces the one before it. */
    public synchronized String issue() {
        String token = RandomToken.create();
        hash = RandomToken.hash(token);
        expiresAtMs = clock.millis() + validFor.toMillis();
        return token;
    }

    /** Whether the token is the issued one; it is valid once. */
    public synchronized boolean redeem(@Nullable String token) {
        if (token == null || hash == null || clock.millis() >= expiresAtMs) {
            return false;
        }
        boolean valid = RandomToken.isEqual(hash, RandomToken.hash(token));
        if (valid) {
            hash = null;
        }
        return valid;
    }
}
