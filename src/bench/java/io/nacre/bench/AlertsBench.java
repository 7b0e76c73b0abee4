package io.nacre.bench;

import static java.util.Objects.requireNonNull;

import io.nacre.bench.load.ServedWorld;
import io.nacre.bench.load.ServedWorld.Payment;
import io.nacre.bench.measure.Result;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.SharedEntity;
import io.nacre.decision.incident.SharedIncident;
import io.nacre.feature.Facts;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.RecordOrigin;
import io.nacre.simulation.FraudMix;
import io.nacre.simulation.FraudTypology;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The number of alerts per thousand frauds. */
@Command(
        name = "alerts",
        description = {
            "Measure how far incidents reduce the number of alerts on simulated data.",
            "Counts suspicious transactions, account incidents, and the incidents that remain when a burst"
                    + " shares one. Each count is per 1,000 frauds. The rules of the job apply, without freezes and"
                    + " verdicts."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench alerts", "  nacre bench alerts --accounts 5000 --card-testing 0.5"})
final class AlertsBench extends Benchmark {

    @Option(names = "--accounts", defaultValue = "1500", description = "Number of accounts; default 1500.")
    private int accounts;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the simulation; default 1.")
    private long seed;

    @Option(
            names = "--card-testing",
            defaultValue = "0.3",
            description = "Share of card testing among all frauds; default 0.3.")
    private double cardTesting;

    private final Map<String, Alert> open = new HashMap<>();
    private final Map<String, SharedIncident> bursts = new HashMap<>();
    private final Map<String, String> incidents = new HashMap<>();
    private final Set<String> gathered = new HashSet<>();
    private final Set<String> shared = new HashSet<>();

    @Override
    String question() {
        return "How many alerts do 1,000 frauds create, with and without shared incidents?";
    }

    @Override
    void measure(Result result) throws Exception {
        WorldOptions options = WorldOptions.DEFAULT
                .withAccounts(count(accounts, 60))
                .withFraudRate(trial() ? 0.08 : 0.01)
                .withSeed(seed)
                .withMix(new FraudMix(Map.of(FraudTypology.CARD_TESTING, cardTesting), Set.of(), 0));
        ServedWorld world = ServedWorld.of(World.of(options), folder().resolve("worlds"), training(), line -> {});
        List<Payment> later = world.payments().stream()
                .filter(payment -> payment.transaction().eventTimeMs() >= world.learnedUntilMs())
                .toList();
        long frauds = later.stream().filter(Payment::isFraud).count();
        int suspicious = 0;
        for (Payment payment : later) {
            Decision decision = decision(payment);
            if (AccountIncidentRules.concerns(decision)) {
                suspect(payment, decision);
                suspicious++;
            }
        }
        int own = new HashSet<>(incidents.values()).size();
        int left = own - gathered.size() + shared.size();
        if (own > suspicious || left > own) {
            throw new IllegalStateException("shared incidents have increased the number of incidents");
        }
        result.checked("every suspicious payment belongs to one incident");
        double each = 1_000.0 / frauds;
        result.figure("frauds", "payments of " + later.size(), frauds);
        result.figure("suspicious payments", "of 1,000 frauds", suspicious * each);
        result.figure("incidents of accounts", "of 1,000 frauds", own * each);
        result.figure("incidents, bursts as one", "of 1,000 frauds", left * each);
    }

    private static Decision decision(Payment payment) {
        return new Decision(
                payment.transaction().id(),
                payment.transaction().accountId(),
                payment.transaction().eventTimeMs(),
                new PolicyOutcome(payment.outcome(), Cause.SCORE),
                new ScoringResult(new ModelScore(payment.trail(), List.of(), null, "bundle")),
                false,
                0,
                RecordOrigin.NONE);
    }

    private void suspect(Payment payment, Decision decision) {
        String account = decision.accountId();
        Alert before = open.get(account);
        boolean another = before == null || AccountIncidentRules.isOver(before, decision.eventTimeMs());
        var amount = payment.transaction().amount();
        Alert alert = another
                ? AccountIncidentRules.open(decision, amount, ExchangeRates.EUROS)
                : AccountIncidentRules.addTransaction(requireNonNull(before), decision, amount, ExchangeRates.EUROS);
        open.put(account, alert);
        incidents.put(decision.transactionId(), alert.incidentId());
        RelatedEntities relatedEntities = RelatedEntities.of(payment.transaction(), Facts.UNKNOWN);
        for (SharedEntity sharedEntity : SharedEntity.values()) {
            String name = sharedEntity.name(relatedEntities);
            if (name != null && gather(alert, name, sharedEntity)) {
                return;
            }
        }
    }

    /** Whether the alert belongs to a shared incident of the entity. */
    private boolean gather(Alert alert, String name, SharedEntity sharedEntity) {
        SharedIncident known = bursts.getOrDefault(name, SharedIncident.NONE)
                .at(alert.updatedAtMs())
                .withoutClosed();
        SharedIncident after = known.with(alert, name, sharedEntity.accounts(), ExchangeRates.EUROS);
        bursts.put(name, after);
        Alert incident = after.incident();
        if (incident == null) {
            return false;
        }
        shared.add(incident.incidentId());
        if (known.incident() == null) {
            known.members().forEach(member -> gathered.add(member.incidentId()));
        }
        gathered.add(alert.incidentId());
        return true;
    }
}
