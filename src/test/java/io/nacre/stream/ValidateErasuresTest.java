package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.control.ListEntry.Change;
import io.nacre.decision.control.ListEntry.ListType;
import io.nacre.decision.control.ListEntry.Subject;
import io.nacre.feature.Payments;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.AccountControlEvent.ErasureEvent;
import io.nacre.stream.event.EventTypeInfo;
import io.nacre.stream.state.AccountControlState;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which erasures are carried out. */
class ValidateErasuresTest {

    private static final long T0 = Payments.START_MS;

    private OneInputStreamOperatorTestHarness<AccountControlEvent, AccountControlEvent> admit;

    @BeforeEach
    void start() throws Exception {
        admit = harness(AccountControls::new);
        admit.open();
    }

    @AfterEach
    void stop() throws Exception {
        admit.close();
    }

    @Test
    void rejectsTheErasureOfAFrozenOrBlockedAccount() throws Exception {
        apply(freeze("frozen", 1));
        apply(entry("blocked", Change.ADD, 1));
        erase("frozen", T0 - Millis.DAY_MS);
        erase("blocked", T0 + 1);
        erase("nobody", T0 + 1);

        assertThat(erased()).containsExactly("nobody");
        assertThat(letters()).extracting(DeadLetter::code).containsOnly(RejectionCode.ERASURE_REFUSED);
        assertThat(letters())
                .extracting(DeadLetter::detail)
                .containsExactly(
                        "the account is frozen; release it first, then request the erasure again",
                        "the account is on the block list; remove that entry first, then request the erasure again");
        DeadLetter first = letters().get(0);
        assertThat(first.origin()).isEqualTo(new RecordOrigin("erasures", 0, T0 - Millis.DAY_MS, T0));
        assertThat(Contract.ERASURE.reader(Framing.SINGLE_OBJECT).read(first.origin(), first.value()))
                .isEqualTo(new DecodeResult.Value<>(new ErasureRequest("frozen", "ann", "asked", T0 - Millis.DAY_MS)));
    }

    @Test
    void erasesWhoWasReleasedAndTakenOffTheList() throws Exception {
        apply(freeze("a", 1));
        apply(entry("a", Change.ADD, 1));
        apply(new AccountAction("a", Type.RELEASE, 2, "ann", "explained", T0, null));
        erase("a", T0 + 1);
        apply(entry("a", Change.REMOVE, 2));
        erase("a", T0 + 2);

        assertThat(letters()).hasSize(1);
        assertThat(erased()).containsExactly("a");
        assertThat(admit.extractOutputValues()).hasSize(5);
    }

    @Test
    void appliesEarlierControlsAndKeepsThemOverARestore() throws Exception {
        apply(freeze("one", 1));
        OperatorSubtaskState snapshot = admit.snapshot(1, 1);
        admit.close();
        admit = harness(() -> {
            AccountControls before = new AccountControls();
            before.apply(new AccountAction("two", Type.FREEZE, 1, "ann", "mules", T0, null));
            return before;
        });
        admit.initializeState(snapshot);
        admit.open();
        erase("one", T0 + 1);
        erase("two", T0 + 1);

        assertThat(erased()).isEmpty();
        assertThat(letters()).hasSize(2);
    }

    @Test
    void anErasedAccountIsNotInItsState() throws Exception {
        apply(new AccountAction("gone", Type.RELEASE, 2, "ann", "explained", T0, null));
        apply(entry("gone", Change.REMOVE, 1));
        erase("gone", T0 + 1);

        assertThat(admit.getOperator()
                        .getOperatorStateBackend()
                        .getBroadcastState(AccountControlState.STATUSES)
                        .entries())
                .isEmpty();
        assertThat(admit.getOperator()
                        .getOperatorStateBackend()
                        .getBroadcastState(AccountControlState.ENTRIES)
                        .entries())
                .isEmpty();
    }

    private static OneInputStreamOperatorTestHarness<AccountControlEvent, AccountControlEvent> harness(
            AccountControlBootstrap start) throws Exception {
        OneInputStreamOperatorTestHarness<AccountControlEvent, AccountControlEvent> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new ValidateErasures(start)));
        harness.setup(EventTypeInfo.ACCOUNT_CONTROL.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static AccountAction freeze(String account, long version) {
        return new AccountAction(account, Type.FREEZE, version, "ann", "mules", T0, null);
    }

    private static ListEntry entry(String account, Change change, long version) {
        return new ListEntry(ListType.BLOCK, Subject.ACCOUNT, account, change, version, "ann", "mules", T0, null);
    }

    private void apply(AccountAction action) throws Exception {
        admit.processElement(new StreamRecord<>(AccountControlEvent.of(action)));
    }

    private void apply(ListEntry entry) throws Exception {
        admit.processElement(new StreamRecord<>(AccountControlEvent.of(entry)));
    }

    private void erase(String account, long atMs) throws Exception {
        ErasureRequest erasureRequest = new ErasureRequest(account, "ann", "asked", atMs);
        admit.processElement(
                new StreamRecord<>(AccountControlEvent.of(erasureRequest, new RecordOrigin("erasures", 0, atMs, T0))));
    }

    private List<String> erased() {
        return admit.extractOutputValues().stream()
                .filter(ErasureEvent.class::isInstance)
                .map(event -> ((ErasureEvent) event).request().accountId())
                .toList();
    }

    private List<DeadLetter> letters() {
        return DecideHarness.side(admit.getSideOutput(Decode.DEAD_LETTERS));
    }
}
