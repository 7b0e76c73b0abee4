package io.nacre.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.Transaction;
import io.nacre.profile.Address;
import io.nacre.profile.Windows;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressMemoryTest {

    private final AddressMemory memory = new AddressMemory();
    private Address address = Address.NONE;

    @Test
    void tellsOneAccountWithManyCardsFromManyAccounts() {
        for (int i = 0; i < 9; i++) {
            pay("a", "card-" + i % 3, i * Windows.MINUTE_MS);
        }

        assertThat(value("cards_1h", Windows.HOUR_MS)).isEqualTo(Scale.log(3));
        assertThat(value("accounts_1h", Windows.HOUR_MS)).isEqualTo(Scale.log(1));
        assertThat(value("count_1h", Windows.HOUR_MS)).isEqualTo(Scale.log(9));
    }

    @Test
    void aCardCountsFromItsLastUse() {
        pay("a", "card-0", 0);
        pay("b", "card-1", 20 * Windows.HOUR_MS);

        assertThat(value("cards_1h", 21 * Windows.HOUR_MS)).isEqualTo(Scale.log(1));
        assertThat(value("cards_24h", 21 * Windows.HOUR_MS)).isEqualTo(Scale.log(2));
        assertThat(value("cards_24h", 30 * Windows.HOUR_MS)).isEqualTo(Scale.log(1));
        assertThat(value("cards_30d", 30 * Windows.HOUR_MS)).isEqualTo(Scale.log(2));
    }

    @Test
    void aPaymentWithoutCardIsPartOfTheCrowdOnly() {
        pay("a", null, 0);

        assertThat(value("cards_24h", 1)).isZero();
        assertThat(value("accounts_24h", 1)).isEqualTo(Scale.log(1));
    }

    private void pay(String account, @Nullable String card, long afterMs) {
        Transaction plain = Payments.payment("t" + afterMs, account, Payments.START_MS + afterMs);
        address = memory.fold(address, Payments.with(card, plain), Facts.UNKNOWN);
    }

    private double value(String feature, long afterMs) {
        return memory.features().stream()
                .filter(each -> each.name().equals(feature))
                .findFirst()
                .orElseThrow()
                .formula()
                .apply(Payments.payment("t", "a", Payments.START_MS + afterMs), Facts.UNKNOWN, address);
    }
}
