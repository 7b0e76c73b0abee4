package io.nacre.console.http;

import static java.util.Objects.requireNonNull;

import io.nacre.console.access.MaskingPolicy;
import io.nacre.console.access.Pseudonyms;
import io.nacre.console.access.SessionLimits;
import io.nacre.console.access.UserFile;
import io.nacre.console.store.IncidentDueTimes;
import io.nacre.console.work.AssignmentPolicy;
import io.nacre.http.TlsCertificate;
import io.nacre.http.WebServerConfig;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and for whom the console runs, and how it works.
 *
 * @param consoleId the name of the console in its audit log; no other running console may have it
 * @param users null for one local administrator, who signs in by a link
 * @param currency the reporting currency, ISO 4217
 */
public record ConsoleSettings(
        String host,
        int port,
        @Nullable TlsCertificate tls,
        String consoleId,
        @Nullable UserFile users,
        SessionLimits sessions,
        MaskingPolicy masking,
        AssignmentPolicy assignment,
        IncidentDueTimes dueTimes,
        String currency) {

    /** Pages wait for events longer than clients of an API wait for an answer. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final int PSEUDONYM_KEY_BYTES = 32;

    private static final int MAX_BODY_BYTES = 256 * 1024;

    public ConsoleSettings {
        requireNonNull(consoleId, "consoleId is null");
        if (users == null && !WebServerConfig.isLoopback(host)) {
            throw new IllegalArgumentException(
                    "the console would let in everyone who reaches " + host + ": give --users, or listen on 127.0.0.1");
        }
    }

    /** For one administrator on this machine, with the defaults. */
    public static ConsoleSettings local(int port) {
        byte[] key = new byte[PSEUDONYM_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new ConsoleSettings(
                "127.0.0.1",
                port,
                null,
                "console",
                null,
                SessionLimits.DEFAULT,
                new MaskingPolicy(new Pseudonyms(key), MaskingPolicy.DEFAULT_ROLES),
                AssignmentPolicy.DEFAULT,
                IncidentDueTimes.DEFAULT,
                "EUR");
    }

    WebServerConfig web() {
        return new WebServerConfig("console-http", host, port, tls, IDLE, MAX_BODY_BYTES);
    }
}
