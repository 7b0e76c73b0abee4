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

/** The guard itself under every order of six events, with a payment after each. */
@Tag("flink")
class DecideInterleavingTest {

    private static final long T0 = Payments.START_MS;

    /** What may happen to the job between two payments. */
    private enum Event {
        FREEZE,
        RELEASE,
        /** A payment for which the guard itself calls for a hold. */
        SUSPECT,
        /** All orders are heard, and the holds with them, once more or for the first time. */
        RETURN,
        /** Goes on from a checkpoint. */
        RESTART,
        /** Goes on without one: only the topic knows what was ordered. */
        LOSS
    }

    private int stories;

    @Test
    void noOrderOfEventsLetsAPaymentPastAFreezeOrHoldsOneWithoutCause() {
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
        private KeyedBroadcastOperatorTestHarness<String, ScoredEvent, AccountControlEvent, Decision> guard;

        private Story(List<Event> events) {
            this.events = events;
        }

        private void play() throws Exception {
            guard = start(null);
            for (int i = 0; i < events.size(); i++) {
                happen(events.get(i));
                guard.getOutput().clear();
                pay("t" + i, -4, T0 + i);
                List<Decision> decisions = guard.extractOutputValues();
                assertThat(decisions).hasSize(1);
                assertThat(decisions.get(0).cause())
                        .as("%s, payment %d", events, i)
                        .isEqualTo(isFrozen() ? Cause.FROZEN : Cause.SCORE);
            }
            guard.close();
        }

        private void happen(Event event) throws Exception {
            switch (event) {
                case FREEZE -> order(action(Type.FREEZE, ActorType.PERSON, 10, null));
                case RELEASE -> order(action(Type.RELEASE, ActorType.PERSON, 20, null));
                case SUSPECT -> suspect();
                case RETURN -> topic.forEach(this::tell);
                case RESTART -> {
                    OperatorSubtaskState snapshot = guard.snapshot(1, 1);
                    guard.close();
                    guard = start(snapshot);
                }
                case LOSS -> {
                    guard.close();
                    guard = start(null);
                }
            }
        }

        /** What it calls for lies on the topic at once, and is heard of with RETURN, or by whoever starts. */
        private void suspect() throws Exception {
            pay("suspect", 4.7, T0);
            DecideHarness.side(guard.getSideOutput(Decide.AUTO_FREEZES)).forEach(call -> topic.add(call.freeze()));
        }

        private void order(AccountAction action) {
            topic.add(action);
            tell(action);
        }

        private void tell(AccountAction action) {
            try {
                guard.processBroadcastElement(new StreamRecord<>(AccountControlEvent.of(action), T0));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        /** A release stands as long as it says; until then a hold freezes, or a freeze. */
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
            guard.processElement(new StreamRecord<>(scoredEvent, atMs));
        }

        private static AccountAction action(Type type, ActorType actorType, long version, @Nullable Long untilMs) {
            return new AccountAction(
                    "acct", type, Scope.OUTGOING, version, actorType, actorType.name(), "why", version, untilMs);
        }
    }
}
