package io.nacre.training;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.Channel;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Merchant;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import io.nacre.training.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Fifty days of a hundred accounts; now and then a stolen card buys far more than its owner does. */
public final class SmallWorld implements History {

    public static final long START_MS = 1_767_225_600_000L;
    private static final long DAY_MS = 86_400_000L;

    private final List<LabelledTransaction> transactions = new ArrayList<>();

    public SmallWorld(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long step = 50 * DAY_MS / count;
        for (int i = 0; i < count; i++) {
            transactions.add(transaction("t" + i, START_MS + i * step, random));
        }
    }

    @Override
    public void forEach(Consumer<LabelledTransaction> reader) {
        transactions.forEach(reader);
    }

    @Override
    public List<AccountProfile> profiles() {
        return List.of();
    }

    private static LabelledTransaction transaction(String id, long atMs, SplittableRandom random) {
        int account = random.nextInt(100);
        boolean fraud = random.nextInt(40) == 0;
        long usual = 1000 + 50L * account + random.nextInt(500);
        Transaction transaction = new Transaction(
                id,
                atMs,
                "account" + account,
                "card" + account,
                new Money(fraud ? usual * (2 + random.nextInt(6)) : usual, "EUR"),
                fraud ? Channel.CARD_NOT_PRESENT : Channel.CARD_PRESENT,
                fraud ? "81.2.69." + random.nextInt(20) : null,
                fraud ? "device" + random.nextInt(3) : "phone" + account,
                new Merchant("shop" + random.nextInt(30), null, "5411", "DE", new GeoPoint(52, 13)),
                null,
                null,
                null,
                null,
                Map.of());
        long knownAtMs = atMs + (fraud ? 2 : 1) * DAY_MS;
        Label label = new Label(id, transaction.accountId(), fraud, knownAtMs, Label.Source.VERDICT);
        return new LabelledTransaction(transaction, label, fraud ? "stolen <card>" : null);
    }
}
