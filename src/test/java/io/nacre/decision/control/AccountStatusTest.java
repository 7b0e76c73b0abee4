package io.nacre.decision.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.decision.Permutations;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountStatus.State;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountStatusTest {

    @Test
    void goesFromActiveToFrozenToReleased() {
        AccountStatus status = AccountStatus.ACTIVE;
        assertThat(status.stateAt(5)).isEqualTo(State.ACTIVE);

        status = status.after(person(Type.FREEZE, 1, 100L));
        assertThat(status.stateAt(99)).isEqualTo(State.FROZEN);
        assertThat(status.stateAt(100)).isEqualTo(State.ACTIVE);

        status = status.after(person(Type.RELEASE, 2, 50L));
        assertThat(status.stateAt(49)).isEqualTo(State.RELEASED);
        assertThat(status.stateAt(50)).isEqualTo(State.ACTIVE);
    }

    @Test
    void theOrderOfArrivalNeverMatters() {
        List<AccountAction> actions = List.of(
                person(Type.FREEZE, 10, 40L),
                automaticFreeze(20, 60),
                person(Type.RELEASE, 30, 50L),
                automaticFreeze(45, 70),
                person(Type.FREEZE, 5, null));
        AccountStatus expected = all(actions);

        Permutations.each(actions, order -> assertThat(all(order)).isEqualTo(expected));

        assertThat(expected.stateAt(46)).isEqualTo(State.RELEASED);
        assertThat(expected.stateAt(55)).isEqualTo(State.FROZEN);
        assertThat(expected.stateAt(70)).isEqualTo(State.ACTIVE);
    }

    @Test
    void aPersonsActionOverridesANewerAutomaticOne() {
        AccountStatus status = all(List.of(person(Type.RELEASE, 10, 1_000L), automaticFreeze(20, 60)));

        assertThat(status.stateAt(30)).isEqualTo(State.RELEASED);
        assertThat(status.rejectionReason(automaticFreeze(25, 65)))
                .isEqualTo("a person's action is in force, RELEASE by ann: because");
    }

    @Test
    void anAutomaticFreezeReleasedByAPersonDoesNotReturn() {
        AccountStatus status = all(List.of(automaticFreeze(20, 60), person(Type.RELEASE, 30, 40L)));

        assertThat(status.stateAt(45)).isEqualTo(State.ACTIVE);
    }

    @Test
    void givesTheReasonIfAnActionWouldChangeNothing() {
        AccountStatus frozen = AccountStatus.ACTIVE.after(person(Type.FREEZE, 3, null));

        assertThat(AccountStatus.ACTIVE.rejectionReason(person(Type.RELEASE, 1, null)))
                .contains("nothing to release");
        assertThat(frozen.rejectionReason(person(Type.RELEASE, 3, null)))
                .isEqualTo("its version 3 is not newer than version 3, FREEZE by ann: because");
        assertThat(frozen.rejectionReason(person(Type.RELEASE, 4, null))).isNull();
        assertThat(frozen.rejectionReason(person(Type.FREEZE, 4, 90L))).isNull();
        assertThat(AccountStatus.ACTIVE.after(automaticFreeze(4, 50)).rejectionReason(automaticFreeze(5, 60)))
                .contains("already frozen");
    }

    @Test
    void aScopeStopsItsSideOnly() {
        for (Scope side : List.of(Scope.OUTGOING, Scope.INCOMING)) {
            assertThat(frozen(side).freezeAt(1, side)).isNotNull();
            assertThat(frozen(Scope.BOTH).freezeAt(1, side)).isNotNull();
        }
        assertThat(frozen(Scope.OUTGOING).freezeAt(1, Scope.INCOMING)).isNull();
        assertThat(frozen(Scope.INCOMING).freezeAt(1, Scope.OUTGOING)).isNull();
    }

    @Test
    void anAutomaticActionIsAFreezeThatExpires() {
        assertThatThrownBy(() -> new AccountAction(
                        "a", Type.FREEZE, Scope.OUTGOING, 1, ActorType.SYSTEM, "nacre", "why", 1, null))
                .hasMessageContaining("a freeze by SYSTEM must expire");
        assertThatThrownBy(() -> new AccountAction(
                        "a", Type.RELEASE, Scope.OUTGOING, 1, ActorType.SYSTEM, "nacre", "why", 1, 5L))
                .hasMessageContaining("only a person may release");
        assertThatThrownBy(() -> person(Type.FREEZE, 5, 5L)).hasMessageContaining("is not after requested_at");
    }

    private static AccountStatus frozen(Scope scope) {
        return AccountStatus.ACTIVE.after(
                new AccountAction("a", Type.FREEZE, scope, 1, ActorType.PERSON, "ann", "because", 1, null));
    }

    private static AccountStatus all(List<AccountAction> actions) {
        AccountStatus status = AccountStatus.ACTIVE;
        for (AccountAction action : actions) {
            status = status.after(action);
        }
        return status;
    }

    private static AccountAction person(Type type, long version, @Nullable Long untilMs) {
        return new AccountAction("a", type, version, "ann", "because", version, untilMs);
    }

    private static AccountAction automaticFreeze(long atMs, long untilMs) {
        return new AccountAction(
                "a", Type.FREEZE, Scope.OUTGOING, atMs, ActorType.SYSTEM, "nacre", "score", atMs, untilMs);
    }
}
