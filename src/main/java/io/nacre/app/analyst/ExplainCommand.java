package io.nacre.app.analyst;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.HistoryOptions;
import io.nacre.app.cli.IpOptions;
import io.nacre.app.cli.OutputOptions;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.feature.Facts;
import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.layer.Layers;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.model.explain.Explainer;
import io.nacre.model.explain.Reason;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabases;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
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

/** Explains the score of one transaction. */
@Command(
        name = "explain",
        description = "Show the score of one transaction after each layer, and its strongest reasons.",
        synopsisSubcommandLabel = "decided|offline",
        scope = ScopeType.INHERIT,
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre explain decided tx-000123 --bootstrap-servers localhost:9092",
            "  nacre explain decided tx-000123 --bootstrap-servers localhost:9092 --bundle my-bundle",
            "  nacre explain offline tx-000123 --data world/transactions.csv --mapping nacre-simulation --bundle my-bundle"
        })
public final class ExplainCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            name = "decided",
            description = "Explain a decision or a rejection that the job wrote. Reads the decisions topic. Adds the"
                    + " payment from the transactions topic if you may read it and it is still there.")
    int decided(
            @Parameters(paramLabel = "TRANSACTION") String id,
            @Mixin BrokerOptions brokers,
            @Option(
                            names = "--vector",
                            description = "Also show every feature value that the job used, from the examples topic.")
                    boolean withVector,
            @Option(
                            names = "--bundle",
                            description = "Bundle that decided. Scores the vector again and reports whether the score"
                                    + " is the same.")
                    @Nullable
                    Path path,
            @Mixin OutputOptions output) {
        KafkaSettings settings = brokers.settings();
        Decision[] found = new Decision[1];
        Set<String> accounts = new TreeSet<>();
        TopicRecords.each(settings, TopicCatalogue.DECISIONS, decision -> {
            if (decision.transactionId().equals(id)) {
                found[0] = decision;
                accounts.add(decision.accountId());
            }
        });
        Map<String, RejectedTransaction> rejected = rejected(id, settings);
        Decision decision = found[0];
        if (decision == null && rejected.isEmpty()) {
            throw new CommandFailedException("the decisions topic has no decision on " + id
                    + ": check the id; the decision may be older than the topic's retention");
        }
        float[] vector = decision != null && (withVector || path != null) ? served(id, settings) : null;
        Boolean same = (vector == null || path == null) ? null : isSameTrail(decision, vector, Bundle.read(path));
        PrintWriter out = CommandSupport.out(spec);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("transaction_id", id);
        fields.put("accounts", List.copyOf(accounts));
        fields.put(
                "rejected",
                rejected.values().stream().map(ExplainCommand::fields).toList());
        if (decision == null) {
            output.show(fields, out, () -> print(id, rejected, out));
            return 0;
        }
        try (BestEffortTransactionLookup payments = new BestEffortTransactionLookup(settings)) {
            Transaction payment = payments.find(decision);
            fields.putAll(fields(decision));
            fields.put("payment", payment == null ? null : TransactionFormatter.fields(payment));
            fields.put("same_score_again", same);
            fields.put("features", vector == null ? null : fields(vector));
            output.show(fields, out, () -> {
                if (accounts.size() > 1) {
                    out.println(id + " is the transaction id of several accounts: " + String.join(", ", accounts)
                            + "; the newest is shown, of " + decision.accountId());
                }
                print(id, rejected, out);
                print(decision, out);
                if (payment == null) {
                    out.println("payment: " + payments.failure());
                } else {
                    TransactionFormatter.print(payment, out);
                }
                ExplanationFormatter.print(
                        out,
                        decision.scoring().model().trail(),
                        decision.scoring().model().reasons(),
                        decision.scoring().degradedLayers());
                ExplanationFormatter.print(out, decision.scoring().model().anomaly());
                ExplanationFormatter.print(out, decision.scoring().rulesAndChallenger());
                if (same != null) {
                    out.println(same ? "scored again: identical trail" : "scored again: different trail and score");
                }
                if (vector != null) {
                    print(vector, out);
                }
            });
        }
        return 0;
    }

    private static void print(Decision decision, PrintWriter out) {
        out.printf(
                "%s: %s because of %s%s, bundle %s, %d ms after arrival%n",
                decision.transactionId(),
                decision.outcome(),
                decision.cause(),
                decision.policy().causeDetail() == null
                        ? ""
                        : " (" + decision.policy().causeDetail() + ")",
                decision.scoring().model().bundleId(),
                decision.latencyMs());
    }

    private static Map<String, @Nullable Object> fields(Decision decision) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("account_id", decision.accountId());
        fields.put("event_time", Instant.ofEpochMilli(decision.eventTimeMs()));
        fields.put("outcome", decision.outcome());
        fields.put("cause", decision.cause());
        fields.put("cause_detail", decision.policy().causeDetail());
        fields.put("score", decision.score());
        fields.put("bundle_id", decision.scoring().model().bundleId());
        fields.put("latency_ms", decision.latencyMs());
        fields.put("duplicate", decision.duplicate());
        fields.put("degraded_layers", decision.scoring().degradedLayers());
        fields.putAll(ExplanationFormatter.fields(
                decision.scoring().model().trail(),
                decision.scoring().model().reasons(),
                decision.scoring().model().anomaly()));
        fields.putAll(ExplanationFormatter.fields(decision.scoring().rulesAndChallenger()));
        return fields;
    }

    /** The rejected records with this id, by origin. */
    private static Map<String, RejectedTransaction> rejected(String id, KafkaSettings settings) {
        Map<String, RejectedTransaction> found = new LinkedHashMap<>();
        TopicRecords.each(settings, TopicCatalogue.REJECTED_TRANSACTIONS, rejected -> {
            if (rejected.transactionId().equals(id)) {
                found.put(SourceHeader.text(rejected.origin()), rejected);
            }
        });
        return found;
    }

    private static void print(String id, Map<String, RejectedTransaction> rejected, PrintWriter out) {
        rejected.forEach((place, each) -> out.printf(
                "%s: the record at %s was rejected and not decided: %s%s %s; see 'nacre dead-letters show %s'%n",
                id, place, each.code(), each.field() == null ? "," : ", " + each.field(), each.detail(), place));
    }

    private static Map<String, @Nullable Object> fields(RejectedTransaction rejected) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("source", SourceHeader.text(rejected.origin()));
        fields.put("code", rejected.code());
        fields.put("field", rejected.field());
        fields.put("detail", rejected.detail());
        return fields;
    }

    private static float[] served(String id, KafkaSettings settings) {
        float[][] found = new float[1][];
        TopicRecords.each(settings, TopicCatalogue.EXAMPLES, example -> {
            if (example.transactionId().equals(id) && example.vector() != null) {
                found[0] = example.vector();
            }
        });
        if (found[0] == null) {
            throw new CommandFailedException("the examples topic has no example of " + id
                    + ": check the id; the example may be older than the topic's retention");
        }
        return found[0];
    }

    private static boolean isSameTrail(Decision decision, float[] vector, Bundle bundle) {
        if (!bundle.id().equals(decision.scoring().model().bundleId())) {
            throw new CommandFailedException(
                    "bundle " + decision.scoring().model().bundleId() + " made the decision, but --bundle is "
                            + bundle.id() + ": set the bundle that decided");
        }
        return bundle.engine(EngineKind.COMPILED)
                .score(vector)
                .equals(decision.scoring().model().trail());
    }

    @Command(name = "offline", description = "Explain a transaction by a replay of history up to it; needs no broker.")
    int offline(
            @Parameters(paramLabel = "TRANSACTION") String id,
            @Mixin HistoryOptions history,
            @Mixin IpOptions ips,
            @Option(names = "--bundle", required = true, description = "Bundle to score with.") Path path,
            @Mixin OutputOptions output)
            throws IOException {
        Bundle bundle = Bundle.read(path);
        Offline replayed = replayed(id, history, ips);
        float[] vector = replayed.vector();
        Trail trail = bundle.engine(EngineKind.COMPILED).score(vector);
        Explainer explainer = new Explainer(bundle);
        List<Reason> reasons = explainer.reasons(vector, trail, replayed.transaction(), replayed.facts());
        List<String> degraded = explainer.degradedLayers(vector);
        Anomaly anomaly = anomaly(bundle, vector);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("transaction_id", id);
        fields.put("score", trail.score());
        fields.put("bundle_id", bundle.id());
        fields.put("degraded_layers", degraded);
        fields.put("payment", TransactionFormatter.fields(replayed.transaction()));
        fields.putAll(ExplanationFormatter.fields(trail, reasons, anomaly));
        fields.put("features", fields(vector));
        PrintWriter out = CommandSupport.out(spec);
        output.show(fields, out, () -> {
            TransactionFormatter.print(replayed.transaction(), out);
            ExplanationFormatter.print(out, trail, reasons, degraded);
            ExplanationFormatter.print(out, anomaly);
            print(vector, out);
        });
        return 0;
    }

    private static void print(float[] vector, PrintWriter out) {
        out.println("features:");
        for (int i = 0; i < vector.length; i++) {
            out.printf(Locale.ROOT, "  %-30s %12.5f%n", Layers.featureNames().get(i), vector[i]);
        }
    }

    private static Map<String, Double> fields(float[] vector) {
        Map<String, Double> fields = new LinkedHashMap<>();
        for (int i = 0; i < vector.length; i++) {
            fields.put(Layers.featureNames().get(i), (double) vector[i]);
        }
        return fields;
    }

    /** The facts and vector of a transaction, computed by a replay. */
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
            throw new CommandFailedException("no transaction " + id + " in " + history.data()
                    + ": check the id, with the prefix that the mapping adds");
        }
        return found[0];
    }

    /** Replays a transaction; returns null unless it is the requested one. */
    private static @Nullable Offline stepped(String id, LabelledTransaction labelled, Replay replay) {
        Transaction transaction = labelled.transaction();
        boolean isRequested = transaction.id().equals(id);
        Facts facts = isRequested ? replay.factsWithUsualValues(transaction) : Facts.UNKNOWN;
        FeatureVector vector = replay.step(labelled);
        return isRequested && vector != null ? new Offline(transaction, facts, vector.values()) : null;
    }

    /** The anomaly with its unusual features, even outside the alarm budget. */
    private static @Nullable Anomaly anomaly(Bundle bundle, float[] vector) {
        AnomalyDetector detector = bundle.detector();
        return detector == null
                ? null
                : new Anomaly(detector.share(detector.error(vector)), detector.unusualFeatures(vector));
    }
}
