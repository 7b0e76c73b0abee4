package io.nacre.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Samples;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.ListMatches;
import io.nacre.model.Thresholds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every sequence of up to six of these events, with a payment after each: nothing that is paid after an effective
 * freeze is approved, and nothing is declined for a freeze without an open cause.
 */
class InterleavingTest {

    private static final int LENGTH = 6;

    /** What may happen; the actions arrive in any order, whatever their versions. */
    private enum Event {
        FREEZE(action(Type.FREEZE, ActorType.PERSON, 20, null)),
        FREEZE_FOR_A_TIME(action(Type.FREEZE, ActorType.PERSON, 40, 60L)),
        RELEASE(action(Type.RELEASE, ActorType.PERSON, 30, 50L)),
        HOLD(action(Type.FREEZE, ActorType.SYSTEM, 25, 70L)),
        SECOND_HOLD(action(Type.FREEZE, ActorType.SYSTEM, 45, 80L)),
        TIME_PASSES(null),
        REPLAY(null),
        RESTART(null);

        private final @Nullable AccountAction action;

        Event(@Nullable AccountAction action) {
            this.action = action;
        }
    }

    private long checked;

    @Test
    void declinesExactlyTheFrozenTransactionsInEveryOrderOfArrival() {
        follow(new ArrayList<>());

        assertThat(checked).isEqualTo(8 + 64 + 512 + 4_096 + 32_768 + 262_144);
    }

    private void follow(List<Event> story) {
        if (!story.isEmpty()) {
            check(story);
        }
        if (story.size() < LENGTH) {
            for (Event next : Event.values()) {
                story.add(next);
                follow(story);
                story.remove(story.size() - 1);
            }
        }
    }

    /** Its earlier payments were checked as the ends of shorter stories. */
    private void check(List<Event> story) {
        AccountControls accountControls = new AccountControls();
        List<AccountAction> topic = new ArrayList<>();
        long nowMs = 42;
        for (Event event : story) {
            if (event.action != null) {
                topic.add(event.action);
                accountControls.apply(event.action);
            }
            nowMs += event == Event.TIME_PASSES ? 12 : 0;
            accountControls = event == Event.RESTART ? new AccountControls() : accountControls;
            if (event == Event.REPLAY || event == Event.RESTART) {
                topic.forEach(accountControls::apply);
            }
        }
        AccountAction met = accountControls.freeze("acct", Scope.OUTGOING, nowMs);
        Policy.PolicyResult policyResult = Policy.rule(new PolicyInput(
                "tx",
                met,
                null,
                ListMatches.NONE,
                new ScoringResult(new ModelScore(Samples.trail(0.01), List.of(), null, "bundle")),
                new Thresholds(0.5, 0.9),
                Exploration.NONE));
        assertThat(policyResult.policy().outcome() == Outcome.DECLINE)
                .as("%s at %d", story, nowMs)
                .isEqualTo(isFrozen(topic, nowMs));
        checked++;
    }

    /** The same by looking at all that was ever ordered: some freeze is in force that no one has overridden. */
    private static boolean isFrozen(List<AccountAction> topic, long nowMs) {
        return topic.stream()
                .filter(freeze -> freeze.type() == Type.FREEZE && inForce(freeze, nowMs))
                .anyMatch(freeze -> topic.stream().noneMatch(other -> overrides(other, freeze, topic, nowMs)));
    }

    private static boolean overrides(AccountAction other, AccountAction freeze, List<AccountAction> topic, long nowMs) {
        if (other.actorType() == freeze.actorType()) {
            return other.version() > freeze.version();
        }
        boolean last = topic.stream()
                .noneMatch(each -> each.actorType() == ActorType.PERSON && each.version() > other.version());
        return other.actorType() == ActorType.PERSON
                && (other.version() > freeze.version() || (last && inForce(other, nowMs)));
    }

    private static boolean inForce(AccountAction action, long nowMs) {
        return action.expiresAtMs() == null || nowMs < action.expiresAtMs();
    }

    private static AccountAction action(Type type, ActorType actorType, long version, @Nullable Long untilMs) {
        return new AccountAction(
                "acct", type, Scope.BOTH, version, actorType, actorType.name(), "why", version, untilMs);
    }
}
