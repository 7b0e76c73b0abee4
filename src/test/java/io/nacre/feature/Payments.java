package io.nacre.feature;

import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Merchant;
import io.nacre.payment.Millis;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Made-up payments for tests: few accounts and merchants, every field now and then missing, some labels. */
public final class Payments {

    public static final long START_MS = 1_700_000_000_000L;

    private Payments() {}

    /** One plain card payment. */
    public static Transaction payment(String id, String account, long atMs) {
        return new Transaction(
                id,
                atMs,
                account,
                "tok-" + account,
                new Money(1_999, "EUR"),
                Channel.CARD_PRESENT,
                "10.0.0.1",
                "dev-1",
                new Merchant("mer-1", "Corner Shop", "5411", "NL", new GeoPoint(52.37, 4.9)),
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** The same payment by another user agent. */
    public static Transaction by(@Nullable String userAgent, Transaction plain) {
        return changed(plain, plain.cardToken(), plain.counterpartyId(), userAgent, plain.failedAttempts());
    }

    /** The same payment with another card. */
    public static Transaction with(@Nullable String cardToken, Transaction plain) {
        return changed(plain, cardToken, plain.counterpartyId(), plain.userAgent(), plain.failedAttempts());
    }

    /** The same payment after so many attempts that failed. */
    public static Transaction after(@Nullable Integer failedAttempts, Transaction plain) {
        return changed(plain, plain.cardToken(), plain.counterpartyId(), plain.userAgent(), failedAttempts);
    }

    /** The same payment to another account. */
    public static Transaction to(@Nullable String counterpartyId, Transaction plain) {
        return changed(plain, plain.cardToken(), counterpartyId, plain.userAgent(), plain.failedAttempts());
    }

    private static Transaction changed(
            Transaction plain,
            @Nullable String cardToken,
            @Nullable String counterpartyId,
            @Nullable String userAgent,
            @Nullable Integer failedAttempts) {
        return new Transaction(
                plain.id(),
                plain.eventTimeMs(),
                plain.accountId(),
                cardToken,
                plain.amount(),
                plain.channel(),
                plain.ip(),
                plain.deviceId(),
                plain.merchant(),
                plain.payerLocation(),
                counterpartyId,
                userAgent,
                failedAttempts,
                plain.attributes());
    }

    /** The i-th of an account that uses many devices, addresses, merchants and receivers. */
    public static Transaction varied(int i, long atMs) {
        return new Transaction(
                "tx-" + i,
                atMs,
                "acct-" + i % 97,
                "tok-acct",
                new Money(100 + i * 7919L % 100_000, "EUR"),
                Channel.values()[i % 4],
                "10.0." + i % 7 + "." + i % 11,
                "dev-" + i % 23,
                new Merchant(
                        "mer-" + i % 71, "Corner Shop", "5411", i % 5 == 0 ? "RO" : "NL", new GeoPoint(52.37, 4.9)),
                null,
                "acct-" + i % 41,
                null,
                null,
                Map.of());
    }

    /** In order of event time, about one every two hours; the same seed gives the same payments. */
    public static List<LabelledTransaction> labelled(int count, long seed) {
        Random random = new Random(seed);
        List<LabelledTransaction> payments = new ArrayList<>();
        long atMs = START_MS;
        for (int i = 0; i < count; i++) {
            atMs += random.nextInt((int) (4 * Millis.HOUR_MS));
            Transaction transaction = random(i, atMs, random);
            Label label = random.nextInt(4) == 0
                    ? new Label(
                            transaction.id(),
                            transaction.accountId(),
                            random.nextBoolean(),
                            atMs + random.nextInt(20) * Millis.DAY_MS / 2,
                            Label.Source.CHARGEBACK)
                    : null;
            payments.add(new LabelledTransaction(transaction, label, null, lifecycle(transaction, seed + i)));
        }
        return payments;
    }

    /** None to five events of any type, some before the transaction, some with the id of another one. */
    private static List<LifecycleEvent> lifecycle(Transaction transaction, long seed) {
        Random random = new Random(seed);
        List<LifecycleEvent> events = new ArrayList<>();
        long atMs = transaction.eventTimeMs() - Millis.MINUTE_MS;
        for (int i = random.nextInt(6); i > 0; i--) {
            LifecycleEvent.Type type = LifecycleEvent.Type.values()[random.nextInt(9)];
            atMs += (long) Math.exp(random.nextInt(21));
            events.add(new LifecycleEvent(
                    transaction.accountId(),
                    transaction.id(),
                    "event-" + random.nextInt(20),
                    type,
                    type == LifecycleEvent.Type.DECLINED
                            ? LifecycleEvent.DeclineReason.values()[random.nextInt(6)]
                            : null,
                    random.nextInt(3) == 0
                            ? (Long) random.nextLong(transaction.amount().minorUnits() + 1)
                            : null,
                    atMs));
        }
        return events;
    }

    private static Transaction random(int i, long atMs, Random random) {
        String account = "acct-" + random.nextInt(7);
        Merchant merchant = random.nextInt(5) == 0
                ? null
                : new Merchant(
                        "mer-" + random.nextInt(4),
                        null,
                        random.nextBoolean() ? "5411" : null,
                        random.nextBoolean() ? "NL" : "RO",
                        random.nextBoolean() ? new GeoPoint(random.nextInt(89) + 0.25, random.nextInt(179)) : null);
        return new Transaction(
                "tx-" + i,
                atMs,
                account,
                "tok-" + account,
                new Money(random.nextInt(100_000), random.nextInt(9) == 0 ? "USD" : "EUR"),
                Channel.values()[random.nextInt(4)],
                random.nextInt(4) == 0 ? null : "10.0.0." + random.nextInt(5),
                random.nextInt(4) == 0 ? null : "dev-" + random.nextInt(6),
                merchant,
                random.nextInt(4) == 0 ? new GeoPoint(random.nextInt(89) + 0.25, -random.nextInt(180)) : null,
                merchant == null ? "acct-" + random.nextInt(7) : null,
                i % 3 == 0 ? null : "Browser/" + i % 5 + ".0 (Phone " + i % 4 + ")",
                i % 4 == 0 ? null : (Integer) (i % 3),
                Map.of());
    }
}
