package io.nacre.app.analyst;

import static java.util.Objects.requireNonNull;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.HistoryOptions;
import io.nacre.app.cli.IpOptions;
import io.nacre.codec.DecodeResult;
import io.nacre.codec.RejectedTransaction;
import io.nacre.decision.ChallengerScore;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.decision.RuleHit;
import io.nacre.feature.Facts;
import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Layers;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.model.explain.Explainer;
import io.nacre.model.explain.Reason;
import io.nacre.model.explain.ReasonCodes;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabases;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Says how one transaction came by its score. */
@Command(
        name = "explain",
        description = "Show how suspicion of one transaction grew, layer by layer, and the strongest reasons.",
        synopsisSubcommandLabel = "decided|offline",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre explain decided tx-000123 --bootstrap-servers localhost:9092",
            "  nacre explain decided tx-000123 --bootstrap-servers localhost:9092 --bundle my-bundle",
            "  nacre explain offline tx-000123 --data world.csv.gz --mapping nacre-simulation --bundle my-bundle"
        })
public final class ExplainCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "decided",
            description = "As it was decided, or why it was rejected: read from the decisions topic.")
    int decided(
            @Parameters(paramLabel = "TRANSACTION") String id,
            @Mixin BrokerOptions brokers,
            @Option(names = "--vector", description = "Also what was served: every feature, from the examples topic.")
                    boolean withVector,
            @Option(
                            names = "--bundle",
                            description =
                                    "The bundle that decided: scores the served vector again, and says whether the"
                                            + " score is the same.")
                    @Nullable
                    Path path) {
        Decision[] found = new Decision[1];
        Set<String> accounts = new TreeSet<>();
        try (TopicReader<Decision> decisions = new TopicReader<>(brokers.settings(), TopicCatalogue.DECISIONS)) {
            decisions.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<Decision> read
                        && read.value().transactionId().equals(id)) {
                    found[0] = read.value();
                    accounts.add(read.value().accountId());
                }
            });
        }
        PrintWriter out = CommandSupport.out(spec);
        if (accounts.size() > 1) {
            out.println(id + " is an id of several accounts: " + String.join(", ", accounts)
                    + "; shown is the newest, of " + requireNonNull(found[0]).accountId());
        }
        long rejected = rejected(id, brokers, out);
        Decision decision = found[0];
        if (decision == null && rejected > 0) {
            return 0;
        }
        if (decision == null) {
            throw new CommandFailedException(
                    "no decision on " + id + " is on the topic; it may be older than the topic keeps");
        }
        out.printf(
                "%s: %s because of %s%s, bundle %s, %d ms after it came%n",
                id,
                decision.outcome(),
                decision.cause(),
                decision.causeDetail() == null ? "" : " (" + decision.causeDetail() + ")",
                decision.bundleId(),
                decision.latencyMs());
        print(out, decision.trail(), decision.reasons(), decision.degradedLayers());
        print(out, decision.anomaly());
        print(out, decision.advice());
        if (withVector || path != null) {
            float[] vector = served(id, brokers);
            if (path != null) {
                scoreAgain(out, decision, vector, Bundle.read(path));
            }
            features(out, vector);
        }
        return 0;
    }

    /** Says which records with this id became dead letters, and why; returns how many. */
    private static long rejected(String id, BrokerOptions brokers, PrintWriter out) {
        Map<String, RejectedTransaction> found = new LinkedHashMap<>();
        try (TopicReader<RejectedTransaction> rejected =
                new TopicReader<>(brokers.settings(), TopicCatalogue.REJECTED_TRANSACTIONS)) {
            rejected.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<RejectedTransaction> read
                        && read.value().transactionId().equals(id)) {
                    found.put(SourceHeader.text(read.value().origin()), read.value());
                }
            });
        }
        found.forEach((place, each) -> out.printf(
                "%s: the record at %s was rejected and not decided: %s%s %s; see 'nacre dead-letters show %s'%n",
                id, place, each.code(), each.field() == null ? "," : ", " + each.field(), each.detail(), place));
        return found.size();
    }

    private static float[] served(String id, BrokerOptions brokers) {
        float[][] found = new float[1][];
        try (TopicReader<Example> examples = new TopicReader<>(brokers.settings(), TopicCatalogue.EXAMPLES)) {
            examples.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<Example> read
                        && read.value().transactionId().equals(id)
                        && read.value().vector() != null) {
                    found[0] = read.value().vector();
                }
            });
        }
        if (found[0] == null) {
            throw new CommandFailedException(
                    "no example of " + id + " is on the topic; it may be older than the topic keeps");
        }
        return found[0];
    }

    private static void scoreAgain(PrintWriter out, Decision decision, float[] vector, Bundle bundle) {
        if (!bundle.id().equals(decision.bundleId())) {
            throw new CommandFailedException(
                    "bundle " + decision.bundleId() + " decided, and " + bundle.id() + " was given");
        }
        Trail again = bundle.engine(EngineKind.COMPILED).score(vector);
        out.println(
                again.equals(decision.trail())
                        ? "scored again: the same trail, to the bit"
                        : "scored again: another trail, with the score " + again.score());
    }

    private static void print(PrintWriter out, RuleAndChallengerResults ruleAndChallengerResults) {
        for (RuleHit hit : ruleAndChallengerResults.rules()) {
            out.printf(
                    "rule %s version %d, %s, asks for %s%s%n",
                    hit.ruleId(),
                    hit.version(),
                    hit.hard() ? "hard" : "soft",
                    hit.outcome(),
                    hit.failed() ? ": failed, not applied" : hit.shadow() ? ": in shadow, not followed" : "");
        }
        ChallengerScore challengerScore = ruleAndChallengerResults.challenger();
        if (challengerScore != null) {
            out.printf(
                    Locale.ROOT,
                    "challenger %s: score %.4f, would %s%n",
                    challengerScore.bundleId(),
                    challengerScore.score(),
                    challengerScore.outcome());
        }
    }

    @Command(name = "offline", description = "By replaying history up to it; needs no broker.")
    int offline(
            @Parameters(paramLabel = "TRANSACTION") String id,
            @Mixin HistoryOptions history,
            @Mixin IpOptions ips,
            @Option(names = "--bundle", required = true, description = "The bundle to score with.") Path path)
            throws IOException {
        Bundle bundle = Bundle.read(path);
        Offline replayed = replayed(id, history, ips);
        float[] vector = replayed.vector();
        Trail trail = bundle.engine(EngineKind.COMPILED).score(vector);
        Explainer explainer = new Explainer(bundle);
        PrintWriter out = CommandSupport.out(spec);
        print(
                out,
                trail,
                explainer.reasons(vector, trail, replayed.transaction(), replayed.facts()),
                explainer.degradedLayers(vector));
        print(out, anomaly(bundle, vector));
        features(out, vector);
        return 0;
    }

    private static void features(PrintWriter out, float[] vector) {
        out.println("features:");
        for (int i = 0; i < vector.length; i++) {
            out.printf(Locale.ROOT, "  %-30s %12.5f%n", Layers.featureNames().get(i), vector[i]);
        }
    }

    /** What the job would have known of one transaction. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Offline(Transaction transaction, Facts facts, float[] vector) {}

    private static Offline replayed(String id, HistoryOptions history, IpOptions ips) throws IOException {
        Offline[] found = new Offline[1];
        try (IpDatabases databases = IpDatabases.open(ips.files())) {
            var transactions = history.open();
            Replay replay = new Replay(new FactsResolver(databases), transactions.profiles());
            transactions.forEach(labelled -> {
                if (found[0] == null) {
                    found[0] = stepped(id, labelled, replay);
                }
            });
        }
        if (found[0] == null) {
            throw new CommandFailedException(
                    "no transaction " + id + " in " + history.data() + "; ids begin as the mapping says");
        }
        return found[0];
    }

    /** Null unless it is the transaction that was asked for. */
    private static @Nullable Offline stepped(String id, LabelledTransaction labelled, Replay replay) {
        Transaction transaction = labelled.transaction();
        boolean asked = transaction.id().equals(id);
        Facts facts = asked ? replay.known(transaction) : Facts.UNKNOWN;
        FeatureVector vector = replay.step(labelled);
        return asked && vector != null ? new Offline(transaction, facts, vector.values()) : null;
    }

    /** With its unusual features even below the anomaly threshold. */
    private static @Nullable Anomaly anomaly(Bundle bundle, float[] vector) {
        AnomalyDetector detector = bundle.detector();
        return detector == null
                ? null
                : new Anomaly(detector.share(detector.error(vector)), detector.unusualFeatures(vector));
    }

    private static void print(PrintWriter out, @Nullable Anomaly anomaly) {
        if (anomaly == null) {
            return;
        }
        out.printf(Locale.ROOT, "anomaly: one in %.0f transactions is as unusual%n", 1 / anomaly.tailProbability());
        for (UnusualFeature unusualFeature : anomaly.unusualFeatures()) {
            out.printf(
                    Locale.ROOT,
                    "unusual %-29s %s, expected %s, weight %.0f %%%n",
                    unusualFeature.feature(),
                    ReasonCodes.reading(unusualFeature.feature(), unusualFeature.value()),
                    ReasonCodes.reading(unusualFeature.feature(), unusualFeature.expected()),
                    100 * unusualFeature.share());
        }
    }

    private static void print(PrintWriter out, Trail trail, List<Reason> reasons, List<String> degraded) {
        out.printf(Locale.ROOT, "%-13s %11s %13s%n", "after", "probability", "contribution");
        for (int k = 0; k <= trail.layers(); k++) {
            out.printf(
                    Locale.ROOT,
                    "%-13s %10.3f%% %+13.3f%n",
                    k == 0 ? "classical" : Layers.CASCADE.get(k - 1).name(),
                    100 * trail.probability(k),
                    k == 0 ? trail.logits()[0] : trail.contribution(k));
        }
        for (Reason reason : reasons) {
            out.printf(
                    Locale.ROOT,
                    "reason %-30s %s, weight %+.3f%n",
                    reason.code(),
                    reason.description(),
                    reason.contribution());
        }
        if (!degraded.isEmpty()) {
            out.println("without input: " + String.join(", ", degraded));
        }
    }
}
