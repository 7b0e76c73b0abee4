package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.nacre.codec.ContractReader;
import io.nacre.decision.Decision;
import io.nacre.decision.control.AccountAction;
import io.nacre.payment.Millis;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.ScoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * A host whose clock is wrong, or jumps: what is decided does not depend on it, but for the moment that is written
 * down.
 */
class HostClockTest extends DecideHarness {

    private static final long HOUR_MS = Millis.HOUR_MS;

    /** All that ask for the time: for when something was decided, arrived at the latest, or was rejected. */
    private static final Set<String> ASK =
            Set.of(Decide.class.getName(), Decode.class.getName(), ContractReader.class.getName());

    @Test
    void decisionsAndIncidentsDoNotDependOnTheHostClock() throws Exception {
        List<Decision> right = decided(0, 0, 0, 0);

        assertThat(decided(HOUR_MS, HOUR_MS, HOUR_MS, HOUR_MS))
                .as("an hour fast")
                .isEqualTo(right);
        assertThat(decided(-HOUR_MS, -HOUR_MS, -HOUR_MS, -HOUR_MS))
                .as("an hour slow")
                .isEqualTo(right);
        assertThat(decided(0, HOUR_MS, -HOUR_MS, 0)).as("jumps on and back").isEqualTo(right);
    }

    @Test
    void noOtherOperatorReadsTheHostClock() {
        DescribedPredicate<JavaClass> others = DescribedPredicate.describe(
                "may not ask for the time",
                type -> !ASK.contains(type.getName()) && !type.getName().contains("RejectionLogger"));
        ArchRuleDefinition.noClasses()
                .that(others)
                .should()
                .callMethod(TimerService.class, "currentProcessingTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.nacre.stream", "io.nacre.codec", "io.nacre.model"));
    }

    /** Four payments, before each of which the clock is put to its error; a freeze comes between. */
    private List<Decision> decided(long... errorsMs) throws Exception {
        List<Decision> decisions = new ArrayList<>();
        KeyedBroadcastOperatorTestHarness<String, ScoredEvent, AccountControlEvent, Decision> before = harness;
        harness = harness();
        harness.open();
        for (int i = 0; i < errorsMs.length; i++) {
            harness.setProcessingTime(T0 + i * HOUR_MS + errorsMs[i]);
            if (i == 2) {
                apply(AccountAction.Type.FREEZE, 1, null);
            }
            pay("t" + i, 0.2 + 0.3 * i % 0.8, T0 + i * HOUR_MS);
            watermark(T0 + i * HOUR_MS);
        }
        for (Decision decision : harness.extractOutputValues()) {
            decisions.add(atNoTime(decision));
        }
        assertThat(decisions).hasSize(errorsMs.length);
        harness.close();
        harness = before;
        return decisions;
    }

    private static Decision atNoTime(Decision decision) {
        return new Decision(
                decision.transactionId(),
                decision.accountId(),
                decision.eventTimeMs(),
                decision.policy(),
                decision.scoring(),
                decision.duplicate(),
                0,
                decision.origin());
    }
}
