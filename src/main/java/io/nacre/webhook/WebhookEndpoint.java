package io.nacre.webhook;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Outcome;
import io.nacre.payment.CardNumberDetector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that events are sent to.
 *
 * @param name names it in metrics, logs, dead letters and its consumer group
 * @param url where events are posted
 * @param events the kinds of events that it gets
 * @param outcomes the outcomes of the decisions that it gets
 * @param secrets sign each request; several while one is replaced
 * @param timeout limit of one attempt, from the look-up of the host to the response
 * @param retries when attempts are repeated
 * @param concurrency maximum number of attempts at a time
 * @param start where a new endpoint begins to read
 * @param allowPrivate whether the endpoint may be in a private network or on this machine
 * @param caFile certificates to trust instead of those of Java, in PEM; null for those of Java
 */
public record WebhookEndpoint(
        String name,
        URI url,
        Set<WebhookEventType> events,
        Set<Outcome> outcomes,
        List<WebhookSecret> secrets,
        Duration timeout,
        RetrySchedule retries,
        int concurrency,
        Start start,
        boolean allowPrivate,
        @Nullable Path caFile) {

    /** Where a new endpoint begins to read; later it continues where it was. */
    public enum Start {
        /** With events after its first start. */
        LATEST,
        /** With all events that are still on the topics. */
        EARLIEST
    }

    public static final Duration MAX_TIMEOUT = Duration.ofMinutes(2);
    public static final int MAX_CONCURRENCY = 100;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int MAX_SECRETS = 5;

    public WebhookEndpoint {
        requireNonNull(retries, "retries is null");
        requireNonNull(start, "start is null");
        events = Set.copyOf(events);
        outcomes = Set.copyOf(outcomes);
        secrets = List.copyOf(secrets);
        require(
                NAME.matcher(name).matches() && !CardNumberDetector.isInId(name),
                "name is not 1 to 64 lower-case letters, digits and '-' after a letter: change it");
        requireUrl(url, allowPrivate);
        require(!events.isEmpty(), "events is empty: name decisions, alerts or account-actions");
        require(!outcomes.isEmpty(), "outcomes is empty: name outcomes, or remove it for all");
        require(
                !secrets.isEmpty() && secrets.size() <= MAX_SECRETS,
                "secrets has " + secrets.size() + " entries: give 1 to " + MAX_SECRETS);
        require(
                !timeout.isNegative() && !timeout.isZero() && timeout.compareTo(MAX_TIMEOUT) <= 0,
                "timeout is " + timeout.toSeconds() + " s: set 1s to " + MAX_TIMEOUT.toSeconds() + "s");
        require(
                concurrency >= 1 && concurrency <= MAX_CONCURRENCY,
                "concurrency is " + concurrency + ": set 1 to " + MAX_CONCURRENCY);
    }

    /** Which IP addresses it may have. */
    IpAddressPolicy addressPolicy() {
        if (isPlain(url)) {
            return IpAddressPolicy.LOOPBACK;
        }
        return allowPrivate ? IpAddressPolicy.PRIVATE : IpAddressPolicy.PUBLIC;
    }

    /** Messages never quote the URL, because its path or query may be secret. */
    private static void requireUrl(URI url, boolean allowPrivate) {
        String host = url.getHost();
        boolean plain = isPlain(url);
        require(
                host != null && (plain || "https".equals(scheme(url))),
                "url is not an https URL with a host: correct it");
        require(url.getRawUserInfo() == null, "url contains a user or password: remove them, requests are signed");
        require(url.getRawFragment() == null, "url has a part after '#': remove it");
        require(
                !plain || (allowPrivate && host != null && LOOPBACK_HOSTS.contains(host.toLowerCase(Locale.ROOT))),
                "url is not encrypted: use https; http is only for localhost, 127.0.0.1 and [::1], with allow-private: true");
    }

    private static boolean isPlain(URI url) {
        return "http".equals(scheme(url));
    }

    private static String scheme(URI url) {
        return url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
