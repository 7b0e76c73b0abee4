package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.feature.Payments;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.AutoFreezeRequest;
import io.nacre.stream.event.WithOrigin;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LimitAutoFreezesTest {

    private static final long T0 = Payments.START_MS;

    @Test
    void theLimitAppliesToAllAccountsTogetherAndOverARestore() throws Exception {
        OperatorSubtaskState snapshot;
        try (var hold = harness()) {
            hold.open();
            call("a", hold);
            call("a", hold);
            call("b", hold);
            snapshot = hold.snapshot(1, 1);

            assertThat(hold.extractOutputValues())
                    .extracting(held -> held.value().accountId())
                    .containsExactly("a", "b");
        }
        try (var hold = harness()) {
            hold.initializeState(snapshot);
            hold.open();
            call("c", hold);
            call("d", hold);

            assertThat(hold.extractOutputValues())
                    .extracting(held -> held.value().accountId())
                    .containsExactly("c");
        }
    }

    @Test
    void oneDeviceDoesNotUseUpTheHourOfAllOthers() throws Exception {
        OperatorSubtaskState snapshot;
        try (var hold = harness()) {
            hold.open();
            call("a", List.of("DEVICE one"), hold);
            snapshot = hold.snapshot(1, 1);
        }
        try (var hold = harness()) {
            hold.initializeState(snapshot);
            hold.open();
            call("b", List.of("IP any", "DEVICE one"), hold);
            call("c", List.of("DEVICE two"), hold);

            assertThat(hold.extractOutputValues())
                    .extracting(held -> held.value().accountId())
                    .containsExactly("c");
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<Byte, AutoFreezeRequest, WithOrigin<AccountAction>> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new LimitAutoFreezes(new AutoFreezePolicy(0.9, 10, 3, 1))),
                call -> (byte) 0,
                Types.BYTE);
    }

    private static void call(
            String account,
            KeyedOneInputStreamOperatorTestHarness<Byte, AutoFreezeRequest, WithOrigin<AccountAction>> hold)
            throws Exception {
        call(account, List.of(), hold);
    }

    private static void call(
            String account,
            List<String> common,
            KeyedOneInputStreamOperatorTestHarness<Byte, AutoFreezeRequest, WithOrigin<AccountAction>> hold)
            throws Exception {
        AccountAction action = new AccountAction(
                account, Type.FREEZE, Scope.OUTGOING, T0, ActorType.SYSTEM, "nacre", "score", T0, T0 + 10);
        hold.processElement(new StreamRecord<>(new AutoFreezeRequest(action, common, 100, RecordOrigin.NONE), T0));
    }
}
