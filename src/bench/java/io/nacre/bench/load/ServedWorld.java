package io.nacre.bench.load;

import io.nacre.decision.Outcome;
import io.nacre.decision.Policy;
import io.nacre.feature.FactsResolver;
import io.nacre.model.Trail;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.simulation.World;
import io.nacre.training.Trainer;
import io.nacre.training.TrainingOptions;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.fit.TreeOptions;
import io.nacre.training.history.History;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.history.Replay;
import io.nacre.training.sample.TimeSplitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A simulated world as served by a job with a champion: vectors, trails and outcomes of all payments. */
public final class ServedWorld {

    /** The label-maturity window of training and retraining. */
    public static final Duration SILENCE = Duration.ofDays(4);

    private static final Duration TO_LEARN_FROM = Duration.ofDays(40);

    private final Bundle champion;
    private final long learnedUntilMs;
    private final List<Payment> payments = new ArrayList<>();

    /**
     * A served payment.
     *
     * @param outcome the outcome by the champion's thresholds
     */
    public record Payment(LabelledTransaction truth, float[] vector, Trail trail, Outcome outcome) {

        public Transaction transaction() {
            return truth.transaction();
        }

        public boolean isFraud() {
            return truth.label() != null && truth.label().fraud();
        }

        public double score() {
            return trail.score();
        }
    }

    private ServedWorld(Bundle champion, long learnedUntilMs) {
        this.champion = champion;
        this.learnedUntilMs = learnedUntilMs;
    }

    /** Trains the champion on the world's first weeks, and serves the whole world. */
    public static ServedWorld of(World world, Path folder, TrainingOptions training, ProgressReporter progress)
            throws IOException {
        Path ranges =
                Files.createDirectories(folder).resolve("ip-" + world.options().seed() + ".mmdb");
        world.writeIpDatabase(ranges);
        String path = ranges.toString();
        try (IpDatabases ips = IpDatabases.open(new IpDatabaseConfig(path, path, path))) {
            FactsResolver factsResolver = new FactsResolver(ips);
            Instant until = world.options().start().plus(TO_LEARN_FROM);
            Bundle champion = new Trainer(before(world, until), factsResolver, training, progress)
                    .train(until)
                    .bundle();
            ServedWorld served = new ServedWorld(champion, until.toEpochMilli());
            served.serve(world, new Replay(factsResolver, world.profiles()));
            return served;
        }
    }

    /**
     * Options for a small model, because many are trained.
     *
     * @param trees maximum number of trees of its classical model
     */
    public static TrainingOptions training(int trees) {
        return TrainingOptions.DEFAULT
                .with(TimeSplitOptions.byShare(0.6, 0.25, SILENCE))
                .with(TreeOptions.DEFAULT.withMost(trees))
                .with(NetworkOptions.DEFAULT.withHidden(8).withEpochs(2))
                .withLegitRowsMax(10_000)
                .withAnomaly(null);
    }

    public Bundle champion() {
        return champion;
    }

    /** End of the champion's training data, event time, ms since 1970. */
    public long learnedUntilMs() {
        return learnedUntilMs;
    }

    /** All payments in time order. */
    public List<Payment> payments() {
        return List.copyOf(payments);
    }

    private void serve(World world, Replay replay) {
        Engine engine = champion.engine(EngineKind.COMPILED);
        world.forEach(labelled -> {
            var vector = replay.step(labelled);
            if (vector != null) {
                Trail trail = engine.score(vector.values());
                Outcome outcome = Policy.band(trail.score(), champion.thresholds());
                payments.add(new Payment(labelled, vector.values(), trail, outcome));
            }
        });
    }

    private static History before(World world, Instant until) {
        long untilMs = until.toEpochMilli();
        return new History() {
            @Override
            public void forEach(Consumer<LabelledTransaction> reader) {
                world.forEach(labelled -> {
                    if (labelled.transaction().eventTimeMs() < untilMs) {
                        reader.accept(labelled);
                    }
                });
            }

            @Override
            public List<io.nacre.payment.AccountProfile> profiles() {
                return world.profiles();
            }
        };
    }
}
