package io.nacre.bench;

import io.nacre.bench.load.NoisyAnalysts;
import io.nacre.bench.load.ServedWorld;
import io.nacre.bench.load.ServedWorld.Payment;
import io.nacre.bench.measure.Result;
import io.nacre.model.bundle.Bundle;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import io.nacre.training.LabelNoiseDetector;
import io.nacre.training.Retraining;
import io.nacre.training.evaluate.PromotionGate;
import io.nacre.training.history.ServedExamples;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the effect of false verdicts on the next model, and their detection. */
@Command(
        name = "poisoning",
        description = {
            "Retrain on simulated data with 0, 1, 5 and 10 %% false verdicts, and measure the damage.",
            "The false verdicts are on alerts or on all transactions. Each training runs with and without"
                    + " suspect verdicts. The promotion gate uses the last days' traffic with false verdicts, and a"
                    + " frozen set with true labels. Later transactions compare each model with one trained on true"
                    + " verdicts."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench poisoning", "  nacre bench poisoning --seeds 1,2,3 --accounts 2000"})
final class PoisoningBench extends Benchmark {

    private static final double TOLERANCE = 0.005;
    private static final Duration DAY = Duration.ofDays(1);

    @Option(
            names = "--seeds",
            split = ",",
            defaultValue = "1,2,3",
            description = "Seeds of the simulations; default 1,2,3.")
    private List<Long> seeds = List.of();

    @Option(names = "--accounts", defaultValue = "1500", description = "Number of accounts; default 1500.")
    private int accounts;

    @Option(names = "--fraud-rate", defaultValue = "0.01", description = "Approximate share of fraud; default 0.01.")
    private double fraudRate;

    @Option(
            names = "--lies",
            split = ",",
            defaultValue = "0.1,0.05,0.01",
            description = "Shares of false verdicts; default 0.1,0.05,0.01.")
    private List<Double> lies = List.of();

    @Option(names = "--days", defaultValue = "90", description = "Number of days; default 90.")
    private int days;

    /** A retrained model, and the results of the gate. */
    private record Trial(
            Bundle bundle, PromotionGate.GateResult recent, PromotionGate.GateResult frozen, Set<String> doubted) {
        boolean passes() {
            return frozen.passes() && (recent.passes() || !recent.isConclusive());
        }
    }

    @Override
    String question() {
        return "Does a model trained with false verdicts pass the gate, and how good is it?";
    }

    @Override
    void measure(Result result) throws Exception {
        for (long seed : trial() ? seeds.subList(0, 1) : seeds) {
            WorldOptions options = WorldOptions.DEFAULT
                    .withAccounts(count(accounts, 60))
                    .withDays(days)
                    .withFraudRate(trial() ? 0.08 : fraudRate)
                    .withSeed(seed);
            ServedWorld world = ServedWorld.of(World.of(options), folder().resolve("worlds"), training(), line -> {});
            say(
                    "seed %d: %,d payments, %d of them frauds",
                    seed, world.payments().size(), frauds(world.payments()));
            new Seed(seed, world, result).run();
        }
        result.checked("every model was trained on the same vectors, and only the labels differ");
    }

    private static long frauds(List<Payment> payments) {
        return payments.stream().filter(Payment::isFraud).count();
    }

    /** One world. */
    private final class Seed {

        private final long seed;
        private final Result result;
        private final ServedWorld world;
        private final List<Payment> learned;
        private final List<Payment> frozen;
        private final List<Payment> later;

        Seed(long seed, ServedWorld world, Result result) {
            this.seed = seed;
            this.world = world;
            this.result = result;
            long endMs = world.payments()
                    .get(world.payments().size() - 1)
                    .transaction()
                    .eventTimeMs();
            long frozenMs = endMs - DAY.multipliedBy(16).toMillis();
            long laterMs = endMs - DAY.multipliedBy(9).toMillis();
            learned = between(0, frozenMs);
            frozen = between(frozenMs, laterMs);
            later = between(laterMs, Long.MAX_VALUE);
        }

        private List<Payment> between(long fromMs, long toMs) {
            return world.payments().stream()
                    .filter(payment -> payment.transaction().eventTimeMs() >= fromMs
                            && payment.transaction().eventTimeMs() < toMs)
                    .toList();
        }

        void run() throws IOException {
            for (NoisyAnalysts.Scope scope :
                    trial() ? List.of(NoisyAnalysts.Scope.EVERYTHING) : List.of(NoisyAnalysts.Scope.values())) {
                Trial clean = retrained(scope, 0, true);
                report(scope, 0, true, clean, clean);
                if (!trial()) {
                    report(scope, 0, false, retrained(scope, 0, false), clean);
                }
                for (double share : trial() ? lies.subList(0, 1) : lies) {
                    for (boolean doubting : trial() ? new boolean[] {true} : new boolean[] {false, true}) {
                        report(scope, share, doubting, retrained(scope, share, doubting), clean);
                    }
                }
            }
        }

        private Trial retrained(NoisyAnalysts.Scope scope, double share, boolean doubting) throws IOException {
            NoisyAnalysts noisyAnalysts = new NoisyAnalysts(scope, share, seed);
            List<ServedExamples.LabelledExample> rows =
                    noisyAnalysts.examples(learned).rows(ServedWorld.SILENCE.toMillis());
            Set<String> doubted = doubting ? LabelNoiseDetector.of(rows, seed) : Set.of();
            List<ServedExamples.LabelledExample> believed = rows.stream()
                    .filter(labelledExample ->
                            !doubted.contains(labelledExample.served().transactionId()))
                    .toList();
            Bundle bundle = Retraining.withAllVerdicts(believed, ServedWorld.SILENCE.toMillis())
                    .train(training().withSeed(seed), line -> {})
                    .bundle();
            PromotionGate recent = new PromotionGate(world.champion(), bundle);
            long fromMs = bundle.provenance().trainedTo().toEpochMilli();
            for (ServedExamples.LabelledExample labelledExample : believed) {
                if (labelledExample.served().eventTimeMs() >= fromMs) {
                    recent.add(
                            labelledExample.served().vector(),
                            labelledExample.fraud(),
                            labelledExample.served().accountId(),
                            labelledExample.served().eventTimeMs());
                }
            }
            PromotionGate.GateResult onFrozen = truth(world.champion(), bundle, frozen);
            return new Trial(bundle, recent.result(TOLERANCE), onFrozen, found(doubted, noisyAnalysts.lies()));
        }

        private Set<String> found(Set<String> doubted, Set<String> lies) {
            PoisoningBench.this.say(
                    "  %d suspect verdicts, with %d of %d false ones among them",
                    doubted.size(), doubted.stream().filter(lies::contains).count(), lies.size());
            return doubted;
        }

        private PromotionGate.GateResult truth(Bundle first, Bundle second, List<Payment> payments) {
            PromotionGate promotionGate = new PromotionGate(first, second);
            for (Payment payment : payments) {
                promotionGate.add(
                        payment.vector(),
                        payment.isFraud(),
                        payment.transaction().accountId(),
                        payment.transaction().eventTimeMs());
            }
            return promotionGate.result(TOLERANCE);
        }

        private void report(NoisyAnalysts.Scope scope, double share, boolean doubting, Trial trial, Trial clean) {
            PromotionGate.GateResult worth = truth(clean.bundle(), trial.bundle(), later);
            String name = String.format(
                    Locale.ROOT,
                    "%s, %.0f %% false, %s",
                    scope.name().toLowerCase(Locale.ROOT),
                    100 * share,
                    doubting ? "without suspect verdicts" : "all verdicts");
            PoisoningBench.this.say(
                    "seed %d, %s: %s on recent traffic, %s on the frozen set; later %s",
                    seed, name, word(trial.recent()), word(trial.frozen()), worth);
            result.figure(name + ", later, seed " + seed, "average precision", worth.challenger());
            result.figure(name + ", recall later, seed " + seed, "at 1 % false positives", worth.challengerRecall());
            result.figure(name + ", gate, seed " + seed, "1 passes, 0 refused", trial.passes() ? 1 : 0);
        }

        private static String word(PromotionGate.GateResult gateResult) {
            return !gateResult.isConclusive()
                    ? "too few"
                    : (gateResult.passes() ? "passes" : "refused")
                            + String.format(Locale.ROOT, " (%+.4f)", gateResult.challenger() - gateResult.champion());
        }
    }
}
