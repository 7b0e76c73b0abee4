package io.nacre.simulation;

import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transaction without its id.
 *
 * @param crime the kind of fraud; null for a legitimate transaction
 * @param knownAfterMs time from the transaction to its label
 * @param lifecycle how often such a transaction is challenged, declined, reversed and refunded
 */
record TransactionDraft(
        Customer holder,
        long atMs,
        double euro,
        Channel channel,
        @Nullable SimulatedMerchant shop,
        @Nullable String ip,
        @Nullable String device,
        @Nullable GeoPoint place,
        @Nullable String counterparty,
        @Nullable FraudTypology crime,
        long knownAfterMs,
        LifecycleRates lifecycle) {

    /** The label-maturity window. */
    private static final Duration LEGITIMATE_AFTER = Duration.ofDays(7);

    static TransactionDraft purchase(Customer customer, long atMs, double euro, SimulatedMerchant simulatedMerchant) {
        Channel channel = simulatedMerchant.type().online()
                ? Channel.CARD_NOT_PRESENT
                : simulatedMerchant.type() == MerchantType.CASH_MACHINE ? Channel.CASH : Channel.CARD_PRESENT;
        return new TransactionDraft(
                customer,
                atMs,
                euro,
                channel,
                simulatedMerchant,
                null,
                null,
                null,
                null,
                null,
                LEGITIMATE_AFTER.toMillis(),
                simulatedMerchant.type().lifecycle());
    }

    static TransactionDraft transfer(Customer customer, long atMs, double euro, String to) {
        return new TransactionDraft(
                customer,
                atMs,
                euro,
                Channel.TRANSFER,
                null,
                null,
                null,
                null,
                to,
                null,
                LEGITIMATE_AFTER.toMillis(),
                LifecycleRates.TRANSFER);
    }

    TransactionDraft from(@Nullable String address, @Nullable String usedDevice, @Nullable GeoPoint where) {
        return new TransactionDraft(
                holder,
                atMs,
                euro,
                channel,
                shop,
                address,
                usedDevice,
                where,
                counterparty,
                crime,
                knownAfterMs,
                lifecycle);
    }

    TransactionDraft with(LifecycleRates rates) {
        return new TransactionDraft(
                holder, atMs, euro, channel, shop, ip, device, place, counterparty, crime, knownAfterMs, rates);
    }

    TransactionDraft by(FraudTypology fraudTypology, SeededRandom seededRandom) {
        return new TransactionDraft(
                holder,
                atMs,
                euro,
                channel,
                shop,
                ip,
                device,
                place,
                counterparty,
                fraudTypology,
                fraudTypology.knownAfterMs(seededRandom),
                lifecycle);
    }

    /** Completes the transaction, which is the given one of its day. */
    LabelledTransaction finish(LifecycleSimulator lifecycles, int day, int number) {
        String id = "tx-%04d-%06d".formatted(day, number);
        Merchant merchant = shop == null ? null : shop.merchant();
        // Payments are in the currency of the account; cash machines pay multiples of ten.
        double major = euro * holder.market().priceLevel();
        long minor = channel == Channel.CASH ? 1_000 * Math.max(1, Math.round(major / 10)) : Math.round(major * 100);
        boolean card = channel != Channel.TRANSFER;
        Transaction transaction = new Transaction(
                id,
                atMs,
                holder.id(),
                card ? holder.cardToken() : null,
                new Money(Math.max(1, minor), holder.market().currency()),
                channel,
                ip,
                device,
                merchant,
                place,
                counterparty,
                null,
                null,
                Map.of());
        List<LifecycleEvent> events = lifecycles.events(this, transaction, day, number);
        Label label = new Label(id, holder.id(), crime != null, atMs + knownAfterMs, source(events));
        return new LabelledTransaction(transaction, label, crime == null ? null : crime.toString(), events);
    }

    /** Nobody disputes a payment that moved no money: such a fraud is found by review. */
    private Label.Source source(List<LifecycleEvent> events) {
        boolean paid = events.stream()
                .map(LifecycleEvent::type)
                .anyMatch(type -> type == LifecycleEvent.Type.CAPTURED || type == LifecycleEvent.Type.PAID_OUT);
        return crime == null || !paid ? Label.Source.VERDICT : crime.source();
    }
}
