package io.nacre.app.webhook;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.webhook.WebhookEndpoint;
import io.nacre.webhook.WebhookMetrics;
import io.nacre.webhook.WebhookMetricsServer;
import io.nacre.webhook.WebhookService;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Delivers events to endpoints until it is stopped. */
@Command(
        name = "run",
        description = "Send decisions, alerts and account actions to HTTPS endpoints until it is stopped.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre webhooks run --bootstrap-servers localhost:9092 --endpoints webhooks.yaml",
            "  nacre webhooks run --bootstrap-servers localhost:9092 --endpoints webhooks.yaml --metrics-port 9464",
            "",
            "Requests are signed as Standard Webhooks. Events of one account are sent one after another.",
            "Failed attempts are repeated for 24 hours; then the event is on the topic fraud.webhook-dead-letters.",
            "After a restart some events are sent again with the same webhook-id; none is lost."
        })
final class RunWebhooksCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Mixin
    private EndpointOptions endpoints = new EndpointOptions();

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "Port of /metrics for Prometheus, 0 for any free port; default no metrics.")
    private @Nullable Integer metricsPort;

    @Option(
            names = "--metrics-host",
            defaultValue = "127.0.0.1",
            description = "IP address of /metrics; default 127.0.0.1.")
    private String metricsHost = "";

    @Override
    public Integer call() throws Exception {
        List<WebhookEndpoint> read = endpoints.read();
        WebhookMetrics metrics = new WebhookMetrics();
        WebhookMetricsServer server = metricsPort == null ? null : serve(metricsPort, metrics);
        WebhookService service = start(read, metrics);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, server, stopped), "webhooks-stop"));
        PrintWriter out = CommandSupport.out(spec);
        if (server != null) {
            out.println("Metrics at http://" + metricsHost + ":" + server.port() + "/metrics");
        }
        String names = read.stream().map(WebhookEndpoint::name).collect(Collectors.joining(", "));
        out.println("Webhooks run for " + names + ". Stop with Ctrl-C.");
        out.flush();
        stopped.await();
        return 0;
    }

    private WebhookService start(List<WebhookEndpoint> read, WebhookMetrics metrics) {
        try {
            return WebhookService.start(broker.settings(), read, metrics);
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private WebhookMetricsServer serve(int port, WebhookMetrics metrics) {
        try {
            return WebhookMetricsServer.start(metricsHost, port, metrics);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailedException(
                    "--metrics-port: cannot listen on " + metricsHost + " port " + port + " (" + e.getMessage()
                            + "); choose another port or --metrics-host",
                    e);
        }
    }

    private static void stop(WebhookService service, @Nullable WebhookMetricsServer server, CountDownLatch stopped) {
        try {
            service.close();
        } finally {
            if (server != null) {
                server.close();
            }
            stopped.countDown();
        }
    }
}
