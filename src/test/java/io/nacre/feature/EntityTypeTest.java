package io.nacre.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.Channel;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EntityTypeTest {

    @ParameterizedTest
    @EnumSource
    void aTransactionAndItsGatheredKeysNameTheSameOwner(EntityType entityType) {
        List<Transaction> transactions = new ArrayList<>(List.of(from("2001:db8:1:2:3:4:5:6"), from("192.0.2.1")));
        for (LabelledTransaction payment : Payments.labelled(200, 11)) {
            transactions.add(payment.transaction());
        }

        for (Transaction transaction : transactions) {
            assertThat(entityType.of(transaction)).isEqualTo(entityType.of(EntityKeys.of(transaction)));
        }
    }

    private static Transaction from(String ip) {
        return new Transaction(
                "tx",
                1,
                "acct",
                null,
                new Money(1, "EUR"),
                Channel.TRANSFER,
                ip,
                null,
                null,
                null,
                "b",
                null,
                null,
                Map.of());
    }
}
