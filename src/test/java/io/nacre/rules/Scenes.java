package io.nacre.rules;

import io.nacre.feature.Facts;
import io.nacre.feature.Layers;
import io.nacre.feature.Payments;
import io.nacre.model.Trail;
import io.nacre.payment.Transaction;
import java.util.Random;

/** Made-up scenes, and rules over them. */
final class Scenes {

    private Scenes() {}

    static Scene of(int seed) {
        Random random = new Random(seed);
        float[] vector = new float[Layers.width()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = random.nextInt(3);
        }
        double[] logits = random.doubles(Layers.CASCADE.size() + 1, -4, 4).toArray();
        Transaction payment = Payments.varied(seed, Payments.START_MS + seed);
        Scene scene = new Scene();
        scene.set(payment, Facts.UNKNOWN, vector, new Trail(logits), null);
        return scene;
    }

    static Rule rule(String id, int version, Stage stage, String expression) {
        return new Rule(
                id,
                version,
                stage,
                "payments team",
                "what it says",
                expression,
                Rule.Strength.HARD,
                io.nacre.decision.Outcome.DECLINE,
                "ada",
                Payments.START_MS);
    }
}
