package io.nacre.webhook;

import io.nacre.decision.Outcome;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Endpoints for tests. */
final class Endpoints {

    /** The secret of the example that the specification's reference libraries share. */
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private Endpoints() {}

    static WebhookEndpoint of(String name, URI url, Duration timeout, RetrySchedule retries, @Nullable Path caFile) {
        return of(name, url, EnumSet.allOf(WebhookEventType.class), timeout, retries, caFile, true);
    }

    static WebhookEndpoint of(
            String name,
            URI url,
            Set<WebhookEventType> events,
            Duration timeout,
            RetrySchedule retries,
            @Nullable Path caFile,
            boolean allowPrivate) {
        return new WebhookEndpoint(
                name,
                url,
                events,
                EnumSet.allOf(Outcome.class),
                List.of(WebhookSecret.parse(SECRET)),
                timeout,
                retries,
                4,
                WebhookEndpoint.Start.EARLIEST,
                allowPrivate,
                caFile);
    }
}
