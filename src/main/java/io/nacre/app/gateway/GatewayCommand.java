package io.nacre.app.gateway;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.ExchangeRateOptions;
import io.nacre.app.cli.TlsOptions;
import io.nacre.decision.Outcome;
import io.nacre.gateway.GatewaySettings;
import io.nacre.gateway.StandInPolicy;
import io.nacre.gateway.http.ApiKeys;
import io.nacre.gateway.http.GatewayServer;
import io.nacre.gateway.http.HttpServerSettings;
import io.nacre.payment.Channel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers transactions over HTTP. */
@Command(
        name = "gateway",
        description = "Answer transactions over HTTP by a deadline: POST /v1/decisions.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre gateway --bootstrap-servers localhost:9092",
            "  nacre gateway --bootstrap-servers localhost:9092 --stand-in-limit card_present=20 --stand-in-above decline",
            "  nacre gateway --bootstrap-servers localhost:9092 --host 0.0.0.0 --api-keys keys.txt",
            "",
            "Without a decision by the deadline, the gateway answers by freezes, lists and the amount; see --stand-in-limit.",
            "Such an answer has stand_in: true, and is on the topic fraud.stand-ins.",
            "Any number of gateways may run beside each other. The description of the interface is at /docs."
        })
public final class GatewayCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Mixin
    private ExchangeRateOptions rates = new ExchangeRateOptions();

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "IP address to listen on; default 127.0.0.1. Any other one requires --api-keys.")
    private String host = "";

    @Option(
            names = "--port",
            defaultValue = "8480",
            description = "Port to listen on, 0 for any free port; default 8480.")
    private int port;

    @Option(
            names = "--gateway-id",
            paramLabel = "ID",
            description = "Name of this gateway in its stand-ins; default the host's name and the port.")
    private @Nullable String gatewayId;

    @Option(
            names = "--api-keys",
            paramLabel = "FILE",
            description = "Keys of the clients, one per line; see 'nacre api-key'. Changes apply at once.")
    private @Nullable Path apiKeys;

    @Option(
            names = "--requests-per-second",
            defaultValue = "2000",
            paramLabel = "N",
            description = "Maximum number of transactions per second of each client; default 2000.")
    private double requestsPerSecond;

    @Option(
            names = "--max-in-flight",
            defaultValue = "5000",
            paramLabel = "N",
            description = "Maximum number of requests that wait for a decision; default 5000.")
    private int maxInFlight;

    @Option(
            names = "--stand-in-limit",
            paramLabel = "CHANNEL=AMOUNT",
            description = "Amount up to which a stand-in approves, in --currency; repeatable. Default: card_present=50,"
                    + " card_not_present=30, transfer=0, cash=0.")
    private Map<Channel, Double> limits = new EnumMap<>(Channel.class);

    @Option(
            names = "--stand-in-above",
            defaultValue = "review",
            paramLabel = "challenge|review|decline",
            description =
                    "Outcome of a stand-in above the limit; default review. Only the payers of card_not_present and transfer"
                            + " can be challenged; others are reviewed instead.")
    private Outcome above = Outcome.REVIEW;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "File for stand-ins that the broker has not acknowledged yet; default in the work folder."
                    + " It contains transactions.")
    private @Nullable Path journal;

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Override
    public Integer call() throws Exception {
        GatewayServer server = start();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, stopped), "gateway-stop"));
        PrintWriter out = CommandSupport.out(spec);
        out.println("Gateway at " + server.url() + ", its interface at " + server.url() + "/docs. Stop with Ctrl-C.");
        out.flush();
        stopped.await();
        return 0;
    }

    private GatewayServer start() throws IOException {
        try {
            String id = gatewayId == null ? hostName() + "-" + port : gatewayId;
            Path file = journal == null ? CommandSupport.workFolder().resolve("gateway-" + id + ".journal") : journal;
            HttpServerSettings server = new HttpServerSettings(
                    host,
                    port,
                    apiKeys == null ? ApiKeys.none() : ApiKeys.read(apiKeys),
                    requestsPerSecond,
                    tls.certificate());
            StandInPolicy table = new StandInPolicy(limits, above, rates.ofJob());
            return GatewayServer.start(
                    server, new GatewaySettings(broker.settings(), id, table, maxInFlight, file.toAbsolutePath()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "gateway";
        }
    }

    private static void stop(GatewayServer server, CountDownLatch stopped) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stopped.countDown();
        }
    }
}
