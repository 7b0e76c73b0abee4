package io.nacre.bench.load;

import io.nacre.bench.load.ServedWorld.Payment;
import io.nacre.decision.Cause;
import io.nacre.decision.Example;
import io.nacre.decision.Outcome;
import io.nacre.decision.ServedDecision;
import io.nacre.feature.Layers;
import io.nacre.payment.Label;
import io.nacre.training.history.ServedExamples;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Analysts who say the opposite of what is true of a share of the payments that they are asked about. */
public final class NoisyAnalysts {

    /** Of what was let pass, so many frauds are disputed; nobody ever hears of the others. */
    private static final double DISPUTED = 0.8;

    private static final long CARE_MS = TimeUnit.HOURS.toMillis(1);
    private static final long DISPUTE_MS = TimeUnit.DAYS.toMillis(3);

    /** What the analysts are asked about. */
    public enum Asked {
        /** What the champion suspects: the rest becomes known by chargeback, or never. */
        ALERTS,
        /** Everything, so that lies may be anywhere. */
        EVERYTHING
    }

    private final Asked asked;
    private final double share;
    private final SplittableRandom random;
    private final Set<String> lies = new HashSet<>();

    /** @param share of lies among verdicts, 0 to 1 */
    public NoisyAnalysts(Asked asked, double share, long seed) {
        this.asked = asked;
        this.share = share;
        this.random = new SplittableRandom(seed);
    }

    /** What lies on the topic of examples once all was asked. */
    public ServedExamples examples(List<Payment> payments) {
        ServedExamples examples = new ServedExamples();
        payments.forEach(payment -> tell(payment, examples));
        return examples;
    }

    /** The transactions of which the opposite of the truth was said. */
    public Set<String> lies() {
        return Set.copyOf(lies);
    }

    private void tell(Payment payment, ServedExamples examples) {
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
        if (asked == Asked.EVERYTHING || payment.outcome() != Outcome.APPROVE) {
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
