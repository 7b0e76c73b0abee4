package io.nacre.stream.decide;

import io.nacre.stream.state.AccountIncidentState;
import org.apache.flink.api.common.state.ValueState;

/** The state of the current account in one value. It is read once per transaction, and written only when it changes. */
public final class AccountStateStore {

    private final ValueState<AccountIncidentState> state;

    public AccountStateStore(ValueState<AccountIncidentState> state) {
        this.state = state;
    }

    public AccountIncidentState read() throws Exception {
        AccountIncidentState stored = state.value();
        return stored == null ? AccountIncidentState.EMPTY : stored;
    }

    public void update(AccountIncidentState before, AccountIncidentState after) throws Exception {
        if (after.equals(before)) {
            return;
        }
        if (after.equals(AccountIncidentState.EMPTY)) {
            state.clear();
        } else {
            state.update(after);
        }
    }

    void clear() {
        state.clear();
    }
}
