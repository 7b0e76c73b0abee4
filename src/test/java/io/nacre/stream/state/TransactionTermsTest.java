package io.nacre.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransactionTermsTest {

    /** Two payees that made payments of different amounts meet in a hash without a key, found within minutes. */
    private static final String COLLIDING_SMALL = "0gftrjw2354x堂";

    private static final String COLLIDING_LARGE = "zmjep1zf4cct逘";

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
                new GeoPoint(1, 2),
                "c",
                "agent",
                3,
                Map.of("k", "v"));

        assertThat(TransactionTerms.of(one).areOf(again)).isTrue();
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
        TransactionTerms first = TransactionTerms.of(payments.get(0));

        assertThat(payments.stream().filter(first::areOf)).hasSize(1);
        for (int i = 0; i < 9; i++) {
            TransactionTerms transactionTerms = TransactionTerms.of(payments.get(i));
            assertThat(payments.stream().limit(9).filter(transactionTerms::areOf))
                    .hasSize(1);
        }
    }

    /** 1 euro to the one and 10,000 to the other: FNV-1a without a key says they are the same payment. */
    @Test
    void areOthersWhereAnUnkeyedHashWasMadeToMeet() {
        Transaction small = payment(100, "EUR", Channel.TRANSFER, "tok", null, COLLIDING_SMALL);
        Transaction large = payment(1_000_000, "EUR", Channel.TRANSFER, "tok", null, COLLIDING_LARGE);

        assertThat(early(small)).isEqualTo(early(large));
        assertThat(TransactionTerms.of(small).areOf(large)).isFalse();
        assertThat(TransactionTerms.of(small).areOf(small)).isTrue();
    }

    @Test
    void areStoredWithASaltOfTheirTransaction() {
        Transaction payment = payment(5, "EUR", Channel.CASH, "tok", SHOP, "c");

        assertThat(TransactionTerms.of(payment).salt())
                .isNotZero()
                .isEqualTo(TransactionTerms.of(payment).salt());
        assertThat(TransactionTerms.of(payment).first()).isNotEqualTo(early(payment));
    }

    /** What a program before this kept is held against a payment as that program did. */
    @Test
    void ofAProgramBeforeThisAreStillCompared() {
        Transaction payment = payment(5, "EUR", Channel.CASH, "tok", SHOP, "c");
        TransactionTerms kept = TransactionTerms.early(early(payment));

        assertThat(kept).isNotNull();
        assertThat(kept.areOf(payment)).isTrue();
        assertThat(kept.areOf(payment(6, "EUR", Channel.CASH, "tok", SHOP, "c")))
                .isFalse();
        assertThat(TransactionTerms.early(0)).isNull();
    }

    /** FNV-1a over 16-bit characters, as state of before holds it. */
    private static long early(Transaction payment) {
        long hash = 0xCBF29CE484222325L;
        for (int shift = 0; shift < 64; shift += 16) {
            hash = (hash ^ ((payment.amount().minorUnits() >>> shift) & 0xFFFF)) * 0x100000001B3L;
        }
        Merchant merchant = payment.merchant();
        for (String text : new String[] {
            payment.amount().currency(),
            payment.channel().name(),
            payment.cardToken(),
            merchant == null ? null : merchant.id(),
            payment.counterpartyId()
        }) {
            for (char c : (text == null ? "" : text).toCharArray()) {
                hash = (hash ^ c) * 0x100000001B3L;
            }
            hash = (hash ^ 0xFFFF) * 0x100000001B3L;
        }
        return hash;
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
