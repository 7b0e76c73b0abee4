package io.nacre.bench.load;

import io.nacre.kafka.LocalBroker;
import io.nacre.model.TestBundles;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A broker, a bundle, and workers: what a benchmark of jobs needs, each in a process of its own. */
public final class Scene implements AutoCloseable {

    private final Scratch scratch;
    private final boolean trial;
    private final BenchBundle bundle;
    private final String brokers;
    private final List<AutoCloseable> open = new ArrayList<>();

    private Scene(Path folder, boolean trial, Consumer<String> progress) throws IOException {
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
     * @param folder for what is kept from run to run
     * @param trial all in this process, with a made-up bundle
     */
    public static Scene open(Path folder, boolean trial, Consumer<String> progress) throws IOException {
        return new Scene(folder, trial, progress);
    }

    public String brokers() {
        return brokers;
    }

    /** Where all that is not kept may lie. */
    public Path scratch() {
        return scratch.path();
    }

    public BenchBundle bundle() {
        return bundle;
    }

    /** A worker that is ended with the scene. */
    public Worker worker(String... options) throws IOException {
        Worker worker = trial ? Worker.here() : Worker.start(List.of(options));
        open.add(worker);
        return worker;
    }

    /** Creates topics and fills them. */
    public Stock stock(String prefix, Traffic traffic, int rows) {
        return Stock.fill(brokers, prefix, traffic, rows, 1);
    }

    /** The whole job over a stock, or one of its other ways to run. */
    public Task job(Work work, Stock stock) {
        return onTopics(work, stock)
                .with("bundle", bundle.bundle())
                .with("ips", bundle.ips())
                .with("folder", scratch.path());
    }

    /** The copy loop over a stock. */
    public Task copyLoop(Stock stock, int rounds) {
        return onTopics(Work.COPY_LOOP, stock)
                .with("from", stock.topic())
                .with("to", stock.prefix() + "copies")
                .with("rounds", rounds);
    }

    private static Task onTopics(Work work, Stock stock) {
        return Task.of(work)
                .with("brokers", stock.brokers())
                .with("prefix", stock.prefix())
                .with("rows", stock.rows());
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
