package io.nacre.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TermsTest {

    private static final Merchant SHOP = new Merchant("m-1", "Shop", "5411", "NL", null);

    @Test
    void areThoseOfAnyPaymentThatPaysTheSameToTheSame() {
        Transaction one = payment(5, "EUR", Channel.CASH, "tok", SHOP, "c");
        Transaction again = new Transaction(
                "another id",
                9,
                "another account",
                "tok",
                new Money(5, "EUR"),
                Channel.CASH,
                "192.0.2.1",
                "dev",
                new Merchant("m-1", "renamed", null, null, null),
                new Place(1, 2),
                "c",
                "agent",
                3,
                Map.of("k", "v"));

        assertThat(Terms.fingerprint(again)).isEqualTo(Terms.fingerprint(one));
    }

    @Test
    void areOthersWhereAnyOneDiffers() {
        List<Transaction> payments = new ArrayList<>(List.of(
                payment(5, "EUR", Channel.CASH, "tok", SHOP, "c"),
                payment(5, "USD", Channel.CASH, "tok", SHOP, "c"),
                payment(5, "EUR", Channel.TRANSFER, "tok", SHOP, "c"),
                payment(5, "EUR", Channel.CASH, "tok2", SHOP, "c"),
                payment(5, "EUR", Channel.CASH, null, SHOP, "c"),
                payment(5, "EUR", Channel.CASH, "tok", null, "c"),
                payment(5, "EUR", Channel.CASH, "tok", null, null),
                payment(5, "EUR", Channel.CASH, null, null, "tok"),
                payment(5, "EUR", Channel.CASH, "tokm-1", null, "c")));
        for (int i = 0; i < 10_000; i++) {
            payments.add(payment(1_000 + i * 65_537L, "EUR", Channel.CASH, "tok", SHOP, "c"));
        }
        Set<Long> terms = new HashSet<>();
        payments.forEach(each -> terms.add(Terms.fingerprint(each)));

        assertThat(terms).hasSameSizeAs(payments).doesNotContain(0L);
    }

    private static Transaction payment(
            long amount,
            String currency,
            Channel channel,
            @Nullable String card,
            @Nullable Merchant merchant,
            @Nullable String receiver) {
        return new Transaction(
                "id",
                1,
                "a",
                card,
                new Money(amount, currency),
                channel,
                null,
                null,
                merchant,
                null,
                receiver,
                null,
                null,
                Map.of());
    }
}
