package io.nacre.stream.decide;

import static io.nacre.stream.decide.Scenario.ACCOUNT;
import static io.nacre.stream.decide.Scenario.T0;
import static io.nacre.stream.decide.Scenario.action;
import static io.nacre.stream.decide.Scenario.decision;
import static io.nacre.stream.decide.Scenario.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Decision;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.decision.control.PendingAutoFreezes;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.stream.event.AutoFreezeRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AutoFreezerTest {

    private static final AutoFreezePolicy POLICY = new AutoFreezePolicy(0.98, 3_600_000, 5, 0.1);

    private final AccountControls controls = new AccountControls();
    private final AutoFreezer freezer = new AutoFreezer(POLICY, controls, 4);

    @Test
    void requestsAFreezeForADeclineFromItsScoreOnAndEnforcesItAtOnce() {
        assertThat(request("a", 0.97)).isNull();
        assertThat(freezer.pendingFreeze(ACCOUNT, T0)).isNull();

        AutoFreezeRequest request = request("b", 0.99);

        assertThat(request).isNotNull();
        assertThat(request.freeze().accountId()).isEqualTo(ACCOUNT);
        assertThat(request.origin()).isEqualTo(decision(scored("b", 0.99, T0)).origin());
        assertThat(freezer.pendingFreeze(ACCOUNT, T0)).isNotNull();
        assertThat(freezer.pendingFreeze("other", T0)).isNull();
        assertThat(freezer.pendingFreeze(ACCOUNT, T0 + PendingAutoFreezes.LENGTH_MS))
                .isNull();
    }

    @Test
    void estimatesTheAccountsOfAllSubtasksFromItsOwn() {
        AutoFreezeRequest request = request("a", 0.99);

        assertThat(request).isNotNull();
        assertThat(request.payingAccounts()).isEqualTo(4);
    }

    @Test
    void requestsNothingWhereAPersonHasActedLater() {
        controls.apply(action(Type.RELEASE, T0 + 1));

        assertThat(request("a", 0.99)).isNull();
    }

    @Test
    void requestsNothingWithoutAPolicy() {
        AutoFreezer off = new AutoFreezer(null, controls, 1);

        assertThat(off.request(decision(scored("a", 0.99, T0)), RelatedEntities.NONE))
                .isNull();
        assertThat(off.pendingFreeze(ACCOUNT, T0)).isNull();
    }

    private @Nullable AutoFreezeRequest request(String id, double score) {
        Decision decision = decision(scored(id, score, T0));
        return freezer.request(decision, RelatedEntities.NONE);
    }
}
