package io.nacre.chaos;

import static java.util.Objects.requireNonNull;

import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.Traffic;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command behind {@code scripts/check-gateway}. */
@Command(
        name = "check-gateway",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Asks two gateways for decisions while TaskManager, broker and a gateway are frozen and killed, one after the"
                    + " other. Each process is a JVM of its own. Then compares the answers with the topics.",
            "Exits with 1 if a target is missed: every request to a living gateway is answered by its deadline and 20 ms"
                    + " (p99.99), no transaction gets two outcomes, each stand-in has a decision later, nothing is lost."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all targets are met",
            "1:one is missed, or a fault did not take effect",
            "2:the command line is wrong"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  scripts/check-gateway",
            "  scripts/check-gateway --seconds 60 --rate 50",
            "",
            "Times are wall-clock times: other load increases them."
        })
public final class GatewayCheck implements Callable<Integer> {

    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final Duration DRAIN = Duration.ofMinutes(5);
    private static final int FREEZE_S = 6;
    private static final int CALM_S = 8;
    private static final int WARM_UP_S = 10;
    private static final int ACCOUNTS = 8_000;
    private static final List<Fault> JOB_AND_BROKER =
            List.of(Fault.PAUSE_TASKMANAGER, Fault.KILL_TASKMANAGER, Fault.FREEZE_BROKER, Fault.KILL_BROKER);

    /** The generator's payments, which show that the job decides. */
    private static final Pace BACKGROUND = new Pace(10, 1);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--seconds",
            defaultValue = "150",
            description = "Starts the faults anew until so many seconds have passed; default 150.")
    private int seconds;

    @Option(names = "--rate", defaultValue = "60", description = "Transactions a second; default 60.")
    private int rate;

    @Option(names = "--deadline-ms", defaultValue = "300", description = "Deadline of each request; default 300.")
    private int deadlineMs;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the traffic; default 1.")
    private long seed;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "For logs; default 'check-gateway' in the work folder.")
    private Path folder = Path.of(System.getProperty("nacre.work", ".nacre"), "check-gateway");

    private GatewayCheck() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new GatewayCheck()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Path own = Files.createDirectories(folder.toAbsolutePath().resolve("run-" + System.currentTimeMillis()));
        try (SystemUnderTest systemUnderTest = SystemUnderTest.open(own, seed, BACKGROUND)) {
            String brokers = systemUnderTest.broker.brokers();
            try (GatewayNode first = GatewayNode.start("gateway-1", brokers, own);
                    GatewayNode second = GatewayNode.start("gateway-2", brokers, own)) {
                GatewayVerdict verdict = run(systemUnderTest, List.of(first, second));
                verdict.lines().forEach(this::say);
                verdict.missed().forEach(missed -> say("misses a target: " + missed));
                return verdict.missed().isEmpty() ? 0 : 1;
            }
        }
    }

    private GatewayVerdict run(SystemUnderTest systemUnderTest, List<GatewayNode> gateways) throws Exception {
        Duration deadline = Duration.ofMillis(deadlineMs);
        systemUnderTest.watch.expect(System.currentTimeMillis());
        awaitDecision(systemUnderTest);
        say("warming up");
        GatewayClient warmUp = client("w", gateways, deadline);
        TimeUnit.SECONDS.sleep(WARM_UP_S);
        warmUp.close();
        GatewayClient client = client("g", gateways, deadline);
        Injector injector = new Injector(systemUnderTest, seed, seconds);
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        do {
            round(systemUnderTest, injector, gateways.get(0));
        } while (System.nanoTime() < endNs);
        client.close();
        systemUnderTest.generator.close();
        try (GroupProgress group = new GroupProgress(systemUnderTest.kafka())) {
            group.await(List.of(TopicCatalogue.TRANSACTIONS), DRAIN);
        }
        return GatewayVerdict.of(client.replies(), deadline, systemUnderTest.kafka());
    }

    private GatewayClient client(String idPrefix, List<GatewayNode> gateways, Duration deadline) {
        Traffic traffic = new Traffic(ACCOUNTS, KeyDistribution.UNIFORM, Integer.MAX_VALUE, seed).apart();
        GatewayClient client = new GatewayClient(gateways, idPrefix, traffic, rate, deadline);
        client.start();
        return client;
    }

    /** Each fault once. The second gateway always lives. */
    private void round(SystemUnderTest systemUnderTest, Injector injector, GatewayNode gateway) throws Exception {
        for (Fault fault : JOB_AND_BROKER) {
            long startNs = System.nanoTime();
            injector.inject(fault);
            awaitDecision(systemUnderTest);
            over(fault.name(), startNs);
        }
        long frozenNs = System.nanoTime();
        gateway.suffer(node -> injector.freeze(node, FREEZE_S));
        over("a frozen gateway", frozenNs);
        long killedNs = System.nanoTime();
        gateway.suffer(Node::kill);
        over("a killed gateway", killedNs);
    }

    /** Reports a fault, and waits, so that the next one meets a recovered system. */
    private void over(String fault, long startNs) throws InterruptedException {
        say(String.format(Locale.ROOT, "%s: over after %.1f s", fault, (System.nanoTime() - startNs) / 1e9));
        TimeUnit.SECONDS.sleep(CALM_S);
    }

    private static void awaitDecision(SystemUnderTest systemUnderTest) throws InterruptedException {
        if (systemUnderTest.watch.cameMs(RECOVERY) == 0) {
            throw new IllegalStateException("no new decision within " + RECOVERY.toSeconds() + " s");
        }
    }

    private void say(String line) {
        PrintWriter out = requireNonNull(spec, "picocli sets it").commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
