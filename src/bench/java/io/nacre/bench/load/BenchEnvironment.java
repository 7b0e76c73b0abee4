package io.nacre.bench.load;

import io.nacre.kafka.admin.LocalBroker;
import io.nacre.model.TestBundles;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The environment of a benchmark: a broker, a bundle, and workers, each in its own process. */
public final class BenchEnvironment implements AutoCloseable {

    private static final AtomicInteger TRIALS = new AtomicInteger();

    private final Scratch scratch;
    private final boolean trial;
    private final BenchBundle bundle;
    private final String prefix;
    private String brokers = "";
    private final List<AutoCloseable> open = new ArrayList<>();

    private BenchEnvironment(Path folder, boolean trial, BenchBundle bundle, String prefix) throws IOException {
        this.trial = trial;
        this.bundle = bundle;
        this.prefix = prefix;
        scratch = Scratch.in(folder);
        open.add(scratch);
    }

    /**
     * Starts a broker in a process of its own.
     *
     * @param folder for cached data
     */
    public static BenchEnvironment open(Path folder, Consumer<String> progress) throws IOException {
        BenchEnvironment environment = new BenchEnvironment(folder, false, BenchBundle.in(folder, progress), "");
        BrokerProcess broker = BrokerProcess.start(environment.scratch().resolve("broker"));
        environment.open.add(broker);
        environment.brokers = broker.brokers();
        return environment;
    }

    /**
     * Everything in this process, with a generated bundle.
     *
     * @param brokers of several trials, each with topics of its own; null to start a broker
     */
    public static BenchEnvironment ofTrial(Path folder, @Nullable String brokers) throws IOException {
        BenchEnvironment environment =
                new BenchEnvironment(folder, true, madeUp(folder), "trial-" + TRIALS.incrementAndGet() + ".");
        if (brokers == null) {
            LocalBroker broker = LocalBroker.start(environment.scratch().resolve("broker"));
            environment.open.add(broker);
            environment.brokers = broker.brokers();
        } else {
            environment.brokers = brokers;
        }
        return environment;
    }

    public String brokers() {
        return brokers;
    }

    /** The folder for temporary data. */
    public Path scratch() {
        return scratch.path();
    }

    public BenchBundle bundle() {
        return bundle;
    }

    /** A worker that ends with the environment. */
    public Worker worker(String... options) throws IOException {
        Worker worker = trial ? Worker.here() : Worker.start(List.of(options));
        open.add(worker);
        return worker;
    }

    /** Creates topics and fills them. */
    public PreloadedTopics stock(String name, Traffic traffic, int rows) {
        return stock(name, traffic, rows, 1);
    }

    /** Creates topics with so many partitions, and fills them. */
    public PreloadedTopics stock(String name, Traffic traffic, int rows, int partitions) {
        return PreloadedTopics.fill(brokers, prefix + name, traffic, rows, partitions);
    }

    /** A task with the whole job, or one of its variants, over preloaded topics. */
    public Task job(WorkloadType workloadType, PreloadedTopics preloadedTopics) {
        return onTopics(workloadType, preloadedTopics)
                .with("bundle", bundle.bundle())
                .with("ips", bundle.ips())
                .with("folder", scratch.path());
    }

    /** Starts a gateway on preloaded topics in the worker, and returns its address. */
    public String gateway(Worker worker, PreloadedTopics preloadedTopics) throws Exception {
        BenchOutcome started =
                worker.run(onTopics(WorkloadType.START_GATEWAY, preloadedTopics).with("folder", scratch.path()));
        return "http://127.0.0.1:" + Math.round(started.more().getOrDefault(LiveGateway.PORT, 0.0));
    }

    /** A task with the copy loop over preloaded topics. */
    public Task copyLoop(PreloadedTopics preloadedTopics, int rounds) {
        return onTopics(WorkloadType.COPY_LOOP, preloadedTopics)
                .with("from", preloadedTopics.topic())
                .with("to", preloadedTopics.prefix() + "copies")
                .with("rounds", rounds);
    }

    private static Task onTopics(WorkloadType workloadType, PreloadedTopics preloadedTopics) {
        return Task.of(workloadType)
                .with("brokers", preloadedTopics.brokers())
                .with("prefix", preloadedTopics.prefix())
                .with("rows", preloadedTopics.rows());
    }

    @Override
    public void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private static BenchBundle madeUp(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path ips = folder.resolve("ip.mmdb");
        World.of(WorldOptions.DEFAULT).writeIpDatabase(ips);
        Path bundle = folder.resolve("made-up.zip");
        TestBundles.catalogueBundle().write(bundle);
        return new BenchBundle(bundle, ips);
    }
}
