package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.StoreWriter;
import io.nacre.console.store.StoredExample;
import io.nacre.console.store.StoredPayments;
import io.nacre.console.store.StoredPayments.StoredPayment;
import io.nacre.console.work.RuleBacktest;
import io.nacre.decision.Outcome;
import io.nacre.feature.Facts;
import io.nacre.payment.ExchangeRates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the console's store, a rule reads what it read in the job. */
class StoredRuleVariablesTest {

    @TempDir
    private Path folder;

    @Test
    void everyVariableIsAsInTheJobOrIsRefused() {
        StoredPayments payments = new StoredPayments(3);
        try (ConsoleDatabase database = ConsoleDatabase.open("jdbc:sqlite:" + folder.resolve("store.db"), null, null)) {
            StoreWriter writer = new StoreWriter(database);
            List<StoredPayment> written = new ArrayList<>();
            for (int k = 0; k < 50; k++) {
                written.add(0, payments.payment(k, Outcome.APPROVE));
                payments.addAll(writer, written.get(0));
            }
            writer.commit();
            List<StoredExample> stored = StoredPayments.read(database);
            assertThat(stored).hasSize(50);
            for (int k = 0; k < 50; k++) {
                StoredPayment payment = written.get(k);
                RuleContext job = new RuleContext(ExchangeRates.EUROS);
                job.set(payment.transaction(), Facts.UNKNOWN, payment.vector(), payment.trail(), payment.anomaly());
                StoredExample row = stored.get(k);
                RuleContext trial = new RuleContext(ExchangeRates.EUROS);
                trial.set(row.transaction(), Facts.UNKNOWN, row.vector(), row.trail(), row.anomaly());
                for (RuleVariable variable : RuleVariables.terms()) {
                    if (!RuleBacktest.NOT_STORED.contains(variable.name())) {
                        assertThat(variable.reading().of(trial))
                                .as(variable.name())
                                .isEqualTo(variable.reading().of(job));
                    }
                }
            }
        }
    }

    @Test
    void factsAndWhatTheStoreDoesNotHaveAreRefusedByName() {
        Set<String> names =
                RuleVariables.terms().stream().map(RuleVariable::name).collect(Collectors.toSet());
        assertThat(names).containsAll(RuleBacktest.NOT_STORED);
        assertThat(names.stream().filter(name -> name.startsWith("facts.")))
                .allMatch(RuleBacktest.NOT_STORED::contains);
        assertThat(RuleBacktest.notStored("tx.user_agent == 'x' || facts.ip_asn == 3 || score > 0.5"))
                .containsExactly("facts.ip_asn", "tx.user_agent");
        try (ConsoleDatabase database = ConsoleDatabase.open("jdbc:sqlite:" + folder.resolve("empty.db"), null, null)) {
            RuleBacktest trial = new RuleBacktest(database, () -> 0);
            assertThatThrownBy(() -> trial.run("tx.worth > 1.0")).hasMessageContaining("tx.worth");
            assertThat(trial.run("tx.amount > 1.0").period().rows()).isEqualTo(0);
        }
    }
}
