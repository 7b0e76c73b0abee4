package io.nacre.training.history;

import io.nacre.decision.Example;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.TransactionResolver;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Served vectors as a training history, so that training uses exactly the vectors of the job. Only id, account and time
 * of a transaction are known; everything else is in its vector.
 */
public final class ServedHistory implements History {

    /** The topic has no amounts, so metrics by amount are undefined. */
    private static final Money NO_AMOUNT = new Money(0, "EUR");

    private final List<LabelledTransaction> transactions = new ArrayList<>();
    private final Map<String, FeatureVector> vectors = new HashMap<>();

    /** The weights other than 1. */
    private final Map<String, Double> weights = new HashMap<>();

    /**
     * Creates the history.
     *
     * @param maturityMs the label-maturity window
     */
    public ServedHistory(List<ServedExamples.LabelledExample> rows, long maturityMs) {
        for (ServedExamples.LabelledExample labelledExample : rows) {
            Example served = labelledExample.served();
            float[] vector = served.vector();
            if (vector != null) {
                vectors.put(served.transactionId(), new FeatureVector(vector));
                if (labelledExample.weight() != 1) {
                    weights.put(served.transactionId(), labelledExample.weight());
                }
                transactions.add(
                        new LabelledTransaction(transaction(served), label(labelledExample, maturityMs), null));
            }
        }
    }

    @Override
    public void forEach(Consumer<LabelledTransaction> reader) {
        transactions.forEach(reader);
    }

    @Override
    public List<AccountProfile> profiles() {
        return List.of();
    }

    @Override
    public Replay replay(TransactionResolver resolver) {
        return Replay.ofServed(vectors);
    }

    @Override
    public double weight(String transactionId) {
        return weights.getOrDefault(transactionId, 1.0);
    }

    private static Transaction transaction(Example served) {
        return new Transaction(
                served.transactionId(),
                served.eventTimeMs(),
                served.accountId(),
                null,
                NO_AMOUNT,
                Channel.TRANSFER,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    private static Label label(ServedExamples.LabelledExample labelledExample, long maturityMs) {
        Example served = labelledExample.served();
        Label label = labelledExample.label();
        return label != null
                ? label
                : new Label(
                        served.transactionId(),
                        served.accountId(),
                        false,
                        served.eventTimeMs() + maturityMs,
                        Label.Source.CHARGEBACK);
    }
}
