package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Example;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.feature.layer.Layers;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoredEvent.DuplicateTransaction;
import io.nacre.stream.event.ScoredEvent.LabelEvent;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import io.nacre.stream.event.ScoringInput;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("flink")
class ScoreTest {

    private static final long T0 = Payments.START_MS;
    private static final Transaction PAYMENT = Payments.payment("t", "acct", T0);

    private OneInputStreamOperatorTestHarness<ScoringInput, ScoredEvent> score;

    @BeforeEach
    void start() throws Exception {
        score = new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(
                new Score(TestBundles.catalogueBundle().zip(), EngineKind.COMPILED, ExchangeRates.EUROS)));
        score.open();
    }

    @AfterEach
    void stop() throws Exception {
        score.close();
    }

    @Test
    void makesAnExampleOfTheVectorItScored() throws Exception {
        TransactionEvent enrichedEvent = EnrichedEvent.of(PAYMENT, Facts.UNKNOWN, RecordOrigin.NONE);

        send(enrichedEvent);

        ScoredTransaction scored =
                (ScoredTransaction) score.extractOutputValues().get(0);
        assertThat(examples())
                .containsExactly(new Example(
                        "t",
                        "acct",
                        T0,
                        Layers.fingerprint(),
                        enrichedEvent.vector().values(),
                        scored.scoring().model().trail().score(),
                        null));
    }

    @Test
    void completesTheExampleOfALabel() throws Exception {
        Label label = new Label("t", "acct", true, T0 + 5, Label.Source.VERDICT);

        send(EnrichedEvent.of(label, RecordOrigin.NONE).about(EntityKeys.of(PAYMENT)));

        assertThat(score.extractOutputValues())
                .singleElement()
                .isInstanceOfSatisfying(
                        LabelEvent.class, event -> assertThat(event.label()).isEqualTo(label));
        assertThat(examples()).containsExactly(new Example("t", "acct", T0, Layers.fingerprint(), null, null, label));
    }

    @Test
    void makesNoExampleOfARepeat() throws Exception {
        send(EnrichedEvent.of(PAYMENT, Facts.UNKNOWN, RecordOrigin.NONE).repeated());

        assertThat(score.extractOutputValues()).singleElement().isInstanceOf(DuplicateTransaction.class);
        assertThat(score.getSideOutput(Score.EXAMPLES)).isNull();
    }

    @Test
    void opensTheCircuitBreakerIfNearlyAllTransactionsAreUnusual() throws Exception {
        Bundle bundle = TestBundles.with(new Thresholds(0.3, 0.9, 0.2), TestBundles.catalogueBundle());
        try (var flooded = new OneInputStreamOperatorTestHarness<ScoringInput, ScoredEvent>(
                new ProcessOperator<>(new Score(bundle.zip(), EngineKind.COMPILED, ExchangeRates.EUROS)))) {
            flooded.open();
            for (int i = 0; i < 10_000; i++) {
                TransactionEvent payment = EnrichedEvent.of(PAYMENT, Facts.UNKNOWN, RecordOrigin.NONE);
                flooded.processElement(new StreamRecord<>(ScoringInput.of(payment), T0));
            }

            List<ScoredTransaction> all = flooded.extractOutputValues().stream()
                    .map(ScoredTransaction.class::cast)
                    .toList();
            assertThat(all.get(0).thresholds().anomaly()).isEqualTo(0.2);
            assertThat(all.get(0).scoring().model().anomaly().tailProbability()).isLessThanOrEqualTo(0.2);
            assertThat(all.get(9_999).thresholds()).isEqualTo(new Thresholds(0.3, 0.9));
            assertThat(all.get(9_999).scoring().model().anomaly())
                    .isEqualTo(all.get(0).scoring().model().anomaly());
        }
    }

    private void send(EnrichedEvent enrichedEvent) throws Exception {
        score.processElement(new StreamRecord<>(ScoringInput.of(enrichedEvent), T0));
    }

    private List<Example> examples() {
        return score.getSideOutput(Score.EXAMPLES).stream()
                .map(example -> example.getValue().value())
                .toList();
    }
}
