package io.nacre.bench.load;

import io.nacre.bench.load.ServedWorld.Payment;
import io.nacre.decision.Cause;
import io.nacre.decision.Example;
import io.nacre.decision.Outcome;
import io.nacre.decision.ServedDecision;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Label;
import io.nacre.training.history.ServedExamples;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Analysts who give the opposite of the true label for a share of their verdicts. */
public final class NoisyAnalysts {

    /** Share of the approved frauds that are disputed; the others stay unlabelled. */
    private static final double DISPUTED = 0.8;

    private static final long CARE_MS = TimeUnit.HOURS.toMillis(1);
    private static final long DISPUTE_MS = TimeUnit.DAYS.toMillis(3);

    /** The transactions that get a verdict. */
    public enum Scope {
        /** Transactions that the champion flags; others are labelled by chargeback or not at all. */
        ALERTS,
        /** All transactions, so that false verdicts may be anywhere. */
        EVERYTHING
    }

    private final Scope scope;
    private final double share;
    private final SplittableRandom random;
    private final Set<String> lies = new HashSet<>();

    /** @param share of false verdicts, 0 to 1 */
    public NoisyAnalysts(Scope scope, double share, long seed) {
        this.scope = scope;
        this.share = share;
        this.random = new SplittableRandom(seed);
    }

    /** The examples topic after all verdicts. */
    public ServedExamples examples(List<Payment> payments) {
        ServedExamples examples = new ServedExamples();
        payments.forEach(payment -> addVerdict(payment, examples));
        return examples;
    }

    /** The transactions with a false verdict. */
    public Set<String> lies() {
        return Set.copyOf(lies);
    }

    private void addVerdict(Payment payment, ServedExamples examples) {
        String id = payment.transaction().id();
        String account = payment.transaction().accountId();
        long atMs = payment.transaction().eventTimeMs();
        String fingerprint = Layers.fingerprint();
        examples.add(new Example(id, account, atMs, fingerprint, payment.vector(), payment.score(), null));
        if (payment.outcome() != Outcome.APPROVE) {
            ServedDecision servedDecision = new ServedDecision(payment.outcome(), Cause.SCORE, 1);
            examples.add(new Example(id, account, atMs, fingerprint, null, null, null, servedDecision));
        }
        boolean lie = random.nextDouble() < share;
        boolean disputed = payment.isFraud() && random.nextDouble() < DISPUTED;
        if (scope == Scope.EVERYTHING || payment.outcome() != Outcome.APPROVE) {
            Label label = new Label(id, account, payment.isFraud() != lie, atMs + CARE_MS, Label.Source.VERDICT);
            examples.add(new Example(id, account, atMs, fingerprint, null, null, label));
            if (lie) {
                lies.add(id);
            }
        } else if (disputed) {
            Label label = new Label(id, account, true, atMs + DISPUTE_MS, Label.Source.CHARGEBACK);
            examples.add(new Example(id, account, atMs, fingerprint, null, null, label));
        }
    }
}
