package io.nacre.rules;

import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Trail;
import io.nacre.payment.Channel;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.util.Map;
import java.util.Random;

/** Made-up scenes, and rules over them. */
final class RuleContexts {

    private RuleContexts() {}

    static RuleContext of(int seed) {
        Random random = new Random(seed);
        float[] vector = new float[Layers.width()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextInt(3);
        }
        double[] logits = random.doubles(Layers.CASCADE.size() + 1, -4, 4).toArray();
        Transaction payment = Payments.varied(seed, Payments.START_MS + seed);
        return of(payment, vector, new Trail(logits));
    }

    private static RuleContext of(Transaction payment, float[] vector, Trail trail) {
        RuleContext ruleContext = new RuleContext(ExchangeRates.EUROS);
        ruleContext.set(payment, Facts.UNKNOWN, vector, trail, null);
        return ruleContext;
    }

    /** A transfer of an amount, and nothing else known. */
    static RuleContext paying(Money amount) {
        Transaction transfer = new Transaction(
                "t", 1, "a", null, amount, Channel.TRANSFER, null, null, null, null, "p", null, null, Map.of());
        return of(transfer, new float[Layers.width()], new Trail(new double[Layers.CASCADE.size() + 1]));
    }

    static Rule rule(String id, int version, RuleStage ruleStage, String expression) {
        return new Rule(
                id,
                version,
                ruleStage,
                "payments team",
                "what it says",
                expression,
                Rule.Enforcement.HARD,
                io.nacre.decision.Outcome.DECLINE,
                "ada",
                Payments.START_MS);
    }
}
