package io.nacre.chaos;

import static java.util.Objects.requireNonNull;

import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.Ports;
import io.nacre.bench.load.Traffic;
import io.nacre.feature.FactsResolver;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The system under test with all its parts: broker, proxy, cluster, generator, monitor.
 *
 * <p>Each account has its own device, IP address and merchant. Then all its payments update every state in their order,
 * however often they are reprocessed, and repeated outputs must be equal. The thresholds flag one payment in five, to
 * create incidents.
 */
final class SystemUnderTest implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final int ACCOUNTS = 8_000;
    private static final int SAMPLE = 2_000;

    final Broker broker;
    final FaultProxy proxy;
    final FlinkCluster cluster;
    final Generator generator;
    final DecisionMonitor watch;
    final Disk checkpointDisk;
    final Disk stateDisk;
    final Disk brokerDisk;
    final Checkpoints checkpoints;

    private final KafkaSettings job;
    private final Bundle bundle;
    private final List<AutoCloseable> open = new ArrayList<>();

    private SystemUnderTest(Path folder, long seed, Pace pace) throws Exception {
        try {
            checkpointDisk = opened(Disk.at(folder.resolve("checkpoints"), 256));
            stateDisk = opened(Disk.at(folder.resolve("state"), 2048));
            brokerDisk = opened(Disk.at(folder.resolve("broker"), 512));
            checkpoints = new Checkpoints(checkpointDisk.path());
            int proxyPort = Ports.free();
            broker = opened(Broker.at(brokerDisk.path().resolve("data"), folder, proxyPort));
            broker.start();
            proxy = opened(FaultProxy.open(proxyPort, broker.jobPort()));
            job = KafkaSettings.of("127.0.0.1:" + proxyPort);
            try (TopicSetup topics = new TopicSetup(kafka())) {
                topics.create(1, PARTITIONS);
            }
            Traffic traffic = new Traffic(ACCOUNTS, KeyDistribution.UNIFORM, Integer.MAX_VALUE, seed).apart();
            bundle = suspecting(traffic);
            cluster = opened(FlinkCluster.start(folder, checkpointDisk.path(), stateDisk.path(), pace.parallelism()));
            watch = opened(new DecisionMonitor(kafka()));
            generator =
                    opened(new Generator(kafka(), traffic, pace.perSecond(), seed, folder.resolve("acknowledged.txt")));
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Starts everything, and the job. */
    static SystemUnderTest open(Path folder, long seed, Pace pace) throws Exception {
        SystemUnderTest systemUnderTest = new SystemUnderTest(Files.createDirectories(folder), seed, pace);
        systemUnderTest.cluster.submit(systemUnderTest.job, systemUnderTest.bundle, null);
        systemUnderTest.watch.start();
        systemUnderTest.generator.start();
        return systemUnderTest;
    }

    /** The settings of the generator and the reconciliation, without the proxy. */
    KafkaSettings kafka() {
        return KafkaSettings.of(broker.brokers());
    }

    /** Acts as the supervisor of a dead JobManager: restarts from the newest valid checkpoint, or without state. */
    @Nullable
    Path goOn() throws Exception {
        cluster.countAnew();
        cluster.jobManager().start();
        cluster.awaitTaskManagers();
        Path from = checkpoints.newestGood();
        cluster.submit(job, bundle, from);
        return from;
    }

    @Override
    public void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        open.clear();
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    private static Bundle suspecting(Traffic traffic) throws IOException {
        Bundle bundle = TestBundles.catalogueBundle();
        Engine engine = bundle.engine(EngineKind.COMPILED);
        double[] scores = new double[SAMPLE];
        try (IpDatabases ips = IpDatabases.open(IpDatabaseConfig.NONE)) {
            Replay replay = new Replay(new FactsResolver(ips), List.of());
            for (int i = 0; i < SAMPLE; i++) {
                scores[i] = engine.score(
                                requireNonNull(replay.step(traffic.payment(i))).values())
                        .score();
            }
        }
        Arrays.sort(scores);
        return TestBundles.with(new Thresholds(scores[SAMPLE * 4 / 5], scores[SAMPLE * 19 / 20], 0.001), bundle);
    }
}
