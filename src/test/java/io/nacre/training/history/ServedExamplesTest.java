package io.nacre.training.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.nacre.decision.Cause;
import io.nacre.decision.Example;
import io.nacre.decision.Outcome;
import io.nacre.decision.ServedDecision;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEvent;
import io.nacre.training.LabelSelectionBias;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedExamplesTest {

    @Test
    void joinsVectorsWithLabelsAndAssumesLegitimateAfterMaturity() {
        ServedExamples served = new ServedExamples();
        served.add(label("fraud", true));
        for (String id : new String[] {"quiet", "fraud", "young"}) {
            served.add(vector(id, id.equals("young") ? 100 : 10, Layers.fingerprint()));
        }
        served.add(vector("foreign", 10, "another"));

        assertThat(served.rows(50))
                .extracting(labelledExample -> labelledExample.served().transactionId())
                .containsExactly("fraud", "quiet");
        assertThat(served.rows(50))
                .extracting(ServedExamples.LabelledExample::fraud)
                .containsExactly(true, false);
        assertThat(served.rows(0)).hasSize(3);
        assertThat(served.foreign()).isEqualTo(1);
    }

    @Test
    void learnsNothingFromTheSilenceOfWhatWasNotPaid() {
        ServedExamples served = new ServedExamples();
        for (String id : new String[] {"declined", "reviewed", "explored", "passed"}) {
            served.add(vector(id, 10, Layers.fingerprint()));
        }
        served.add(handled("declined", Outcome.DECLINE, Cause.SCORE, 1));
        served.add(handled("reviewed", Outcome.REVIEW, Cause.SCORE, 0.9));
        served.add(handled("explored", Outcome.APPROVE, Cause.EXPLORED, 0.1));

        assertThat(served.rows(0))
                .extracting(labelledExample -> labelledExample.served().transactionId())
                .containsExactly("explored", "passed");
        assertThat(served.unanswered()).isEqualTo(2);
    }

    @Test
    void aChallengedTransactionWasPaidOnlyIfAnEventShowsIt() {
        ServedExamples served = new ServedExamples();
        for (String id : new String[] {"paid", "failed", "silent", "other account", "fraud"}) {
            served.add(vector(id, 10, Layers.fingerprint()));
            served.add(handled(id, Outcome.CHALLENGE, Cause.SCORE, 1));
        }
        served.add(label("fraud", true));
        assertThat(served.hasChallenges()).isTrue();
        served.note(event("acct", "paid", LifecycleEvent.Type.CHALLENGE_FAILED));
        served.note(event("acct", "paid", LifecycleEvent.Type.CHALLENGE_PASSED));
        served.note(event("acct", "failed", LifecycleEvent.Type.CHALLENGE_FAILED));
        served.note(event("another", "other account", LifecycleEvent.Type.CHALLENGE_PASSED));

        assertThat(served.rows(0))
                .extracting(labelledExample -> labelledExample.served().transactionId())
                .containsExactly("fraud", "paid");
        assertThat(served.unanswered()).isEqualTo(3);
        assertThat(new ServedExamples().hasChallenges()).isFalse();
    }

    @Test
    void limitsUnlabelledVectorsAndKeepsAllLabels() {
        ServedExamples served = new ServedExamples(100);
        for (int i = 0; i < 5_000; i += 100) {
            served.note(label("t" + i, true));
        }
        for (int i = 0; i < 5_000; i++) {
            served.add(vector("t" + i, 10, Layers.fingerprint()));
        }

        assertThat(served.rows(0))
                .filteredOn(ServedExamples.LabelledExample::fraud)
                .hasSize(50);
        assertThat(served.served()).hasSizeLessThanOrEqualTo(150).hasSizeGreaterThan(70);
        assertThat(served.rows(0).stream()
                        .mapToDouble(ServedExamples.LabelledExample::weight)
                        .sum())
                .isCloseTo(5_000, withinPercentage(30));
    }

    private static LifecycleEvent event(String account, String id, LifecycleEvent.Type type) {
        return new LifecycleEvent(account, id, id + type, type, null, null, 20);
    }

    @Test
    void aChargebackOutranksAVerdictWhicheverComesFirst() {
        Label chargeback = new Label("t", "acct", true, 30, Label.Source.CHARGEBACK);
        for (boolean first : new boolean[] {true, false}) {
            ServedExamples served = new ServedExamples();
            served.add(vector("t", 10, Layers.fingerprint()));
            Example said = new Example("t", "acct", 10, Layers.fingerprint(), null, null, chargeback);
            served.add(first ? said : label("t", false));
            served.add(first ? label("t", false) : said);

            assertThat(served.rows(0))
                    .extracting(ServedExamples.LabelledExample::label)
                    .containsExactly(chargeback);
        }
    }

    @Test
    void weightsFraudsOfRandomReviewByInversePropensity() {
        ServedExamples served = new ServedExamples();
        for (String id : new String[] {"found", "disputed", "suspected", "silent"}) {
            served.add(vector(id, 10, Layers.fingerprint()));
        }
        served.add(handled("found", Outcome.REVIEW, Cause.SAMPLED, 0.1));
        served.add(label("found", true));
        served.add(handled("suspected", Outcome.REVIEW, Cause.SCORE, 1));
        served.add(label("suspected", true));
        served.add(new Example(
                "disputed",
                "acct",
                10,
                Layers.fingerprint(),
                null,
                null,
                new Label("disputed", "acct", true, 20, Label.Source.CHARGEBACK)));
        List<ServedExamples.LabelledExample> rows = served.rows(0);

        LabelSelectionBias labelSelectionBias = LabelSelectionBias.of(rows);

        assertThat(labelSelectionBias.weighed(rows))
                .extracting(labelledExample ->
                        labelledExample.served().transactionId() + " " + Math.round(labelledExample.weight()))
                .containsExactly("disputed 1", "found 9", "silent 1", "suspected 1");
        assertThat(labelSelectionBias.toString())
                .contains(
                        "4 transactions: 2 labelled by analysts, 1 of them after an alert, 1 by chargebacks",
                        "1 were reviewed at random, 1 of them frauds, which represent about 10 approved frauds");
        assertThat(labelSelectionBias.counts())
                .containsEntry("transaction_count", 4L)
                .containsEntry("verdict_count", 2L)
                .containsEntry("verdict_after_alert_count", 1L)
                .containsEntry("chargeback_count", 1L)
                .containsEntry("unlabelled_legitimate_count", 1L)
                .containsEntry("fraud_count", 3L)
                .containsEntry("disputed_approved_fraud_count", 1L)
                .containsEntry("randomly_reviewed_count", 1L)
                .containsEntry("randomly_reviewed_fraud_count", 1L)
                .containsKey("estimated_approved_fraud_count");
    }

    @Test
    void reportsMissingRandomReviews() {
        ServedExamples served = new ServedExamples();
        served.add(vector("silent", 10, Layers.fingerprint()));

        assertThat(LabelSelectionBias.of(served.rows(0)).toString())
                .contains("none was reviewed at random", "--explore-approvals");
    }

    /** An id belongs to its account: somebody else's chargeback under the same id says nothing of this payment. */
    @Test
    void aLabelOfAnotherAccountWithTheSameIdIsOfAnotherTransaction() {
        ServedExamples served = new ServedExamples();
        served.add(vector("order-7", 10, Layers.fingerprint()));
        Label other = new Label("order-7", "another", true, 20, Label.Source.CHARGEBACK);
        served.add(new Example("order-7", "another", 10, Layers.fingerprint(), null, null, other));

        assertThat(served.rows(0))
                .singleElement()
                .matches(labelledExample -> !labelledExample.fraud() && labelledExample.label() == null);
    }

    private static Example handled(String id, Outcome outcome, Cause cause, double propensity) {
        ServedDecision servedDecision = new ServedDecision(outcome, cause, propensity);
        return new Example(id, "acct", 10, Layers.fingerprint(), null, null, null, servedDecision);
    }

    private static Example vector(String id, long atMs, String fingerprint) {
        return new Example(id, "acct", atMs, fingerprint, new float[Layers.width()], 0.5, null);
    }

    private static Example label(String id, boolean fraud) {
        Label label = new Label(id, "acct", fraud, 20, Label.Source.VERDICT);
        return new Example(id, "acct", 10, Layers.fingerprint(), null, null, label);
    }
}
