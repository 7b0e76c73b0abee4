package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.training.evaluate.EvaluationFormatter;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.fit.TreeOptions;
import io.nacre.training.history.ProgressReporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Random search around the given options, ranked by average precision. Each trial depends only on the seed and its
 * number, so an interrupted search continues with the same trials.
 */
final class HyperparameterSearch {

    private static final String TRIAL = "trial ";

    private final SearchOptions options;
    private final String subject;
    private final ProgressReporter progress;

    /** @param subject the training data; a journal of other data is refused */
    HyperparameterSearch(SearchOptions options, String subject, ProgressReporter progress) {
        this.options = options;
        this.subject = subject;
        this.progress = progress;
    }

    /**
     * The best options of all trials. The earlier trial wins a tie.
     *
     * @param validation average precision on transactions that did not steer the training; NaN without frauds
     */
    TrainingOptions best(TrainingOptions given, ToDoubleFunction<TrainingOptions> validation) throws IOException {
        List<Double> results = earlier(given.seed());
        int resumed = results.size();
        long beganNs = System.nanoTime();
        int best = 0;
        for (int trial = 0; trial < options.trials(); trial++) {
            if (trial >= resumed) {
                TrainingOptions sampled = sampled(given, trial);
                results.add(validation.applyAsDouble(sampled));
                append(line(trial, results.get(trial), sampled));
            }
            best = results.get(trial) > results.get(best) ? trial : best;
            if (trial >= resumed) {
                long perTrialNs = (System.nanoTime() - beganNs) / (trial + 1 - resumed);
                say(trial, results, best, Duration.ofNanos(perTrialNs * (options.trials() - trial - 1)));
            }
        }
        progress.report("search: trial " + (best + 1) + " ranks best, average precision " + number(results.get(best)));
        return sampled(given, best);
    }

    /** The given options with their fraud factor resolved; for later trials random options around them. */
    static TrainingOptions sampled(TrainingOptions given, int trial) {
        if (trial == 0) {
            return given;
        }
        SplittableRandom random = new SplittableRandom(given.seed() * 31 + trial);
        TreeOptions trees = given.trees();
        NetworkOptions network = given.network();
        TreeOptions otherTrees = new TreeOptions(
                Math.min(trees.maxTrees(), 100 + random.nextInt(301)),
                Math.min(trees.maxTreesPerTrial(), 20 + random.nextInt(61)),
                trees.patience(),
                3 + random.nextInt(6),
                between(0.02, 0.15, random),
                between(0.2, 0.9, random),
                between(0.6, 1, random),
                between(1, 30, random),
                trees.bins());
        NetworkOptions otherNetwork = new NetworkOptions(
                8 + random.nextInt(41),
                network.epochs(),
                network.patience(),
                128 << random.nextInt(4),
                between(0.0005, 0.01, random),
                between(1e-6, 1e-3, random),
                network.layerDropout(),
                between(0.05, 0.5, random));
        double factor = requireNonNull(given.fraudFactor()) * between(0.25, 4, random);
        return given.with(otherTrees).with(otherNetwork).withFraudFactor(factor);
    }

    /** Uniform on a logarithmic scale. */
    private static double between(double least, double most, SplittableRandom random) {
        return least * StrictMath.pow(most / least, random.nextDouble());
    }

    private List<Double> earlier(long seed) throws IOException {
        String head = "seed " + seed + ", " + subject;
        Path journal = options.journal();
        List<Double> results = new ArrayList<>();
        if (!Files.exists(journal)) {
            append(head);
            return results;
        }
        List<String> lines = Files.readAllLines(journal);
        if (lines.isEmpty() || !lines.get(0).equals(head)) {
            throw new IllegalArgumentException("the journal " + journal + " belongs to another search ("
                    + (lines.isEmpty() ? "empty" : lines.get(0)) + "), this one is (" + head
                    + "): delete the file, or use the earlier data and options");
        }
        for (String line : lines.subList(1, lines.size())) {
            String begin = TRIAL + (results.size() + 1) + " ";
            // The last line may be incomplete after an interruption.
            if (!line.startsWith(begin) || !line.endsWith(")")) {
                break;
            }
            results.add(Double.valueOf(line.substring(begin.length()).split(" ", 2)[0]));
        }
        if (results.size() + 1 < lines.size()) {
            Files.write(journal, lines.subList(0, results.size() + 1));
        }
        progress.report("search: resuming after " + results.size() + " trials in " + journal);
        return results;
    }

    private void append(String line) throws IOException {
        Files.writeString(options.journal(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static String line(int trial, double averagePrecision, TrainingOptions sampled) {
        return TRIAL + (trial + 1) + " " + averagePrecision + " (" + sampled.trees() + ", " + sampled.network()
                + ", fraud factor " + sampled.fraudFactor() + ")";
    }

    private void say(int trial, List<Double> results, int best, Duration left) {
        progress.report(String.format(
                Locale.ROOT,
                "search: trial %d of %d, average precision %s; best so far trial %d with %s; about %d min left",
                trial + 1,
                options.trials(),
                number(results.get(trial)),
                best + 1,
                number(results.get(best)),
                left.plusSeconds(59).toMinutes()));
    }

    private static String number(double value) {
        return EvaluationFormatter.number(value);
    }
}
