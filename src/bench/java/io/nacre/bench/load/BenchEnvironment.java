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
import java.util.function.Consumer;

/** The environment of a benchmark: a broker, a bundle, and workers, each in its own process. */
public final class BenchEnvironment implements AutoCloseable {

    private final Scratch scratch;
    private final boolean trial;
    private final BenchBundle bundle;
    private final String brokers;
    private final List<AutoCloseable> open = new ArrayList<>();

    private BenchEnvironment(Path folder, boolean trial, Consumer<String> progress) throws IOException {
        this.trial = trial;
        bundle = trial ? madeUp(folder) : BenchBundle.in(folder, progress);
        scratch = Scratch.in(folder);
        open.add(scratch);
        Path data = scratch.path().resolve("broker");
        if (trial) {
            LocalBroker broker = LocalBroker.start(data);
            open.add(broker);
            brokers = broker.brokers();
        } else {
            BrokerProcess broker = BrokerProcess.start(data);
            open.add(broker);
            brokers = broker.brokers();
        }
    }

    /**
     * Starts a broker.
     *
     * @param folder for cached data
     * @param trial everything in this process, with a generated bundle
     */
    public static BenchEnvironment open(Path folder, boolean trial, Consumer<String> progress) throws IOException {
        return new BenchEnvironment(folder, trial, progress);
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
    public PreloadedTopics stock(String prefix, Traffic traffic, int rows) {
        return PreloadedTopics.fill(brokers, prefix, traffic, rows, 1);
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
