package io.nacre.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Posts events to one endpoint. It follows no redirects, keeps no cookies, uses no proxy, repeats nothing by itself,
 * and connects only to IP addresses that the endpoint may have. Thread-safe.
 */
final class WebhookHttpClient implements WebhookSender, AutoCloseable {

    /** A response's content is ignored; a short one is read, so that the connection can be used again. */
    private static final int MAX_RESPONSE_BYTES = 16 * 1024;

    /** After this a new connection looks the host up again. */
    private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(1);

    private static final int MAX_RETRY_AFTER_DIGITS = 9;

    private final WebhookEndpoint endpoint;
    private final WebhookSigner signer;
    private final Clock clock;
    private final HttpHost target;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;

    /** A client that trusts what the endpoint's configuration says. */
    static WebhookHttpClient of(WebhookEndpoint endpoint, Clock clock) {
        return new WebhookHttpClient(
                endpoint, endpoint.caFile() == null ? null : TrustedCertificates.read(endpoint.caFile()), clock);
    }

    WebhookHttpClient(WebhookEndpoint endpoint, @Nullable SSLContext trusted, Clock clock) {
        this(endpoint, trusted, InetAddress::getAllByName, clock);
    }

    /** @param trusted what to trust; null for what Java trusts */
    WebhookHttpClient(
            WebhookEndpoint endpoint, @Nullable SSLContext trusted, CheckedDnsResolver.HostLookup lookup, Clock clock) {
        this.endpoint = endpoint;
        this.signer = new WebhookSigner(endpoint.secrets());
        this.clock = clock;
        this.target = HttpHost.create(endpoint.url());
        Timeout timeout = Timeout.of(endpoint.timeout());
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedDnsResolver(endpoint.addressPolicy(), lookup))
                .setMaxConnTotal(endpoint.concurrency())
                .setMaxConnPerRoute(endpoint.concurrency())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout)
                        .setSocketTimeout(timeout)
                        .setTimeToLive(CONNECTION_LIFE)
                        .build());
        if (trusted != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(trusted));
        }
        this.client = HttpClients.custom()
                .setConnectionManager(connections.build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setExpectContinueEnabled(false)
                        .build())
                .setRoutePlanner(new DefaultRoutePlanner(null))
                .setUserAgent("nacre-webhooks")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .build();
        this.deadlines =
                new ScheduledThreadPoolExecutor(1, task -> daemon(task, "webhook-deadline-" + endpoint.name()));
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public AttemptResult send(WebhookEvent event) {
        HttpPost request = request(event);
        // Socket timeouts limit each read; a slow endpoint could extend an attempt without end.
        Future<?> deadline =
                deadlines.schedule(request::cancel, endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return post(request);
        } catch (IOException e) {
            return AttemptResult.failed(request.isCancelled() ? AttemptResult.NoResponse.TIMEOUT : reason(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private HttpPost request(WebhookEvent event) {
        long timestampS = TimeUnit.MILLISECONDS.toSeconds(clock.millis());
        HttpPost request = new HttpPost(endpoint.url());
        request.setHeader(WebhookSigner.ID, event.id());
        request.setHeader(WebhookSigner.TIMESTAMP, Long.toString(timestampS));
        request.setHeader(WebhookSigner.SIGNATURE, signer.sign(event.id(), timestampS, event.body()));
        request.setEntity(new ByteArrayEntity(event.body(), ContentType.APPLICATION_JSON));
        return request;
    }

    private AttemptResult post(HttpPost request) throws IOException {
        ClassicHttpResponse response = client.executeOpen(target, request, HttpClientContext.create());
        AttemptResult result = AttemptResult.of(response.getCode(), retryAfter(response));
        finish(request, response);
        return result;
    }

    /** The status is known, so an error in the rest of the response changes nothing. */
    private static void finish(HttpPost request, ClassicHttpResponse response) {
        try (response) {
            HttpEntity entity = response.getEntity();
            InputStream content = entity == null ? null : entity.getContent();
            if (content != null && content.readNBytes(MAX_RESPONSE_BYTES).length == MAX_RESPONSE_BYTES) {
                request.cancel();
            }
        } catch (IOException e) {
            request.cancel();
        }
    }

    private @Nullable Duration retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        String text = header == null || header.getValue() == null
                ? ""
                : header.getValue().strip();
        if (text.matches("\\d{1," + MAX_RETRY_AFTER_DIGITS + "}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Instant time = text.isEmpty() ? null : DateUtils.parseStandardDate(text);
        Duration delay = time == null ? null : Duration.between(clock.instant(), time);
        return delay == null || delay.isNegative() ? null : delay;
    }

    private static AttemptResult.NoResponse reason(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IpAddressRefusedException) {
                return AttemptResult.NoResponse.ADDRESS_REFUSED;
            }
            if (cause instanceof UnknownHostException) {
                return AttemptResult.NoResponse.HOST_UNKNOWN;
            }
            if (cause instanceof SSLException) {
                return AttemptResult.NoResponse.TLS_FAILED;
            }
            if (cause instanceof InterruptedIOException) {
                return AttemptResult.NoResponse.TIMEOUT;
            }
            if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return AttemptResult.NoResponse.CONNECTION_FAILED;
            }
        }
        return AttemptResult.NoResponse.IO_FAILED;
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
