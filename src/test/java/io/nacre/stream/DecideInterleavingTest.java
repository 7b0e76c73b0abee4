package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Exploration;
import io.nacre.decision.Permutations;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoredEvents;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link Decide} under every order of six events, with a transaction after each. */
@Tag("flink")
class DecideInterleavingTest {

    private static final long T0 = Payments.START_MS;

    /** An event between two transactions. */
    private enum Event {
        FREEZE,
        RELEASE,
        /** A transaction that requests an automatic freeze. */
        SUSPECT,
        /** All account actions arrive from the topic, again or for the first time. */
        RETURN,
        /** Restarts from a checkpoint. */
        RESTART,
        /** Restarts without state: only the topic has the account actions. */
        LOSS
    }

    private int stories;

    @Test
    void declinesExactlyTheFrozenTransactionsInEveryOrderOfEvents() {
        Permutations.each(List.of(Event.values()), story -> {
            try {
                new Story(story).play();
                stories++;
            } catch (Exception e) {
                throw new AssertionError(story.toString(), e);
            }
        });

        assertThat(stories).isEqualTo(720);
    }

    /** One order of the events. */
    private static final class Story {

        private final List<Event> events;
        private final List<AccountAction> topic = new ArrayList<>();
        private KeyedBroadcastOperatorTestHarness<String, ScoredEvent, AccountControlEvent, Decision> harness;

        private Story(List<Event> events) {
            this.events = events;
        }

        private void play() throws Exception {
            harness = start(null);
            for (int i = 0; i < events.size(); i++) {
                happen(events.get(i));
                harness.getOutput().clear();
                pay("t" + i, -4, T0 + i);
                List<Decision> decisions = harness.extractOutputValues();
                assertThat(decisions).hasSize(1);
                assertThat(decisions.get(0).cause())
                        .as("%s, payment %d", events, i)
                        .isEqualTo(isFrozen() ? Cause.FROZEN : Cause.SCORE);
            }
            harness.close();
        }

        private void happen(Event event) throws Exception {
            switch (event) {
                case FREEZE -> publish(action(Type.FREEZE, ActorType.PERSON, 10, null));
                case RELEASE -> publish(action(Type.RELEASE, ActorType.PERSON, 20, null));
                case SUSPECT -> suspect();
                case RETURN -> topic.forEach(this::apply);
                case RESTART -> {
                    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
                    harness.close();
                    harness = start(snapshot);
                }
                case LOSS -> {
                    harness.close();
                    harness = start(null);
                }
            }
        }

        /** Writes the automatic freeze to the topic; it is applied by RETURN, or at the next start. */
        private void suspect() throws Exception {
            pay("suspect", 4.7, T0);
            DecideHarness.side(harness.getSideOutput(Decide.AUTO_FREEZES)).forEach(call -> topic.add(call.freeze()));
        }

        private void publish(AccountAction action) {
            topic.add(action);
            apply(action);
        }

        private void apply(AccountAction action) {
            try {
                harness.processBroadcastElement(new StreamRecord<>(AccountControlEvent.of(action), T0));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        /** Frozen by any action until a release, which never expires here. */
        private boolean isFrozen() {
            return !topic.isEmpty() && topic.stream().noneMatch(action -> action.type() == Type.RELEASE);
        }

        private KeyedBroadcastOperatorTestHarness<String, ScoredEvent, AccountControlEvent, Decision> start(
                @Nullable OperatorSubtaskState snapshot) throws Exception {
            Decide operator = new Decide(
                    () -> {
                        AccountControls accountControls = new AccountControls();
                        topic.forEach(accountControls::apply);
                        return accountControls;
                    },
                    new AutoFreezePolicy(0.98, 1_000, 5, 1),
                    Exploration.NONE,
                    ExchangeRates.EUROS);
            KeyedBroadcastOperatorTestHarness<String, ScoredEvent, AccountControlEvent, Decision> started =
                    DecideHarness.harness(operator);
            if (snapshot != null) {
                started.initializeState(snapshot);
            }
            started.open();
            return started;
        }

        private void pay(String id, double logit, long atMs) throws Exception {
            TransactionEvent enrichedEvent =
                    EnrichedEvent.of(Payments.payment(id, "acct", atMs), Facts.UNKNOWN, RecordOrigin.NONE);
            ScoredEvent scoredEvent = ScoredEvents.scored(
                    enrichedEvent, new Trail(new double[] {-3, logit}), null, new Thresholds(0.5, 0.9));
            harness.processElement(new StreamRecord<>(scoredEvent, atMs));
        }

        private static AccountAction action(Type type, ActorType actorType, long version, @Nullable Long untilMs) {
            return new AccountAction(
                    "acct", type, Scope.OUTGOING, version, actorType, actorType.name(), "why", version, untilMs);
        }
    }
}
